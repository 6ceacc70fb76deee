import type { ByteWriter } from './byte-writer.js';
import { type CheckRun, type JudgedCapture, outcomeOf, type RuleOutcome } from './check-run.js';
import { visible } from './visible-text.js';

/** JUnit XML: a suite for each capture, in it a test case for each rule, so that their names stay from run to run. */
export function writeCheckJunit(writer: ByteWriter, run: CheckRun): void {
  const suites = run.captures.map((judged) => suiteOf(judged, run));
  const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0);
  const [tests, failures, errors] = [sum((suite) => suite.tests), sum((s) => s.failures), sum((s) => s.errors)];
  writer.text('<?xml version="1.0" encoding="UTF-8"?>\n');
  writer.text(`<testsuites name="wsdissect" tests="${tests}" failures="${failures}" errors="${errors}">\n`);
  for (const suite of suites) for (const line of suite.lines) writer.text(`  ${line}\n`);
  writer.text('</testsuites>\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly lines: readonly string[];
}

function suiteOf({ verdict, problem }: JudgedCapture, { rules, threshold }: CheckRun): Suite {
  const name = xml(verdict.capture);
  const outcomes = rules.map((rule) => outcomeOf(rule, verdict, threshold));
  const tests = outcomes.length + 1;
  const failures = outcomes.filter(({ failed }) => failed).length;
  const errors = problem === undefined ? 0 : 1;
  const capture = `<testcase classname="wsdissect.capture" name="can be judged" file="${name}"`;
  const error = problem === undefined ? [] : [`    <error message="${xml(problem)}" type="capture"/>`, '  </testcase>'];
  const lines = [
    `<testsuite name="${name}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="0">`,
    `  ${capture}${error.length === 0 ? '/>' : '>'}`,
    ...error,
    ...outcomes.flatMap((outcome) => testCase(outcome, name)),
    '</testsuite>',
  ];
  return { tests, failures, errors, lines };
}

/** @param file escaped */
function testCase({ rule, failed, severity, lines }: RuleOutcome, file: string): string[] {
  const open = `  <testcase classname="wsdissect.${rule.family}" name="${xml(rule.id)}" file="${file}"`;
  const [first] = lines;
  if (first === undefined || severity === undefined) return [`${open}/>`];
  const content = lines.map(xml).join('\n');
  const inside = failed
    ? `<failure message="${xml(first)}" type="${severity}">${content}</failure>`
    : `<system-out>${content}</system-out>`;
  return [`${open}>`, `    ${inside}`, '  </testcase>'];
}

/** Illegal in XML 1.0 (section 2.2), and left over by {@link visible}. */
const ILLEGAL = /[\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // So that ]]> is never written.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
};

/** One line of text for an attribute or an element. */
function xml(text: string): string {
  return visible(text)
    .replace(ILLEGAL, '\ufffd')
    .replace(/[&<>"'\t]/g, (character) => ENTITIES[character] ?? '');
}
