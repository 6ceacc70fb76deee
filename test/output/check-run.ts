import type { Finding } from '../../src/check/finding.js';
import { RULES } from '../../src/check/registry.js';
import type { Verdict } from '../../src/check/verdict.js';
import { ByteWriter } from '../../src/output/byte-writer.js';
import type { CheckReport, CheckRun } from '../../src/output/check-run.js';
import { session } from './events.js';

/** The rules of the runs here; what others there are changes no report. */
const REPORTED = ['frame-client-unmasked', 'ping-unanswered'];

export function finding(members: Partial<Finding> = {}): Finding {
  return {
    type: 'finding',
    rule: 'frame-client-unmasked',
    severity: 'error',
    message: 'a frame of the client is not masked',
    section: 'RFC 6455, section 5.1',
    session: 1,
    stream: 13,
    id: 'Client.1',
    packet: 6,
    offset: 55,
    fileOffset: 615,
    bytes: { hex: '8105', markOffset: 1, markLength: 1 },
    ...members,
  };
}

export function verdict(findings: readonly Finding[], members: Partial<Verdict> = {}): Verdict {
  const count = (severity: string) => findings.filter((found) => found.severity === severity).length;
  return {
    capture: 'a.pcap',
    findings,
    omitted: [],
    counts: { info: count('info'), warn: count('warn'), error: count('error') },
    sessions: 1,
    sessionsFound: new Map([[1, session()]]),
    ...members,
  };
}

export function checkRun(...verdicts: readonly Verdict[]): CheckRun {
  return {
    captures: verdicts.map((judged) => ({ verdict: judged })),
    rules: RULES.filter(({ id }) => REPORTED.includes(id)),
    threshold: { failOn: 'warn', maxWarnings: 0 },
    version: '1.2.3',
  };
}

/** What a report writes about a run. */
export function reported(report: CheckReport, run: CheckRun): string {
  const pieces: Buffer[] = [];
  const writer = new ByteWriter({
    write: (bytes, start, end) => pieces.push(Buffer.from(bytes.subarray(start, end))),
  });
  report(writer, run);
  writer.flush();
  return Buffer.concat(pieces).toString('utf8');
}

/** Text that would act in one report or another. */
export const HOSTILE =
  '\u001b[31m\u009b2J\u0000\ufffe\ud800 ]]></failure><x a="1" b=\'2\'>&amp; \r\n::error::pwned\n##[error]x\n\u202e| [a](http://evil) www.evil <b> @team # TODO\nnot ok 9\n  ...\n%0A';
