import { FOLLOW_SHOW } from '../output/follow-show.js';

/** What results can be written as, by command; the first is the default. */
export const FORMATS = {
  log: ['fiddler', 'lines', 'ndjson'],
  sessions: ['table', 'ndjson'],
  info: ['text', 'ndjson'],
  packets: ['text', 'fields', 'json', 'tshark-json', 'ek'],
  fields: ['table', 'ndjson'],
  follow: FOLLOW_SHOW,
  stats: ['table', 'ndjson'],
  check: ['text', 'ndjson'],
  rules: ['table', 'ndjson'],
} as const;

/** What `check --report` can be. */
export const REPORTS = [
  'text',
  'summary',
  'ndjson',
  'json',
  'junit',
  'sarif',
  'github',
  'gitlab',
  'tap',
  'markdown',
] as const;
