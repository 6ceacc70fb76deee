import type { Severity } from '../check/finding.js';
import type { Verdict } from '../check/verdict.js';
import type { ByteWriter } from './byte-writer.js';
import { blamed, type CheckRun } from './check-run.js';
import { totalText } from './check-total.js';
import { counted } from './session-text.js';
import { visible } from './visible-text.js';

/** A line for each capture, and below it one for each rule that found something. */
export function writeCheckSummary(writer: ByteWriter, { captures, rules, threshold }: CheckRun): void {
  let passed = 0;
  for (const { verdict, problem } of captures) {
    const failed = blamed(verdict, threshold).size > 0;
    const mark = problem !== undefined ? 'not judged' : failed ? 'failed' : 'passed';
    if (mark === 'passed') passed++;
    const why = problem === undefined ? '' : `; ${visible(problem)}`;
    writer.text(`${mark}: ${visible(verdict.capture)}: ${totalText(verdict)}${why}\n`);
    for (const { id } of rules) {
      const found = countOf(verdict, id);
      if (found !== undefined)
        writer.text(`  ${found.severity.padEnd(5)}  ${id}: ${counted(found.count, 'finding')}\n`);
    }
  }
  writer.text(`${passed} of ${counted(captures.length, 'capture')} passed\n`);
}

/** Findings of a rule, those that were not kept included. */
function countOf({ findings, omitted }: Verdict, id: string): { severity: Severity; count: number } | undefined {
  const kept = findings.filter(({ rule }) => rule === id);
  const left = omitted.filter(({ rule }) => rule === id);
  const severity = (kept[0] ?? left[0])?.severity;
  if (severity === undefined) return undefined;
  return { severity, count: left.reduce((sum, { count }) => sum + count, kept.length) };
}
