import type { Session } from '../session/events.js';
import type { Finding, OmittedFindings, Severity } from './finding.js';

/** What came of judging one capture. */
export interface Verdict {
  readonly capture: string;
  /** By session, and in the order of their packets. */
  readonly findings: readonly Finding[];
  readonly omitted: readonly OmittedFindings[];
  /** Of each severity, those that were not kept included. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many sessions were judged. */
  readonly sessions: number;
  /** Those that have findings, by number. */
  readonly sessionsFound: ReadonlyMap<number, Session>;
}

/** When a capture fails. */
export interface Threshold {
  readonly failOn: Severity;
  /** Findings of the severity warn that are put up with. */
  readonly maxWarnings: number;
}

export function fails({ counts: { error, warn, info } }: Verdict, { failOn, maxWarnings }: Threshold): boolean {
  if (error > 0) return true;
  if (failOn !== 'error' && warn > maxWarnings) return true;
  return failOn === 'info' && info > 0;
}
