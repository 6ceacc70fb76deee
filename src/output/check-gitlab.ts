import type { Severity } from '../check/finding.js';
import type { ByteWriter } from './byte-writer.js';
import { Fingerprints } from './check-fingerprint.js';
import { type CheckRun, findingText } from './check-run.js';
import { differenceLines } from './difference-text.js';
import { shownJson } from './shown-json.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'critical', warn: 'minor', info: 'info' };

/** A code quality report of GitLab; captures have no lines, so all is on the first. */
export function writeCheckGitlab(writer: ByteWriter, { captures }: CheckRun): void {
  const fingerprints = new Fingerprints();
  const issues = captures.flatMap(({ verdict: { capture, findings }, problem }) => {
    const location = { path: capture.replace(/^(?:\.\/)+/, ''), lines: { begin: 1 } };
    const found = findings.map((finding) => ({
      description: [findingText(finding), ...differenceLines(finding)].join('; '),
      check_name: finding.rule,
      fingerprint: fingerprints.of(capture, finding),
      severity: SEVERITY[finding.severity],
      location,
    }));
    if (problem === undefined) return found;
    const rule = 'capture';
    const fingerprint = fingerprints.of(capture, { rule, session: 0, message: problem });
    const description = `not judged: ${problem}`;
    return [{ description, check_name: rule, fingerprint, severity: 'blocker', location }, ...found];
  });
  writer.text(`${shownJson(issues)}\n`);
}
