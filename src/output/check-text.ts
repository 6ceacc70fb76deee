import type { Finding, FindingBytes, OmittedFindings } from '../check/finding.js';
import { type Rule, sectionOf, urlOf } from '../check/rule.js';
import type { Verdict } from '../check/verdict.js';
import type { ByteWriter } from './byte-writer.js';
import { placeText } from './check-run.js';
import { totalText } from './check-total.js';
import { differenceLines } from './difference-text.js';
import { type Palette, styled } from './palette.js';
import { counted, endpointText, handshakeText, sessionUrl } from './session-text.js';
import { visible } from './visible-text.js';

export interface CheckTextOptions {
  readonly palette: Palette;
  /** By id. */
  readonly rules: ReadonlyMap<string, Rule>;
}

const INDENT = ' '.repeat(9);

/** A verdict for the eye, session by session; what to do stands with the first finding of each rule. */
export function writeCheckText(writer: ByteWriter, verdict: Verdict, { palette, rules }: CheckTextOptions): void {
  const explained = new Set<string>();
  let session: number | undefined;
  const omitted = (of: number | undefined) => {
    for (const rest of verdict.omitted) if (rest.session === of) writer.text(`  ${omittedText(rest)}\n`);
  };
  for (const finding of verdict.findings) {
    if (finding.session !== session) {
      if (session !== undefined) omitted(session);
      session = finding.session;
      if (session !== undefined) writer.text(`${styled(palette.heading, headingOf(verdict, session))}\n`);
    }
    for (const line of findingLines(finding, palette)) writer.text(`${line}\n`);
    const rule = rules.get(finding.rule);
    if (rule === undefined || explained.has(rule.id)) continue;
    explained.add(rule.id);
    if (rule.remedy !== '') writer.text(`${INDENT}${rule.remedy}\n`);
    const url = urlOf(rule);
    if (url !== undefined) writer.text(`${INDENT}${styled(palette.label, `${sectionOf(rule)}: ${url}`)}\n`);
  }
  if (session !== undefined) omitted(session);
  omitted(undefined);
  writer.text(`${visible(verdict.capture)}: ${totalText(verdict)}\n`);
}

function headingOf({ sessionsFound }: Verdict, number: number): string {
  const session = sessionsFound.get(number);
  if (session === undefined) return `Session ${number}`;
  const ends = `${endpointText(session.client)} → ${endpointText(session.server)}`;
  const parts = [sessionUrl(session), ends, handshakeText(session)].filter((part) => part !== undefined);
  return `Session ${number}: ${parts.join(', ')}`;
}

function findingLines(finding: Finding, palette: Palette): string[] {
  const { session: _, ...inSession } = finding;
  const { severity, rule, message, offset, fileOffset, bytes } = inSession;
  const where = [rule, placeText(inSession)].filter((part) => part !== '').join(', ');
  const style = severity === 'info' ? palette.label : palette.note;
  const lines = [`  ${styled(style, severity.padEnd(5))}  ${where}: ${visible(message)}`];
  if (bytes !== undefined) {
    const at = offset === undefined ? '' : `  (byte ${offset} of the packet, ${fileOffset} of the file)`;
    lines.push(`${INDENT}${hexText(bytes)}${at}`);
  }
  for (const line of differenceLines(finding)) lines.push(`${INDENT}${line}`);
  return lines;
}

/** `81 [05] 48 65`: the offending bytes in brackets. */
function hexText({ hex, markOffset, markLength }: FindingBytes): string {
  const pairs = (from: number, to?: number): string =>
    (hex.slice(from * 2, to === undefined ? undefined : to * 2).match(/../g) ?? []).join(' ');
  const end = markOffset + markLength;
  return [pairs(0, markOffset), `[${pairs(markOffset, end)}]`, pairs(end)].filter((part) => part !== '').join(' ');
}

function omittedText({ rule, count }: OmittedFindings): string {
  return `and ${counted(count, 'more finding')} of ${rule}`;
}
