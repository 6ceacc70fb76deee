import { LEVELS, SEVERITIES } from '../check/finding.js';
import { REPORTS } from './formats.js';
import type { OptionSpec, ReportTarget } from './option-spec.js';
import { parseChoice, parseSize } from './option-values.js';
import { UsageError } from './usage-error.js';

const parseLevel = parseChoice(LEVELS);

/** `id=off`: whether there is such a rule is asked where the rules are loaded. */
function parseRule(text: string): Readonly<Record<string, unknown>> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`'${text}' is not ID=LEVEL, LEVEL one of ${LEVELS.join(', ')}`);
  return { [text.slice(0, equals)]: parseLevel(text.slice(equals + 1)) };
}

const parseReportFormat = parseChoice(REPORTS);

/** `junit=out.xml`, `github` */
function parseReport(text: string): readonly ReportTarget[] {
  const [, name = '', equals, file = ''] = /^([^=]*)(=?)(.*)$/s.exec(text) ?? [];
  const format = parseReportFormat(name);
  if (equals !== '=') return [{ format }];
  if (file === '') throw new UsageError(`'${text}' names no file`);
  return [{ format, file }];
}

/** The options that belong to `check`. */
export const CHECK_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--report <FORMAT[=FILE]>',
    name: 'report',
    group: 'Judging',
    description: `Write a report about all captures, to FILE or in place of --format: ${REPORTS.join(', ')}; repeatable`,
    example: 'wsdissect check --report junit=out.xml --report github capture.pcap',
    commands: ['check'],
    parse: parseReport,
    repeatable: true,
  },
  {
    flags: '--rule <ID=LEVEL>',
    name: 'rule',
    group: 'Judging',
    description: 'What the findings of a rule count as: off, info, warn or error; repeatable',
    example: 'wsdissect check --rule ping-unanswered=off capture.pcap',
    commands: ['check'],
    parse: parseRule,
    repeatable: true,
  },
  {
    flags: '--fail-on <SEVERITY>',
    name: 'failOn',
    group: 'Judging',
    description: 'The exit status is 1 for findings from this severity on: info, warn (the default) or error',
    example: 'wsdissect check --fail-on error capture.pcap',
    commands: ['check'],
    parse: parseChoice(SEVERITIES),
  },
  {
    flags: '--max-warnings <N>',
    name: 'maxWarnings',
    group: 'Judging',
    description: 'So many findings of the severity warn do not fail a capture; one more does',
    example: 'wsdissect check --max-warnings 5 capture.pcap',
    commands: ['check'],
    parse: parseSize,
  },
  {
    flags: '--allow-empty',
    name: 'allowEmpty',
    group: 'Judging',
    description: 'A capture without any session is no failure',
    example: 'wsdissect check --allow-empty capture.pcap',
    commands: ['check'],
  },
];
