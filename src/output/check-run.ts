import type { Finding, Severity } from '../check/finding.js';
import type { Rule } from '../check/rule.js';
import type { Threshold, Verdict } from '../check/verdict.js';
import type { ByteWriter } from './byte-writer.js';
import { differenceLines } from './difference-text.js';
import { visible } from './visible-text.js';

/** A capture that was read, and what came of judging it. */
export interface JudgedCapture {
  readonly verdict: Verdict;
  /** Why the verdict is worth little: `it could not be read whole`. */
  readonly problem?: string | undefined;
}

/** All that a report is made of. */
export interface CheckRun {
  readonly captures: readonly JudgedCapture[];
  /** The rules that were asked. */
  readonly rules: readonly Rule[];
  readonly threshold: Threshold;
  /** Of wsdissect. */
  readonly version: string;
}

/** Writes a run in one format; the same run gives the same bytes. */
export type CheckReport = (writer: ByteWriter, run: CheckRun) => void;

/** The severities by which a capture fails; none where it passes. */
export function blamed({ counts }: Verdict, { failOn, maxWarnings }: Threshold): ReadonlySet<Severity> {
  const severities = new Set<Severity>();
  if (counts.error > 0) severities.add('error');
  if (failOn !== 'error' && counts.warn > maxWarnings) severities.add('warn');
  if (failOn === 'info' && counts.info > 0) severities.add('info');
  return severities;
}

/** What was found by one rule in one capture. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly failed: boolean;
  readonly severity: Severity | undefined;
  /** A line each, safe to show. */
  readonly lines: readonly string[];
}

/** A rule's part in the verdict on a capture. */
export function outcomeOf(rule: Rule, verdict: Verdict, threshold: Threshold): RuleOutcome {
  const found = verdict.findings.filter((finding) => finding.rule === rule.id);
  const left = verdict.omitted.filter((omitted) => omitted.rule === rule.id);
  const severity = (found[0] ?? left[0])?.severity;
  const failed = severity !== undefined && blamed(verdict, threshold).has(severity);
  const more = left.reduce((sum, { count }) => sum + count, 0);
  const lines = found.flatMap((finding) => [findingText(finding), ...differenceLines(finding)]);
  return { rule, failed, severity, lines: more === 0 ? lines : [...lines, `and ${more} more`] };
}

/** `session 1, packet 6, Client.1`; nothing where it is about the capture as a whole */
export function placeText({ session, packet, id }: Finding): string {
  return [
    ...(session === undefined ? [] : [`session ${session}`]),
    ...(packet === undefined ? [] : [`packet ${packet}`]),
    ...(id === undefined ? [] : [id]),
  ].join(', ');
}

/** Where, and what, on one line that is safe to show. */
export function findingText(finding: Finding): string {
  const place = placeText(finding);
  const message = visible(finding.message);
  return place === '' ? message : `${place}: ${message}`;
}
