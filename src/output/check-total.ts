import type { Verdict } from '../check/verdict.js';
import { counted } from './session-text.js';

/** `1 error, 0 warnings, 2 notes in 3 sessions` */
export function totalText({ counts: { error, warn, info }, sessions }: Verdict): string {
  const found = [counted(error, 'error'), counted(warn, 'warning'), counted(info, 'note')].join(', ');
  const nothing = error + warn + info === 0 ? 'nothing found' : found;
  return `${nothing} in ${counted(sessions, 'session')}`;
}
