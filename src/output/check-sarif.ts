import { pathToFileURL } from 'node:url';
import type { Finding, Level, OmittedFindings } from '../check/finding.js';
import { type Rule, sectionOf, urlOf } from '../check/rule.js';
import type { ByteWriter } from './byte-writer.js';
import { Fingerprints } from './check-fingerprint.js';
import { type CheckRun, findingText, type JudgedCapture } from './check-run.js';
import { differenceLines } from './difference-text.js';
import { shownJson } from './shown-json.js';
import { visible } from './visible-text.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Levels of SARIF (section 3.27.10). */
const LEVELS: Readonly<Record<Level, 'none' | 'note' | 'warning' | 'error'>> = {
  off: 'none',
  info: 'note',
  warn: 'warning',
  error: 'error',
};

/** SARIF 2.1.0: one run, its rules by id. */
export function writeCheckSarif(writer: ByteWriter, { captures, rules, version }: CheckRun): void {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const indexes = new Map(sorted.map(({ id }, index) => [id, index]));
  const fingerprints = new Fingerprints();
  const results = captures.flatMap(({ verdict: { capture, findings } }) =>
    findings.map((finding) => resultOf(finding, capture, indexes.get(finding.rule), fingerprints)),
  );
  const run = {
    tool: { driver: { name: 'wsdissect', version, semanticVersion: version, rules: sorted.map(ruleOf) } },
    invocations: [invocationOf(captures)],
    results,
  };
  writer.text(`${shownJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`);
}

function ruleOf(rule: Rule) {
  const { id, family, severity, summary, why, remedy } = rule;
  const [url, section] = [urlOf(rule), sectionOf(rule)];
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: section === undefined ? remedy || summary : `${remedy} (${section})` },
    ...(url !== undefined && { helpUri: url }),
    defaultConfiguration: { level: LEVELS[severity], enabled: severity !== 'off' },
    properties: { tags: [family] },
  };
}

function resultOf(finding: Finding, capture: string, ruleIndex: number | undefined, fingerprints: Fingerprints) {
  const { rule: ruleId, severity, session, stream, packet, id, fileOffset, bytes } = finding;
  const place = fileOffset === undefined ? {} : { byteOffset: fileOffset, byteLength: bytes?.markLength ?? 0 };
  // Consumers made for source code ask for a line.
  const region = { startLine: 1, ...place };
  return {
    ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: [findingText(finding), ...differenceLines(finding)].map(plain).join('\n') },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(capture) }, region } }],
    partialFingerprints: { 'wsdissect/v1': fingerprints.of(capture, finding) },
    properties: { session, stream, packet, ...(id !== undefined && { messageId: id }) },
  };
}

function invocationOf(captures: readonly JudgedCapture[]) {
  const notifications = captures.flatMap(({ verdict: { capture, omitted }, problem }) => [
    ...(problem === undefined ? [] : [notification('error', `not judged: ${problem}`, capture)]),
    ...omitted.map((left) => notification('note', omittedText(left), capture)),
  ]);
  const executionSuccessful = captures.every(({ problem }) => problem === undefined);
  return { executionSuccessful, toolExecutionNotifications: notifications };
}

function omittedText({ rule, session, count }: OmittedFindings): string {
  return `${count} more of ${rule}${session === undefined ? '' : ` in session ${session}`}`;
}

function notification(level: 'note' | 'error', text: string, capture: string) {
  const locations = [{ physicalLocation: { artifactLocation: { uri: uriOf(capture) } } }];
  return { level, message: { text: plain(text) }, locations };
}

/** A relative path stays relative, with `/` between its parts; its other characters as RFC 3986 wants them. */
function uriOf(path: string): string {
  if (/^(?:\/|[a-z]:[\\/])/i.test(path)) return pathToFileURL(path).href;
  const parts = path.replace(/^(?:\.\/)+/, '').split(process.platform === 'win32' ? /[\\/]/ : '/');
  return parts.map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))).join('/');
}

/** Brackets would be links (section 3.11.6). */
function plain(text: string): string {
  return visible(text).replace(/[[\]]/g, '\\$&');
}
