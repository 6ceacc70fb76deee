import type { Finding, Severity } from '../check/finding.js';
import type { ByteWriter } from './byte-writer.js';
import { type CheckRun, findingText } from './check-run.js';
import { differenceLines } from './difference-text.js';
import { counted } from './session-text.js';
import { visible } from './visible-text.js';

/** GitHub shows so many annotations of a kind in a step, and drops the others without a word. */
const MOST_SHOWN = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'notice' };

interface Annotation {
  readonly severity: Severity;
  readonly file: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Workflow commands: annotations as GitHub Actions shows them, the worst first, and how many it would not show. */
export function writeCheckGithub(writer: ByteWriter, run: CheckRun): void {
  const annotations = annotationsOf(run);
  const rest: string[] = [];
  for (const severity of ['error', 'warn', 'info'] as const) {
    const ofKind = annotations.filter((annotation) => annotation.severity === severity);
    for (const annotation of ofKind.slice(0, MOST_SHOWN)) writer.text(commandLine(annotation));
    const uncounted = run.captures.flatMap(({ verdict }) =>
      verdict.omitted.filter((left) => left.severity === severity),
    );
    const more = Math.max(0, ofKind.length - MOST_SHOWN) + uncounted.reduce((sum, { count }) => sum + count, 0);
    if (more > 0) rest.push(counted(more, `more ${COMMANDS[severity]}`));
  }
  if (rest.length > 0) writer.text(`wsdissect: ${rest.join(', ')}\n`);
}

function annotationsOf({ captures }: CheckRun): Annotation[] {
  return captures.flatMap(({ verdict: { capture, findings }, problem }) => [
    ...(problem === undefined
      ? []
      : [{ severity: 'error' as const, file: capture, title: 'wsdissect', lines: [`not judged: ${problem}`] }]),
    ...findings.map((finding) => annotationOf(finding, capture)),
  ]);
}

function annotationOf(finding: Finding, file: string): Annotation {
  const { severity, rule: title } = finding;
  return { severity, file, title, lines: [findingText(finding), ...differenceLines(finding)] };
}

function commandLine({ severity, file, title, lines }: Annotation): string {
  return `::${COMMANDS[severity]} file=${property(file)},line=1,title=${property(title)}::${lines.map(data).join('%0A')}\n`;
}

/** What a line of the runner's protocol cannot hold; other controls are made visible first. */
function data(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
