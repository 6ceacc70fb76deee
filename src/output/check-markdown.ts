import type { Finding, OmittedFindings } from '../check/finding.js';
import { type Rule, sectionOf, urlOf } from '../check/rule.js';
import type { ByteWriter } from './byte-writer.js';
import { blamed, type CheckRun, type JudgedCapture, placeText } from './check-run.js';
import { totalText } from './check-total.js';
import { differenceLines } from './difference-text.js';
import { visible } from './visible-text.js';

/** Markdown (GitHub's): a table for each capture, then what to do about each rule that found something. */
export function writeCheckMarkdown(writer: ByteWriter, run: CheckRun): void {
  const lines = ['# wsdissect check', '', ...run.captures.flatMap((judged) => captureLines(judged, run))];
  const found = new Set(run.captures.flatMap(({ verdict }) => verdict.findings.map(({ rule }) => rule)));
  const rules = run.rules.filter(({ id, remedy }) => remedy !== '' && found.has(id));
  if (rules.length > 0) lines.push('## What to do', '', ...rules.map(adviceLine), '');
  writer.text(lines.join('\n'));
}

function captureLines({ verdict, problem }: JudgedCapture, { threshold }: CheckRun): string[] {
  const passed = problem === undefined && blamed(verdict, threshold).size === 0;
  const lines = [`## ${markdown(verdict.capture)}`, '', `${passed ? 'Passed' : 'Failed'}: ${totalText(verdict)}`, ''];
  if (problem !== undefined) lines.push(`Not judged: ${markdown(problem)}`, '');
  if (verdict.findings.length === 0) return lines;
  const rows = [...verdict.findings.map(findingRow), ...verdict.omitted.map(omittedRow)];
  return [...lines, '| Severity | Rule | Where | What |', '| --- | --- | --- | --- |', ...rows, ''];
}

function findingRow(finding: Finding): string {
  const { severity, rule, message } = finding;
  const what = [message, ...differenceLines(finding)].map(markdown).join('<br>');
  return `| ${severity} | ${markdown(rule)} | ${placeText(finding)} | ${what} |`;
}

function omittedRow({ severity, rule, session, count }: OmittedFindings): string {
  return `| ${severity} | ${markdown(rule)} | ${session === undefined ? '' : `session ${session}`} | and ${count} more |`;
}

function adviceLine(rule: Rule): string {
  const url = urlOf(rule);
  const source = url === undefined ? '' : ` ([${sectionOf(rule)}](${url}))`;
  return `- **${markdown(rule.id)}**: ${markdown(rule.remedy)}${source}`;
}

/** One line of text without any markup: neither HTML, links, mentions, table cells nor bare addresses come of it. */
function markdown(text: string): string {
  return visible(text)
    .replaceAll('\t', ' ')
    .replace(/[\\`*_{}[\]()<>#|~$&!@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.');
}
