import type { Step } from '../check/example.js';
import { type Rule, sectionOf, urlOf } from '../check/rule.js';
import type { ByteWriter } from './byte-writer.js';
import { frameExample } from './rule-example.js';
import { visible } from './visible-text.js';

/** Writes id, severity and summary in columns. */
export function writeRuleTable(writer: ByteWriter, rules: readonly Rule[]): void {
  const width = rules.reduce((widest, { id }) => Math.max(widest, id.length), 0);
  for (const { id, severity, summary } of rules) {
    writer.text(`${id.padEnd(width)}  ${severity.padEnd(5)}  ${summary}\n`);
  }
}

/** Writes all that is known of a rule but its examples, one line a rule. */
export function writeRuleRecords(writer: ByteWriter, rules: readonly Rule[]): void {
  for (const rule of rules) {
    const { id, family, severity, summary, why, remedy, options } = rule;
    const section = sectionOf(rule);
    const source = section === undefined ? {} : { section, url: urlOf(rule) };
    writer.text(`${JSON.stringify({ id, family, severity, ...source, summary, why, remedy, options })}\n`);
  }
}

/** Explains a rule; the first of its examples shows what breaks it. */
export function writeRule(writer: ByteWriter, rule: Rule): void {
  const { id, family, severity, summary, why, remedy, examples, options = {} } = rule;
  const section = sectionOf(rule);
  const source = section === undefined ? [] : [`${section}: ${urlOf(rule)}`];
  const lines = [`${id} (${family}, ${severity})`, summary, ...source, '', `Why: ${why}`, '', `What to do: ${remedy}`];
  if (Object.keys(options).length > 0) {
    lines.push('', 'Options, set in a config:');
    for (const [name, option] of Object.entries(options)) {
      lines.push(
        `  ${name} (${option.default} ${option.unit}, from ${option.min} to ${option.max}): ${option.summary}`,
      );
    }
  }
  const [example] = examples.bad;
  if (example !== undefined)
    lines.push('', 'Found, for example, at the step marked with >:', ...example.flat().map(stepLine));
  writer.text(`${lines.join('\n')}\n`);
}

function stepLine(step: Step): string {
  const mark = step.here === undefined ? '  ' : '> ';
  return `${mark}${visible(stepText(step))}${step.lost === true ? '  (not in the capture)' : ''}`;
}

function stepText(step: Step): string {
  switch (step.step) {
    case 'request':
      return `client  upgrade request${remarks({ ...step.fields })}`;
    case 'response':
      return `server  101 response${remarks({ ...step.fields })}`;
    case 'head':
      return `${step.from}  ${step.line}${step.headers.map(([name, value]) => ` | ${name}: ${value}`).join('')}`;
    case 'frame':
      return `${step.from}  ${frameExample(step)}`;
    case 'bytes':
      return `${step.from}  ${Buffer.from(step.bytes).toString('hex')}`;
    case 'wait':
      return `        ${step.milliseconds} ms pass`;
    case 'end':
      return `${step.from}  ${step.how.toUpperCase()}`;
  }
}

/** How a head differs from an ordinary one. */
function remarks(fields: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(fields);
  return entries.length === 0
    ? ''
    : `, ${entries.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`;
}
