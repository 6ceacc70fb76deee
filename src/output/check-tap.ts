import type { ByteWriter } from './byte-writer.js';
import { blamed, type CheckRun, type JudgedCapture, outcomeOf } from './check-run.js';
import { shownJsonString } from './shown-json.js';
import { visible } from './visible-text.js';

const NEST = '    ';

/** TAP 14: a test point for each capture; the rules are its subtest. */
export function writeCheckTap(writer: ByteWriter, run: CheckRun): void {
  writer.text(`TAP version 14\n1..${run.captures.length}\n`);
  for (const [index, judged] of run.captures.entries()) {
    const name = description(judged.verdict.capture);
    writer.text(`# Subtest: ${name}\n${NEST}1..${run.rules.length}\n`);
    for (const line of subtest(judged, run)) writer.text(`${NEST}${line}\n`);
    const passed = judged.problem === undefined && blamed(judged.verdict, run.threshold).size === 0;
    writer.text(`${passed ? 'ok' : 'not ok'} ${index + 1} - ${name}\n`);
    if (judged.problem !== undefined) writer.text(`  ---\n  message: ${shownJsonString(judged.problem)}\n  ...\n`);
  }
}

function subtest({ verdict }: JudgedCapture, { rules, threshold }: CheckRun): string[] {
  return rules.flatMap((rule, index) => {
    const { failed, severity, lines } = outcomeOf(rule, verdict, threshold);
    const point = `${failed ? 'not ok' : 'ok'} ${index + 1} - ${description(rule.id)}`;
    if (severity === undefined) return [point];
    const findings = lines.map((line) => `    - ${shownJsonString(line)}`);
    return [point, '  ---', `  severity: ${severity}`, '  findings:', ...findings, '  ...'];
  });
}

/** A hash would begin a directive. */
function description(text: string): string {
  return visible(text).replace(/[\\#]/g, '\\$&');
}
