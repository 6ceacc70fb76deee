import type { ByteWriter } from './byte-writer.js';
import { blamed, type CheckRun } from './check-run.js';
import { shownJson } from './shown-json.js';

/** One JSON document about all captures. */
export function writeCheckJson(writer: ByteWriter, { captures, threshold, version }: CheckRun): void {
  const results = captures.map(({ verdict, problem }) => ({
    capture: verdict.capture,
    passed: problem === undefined && blamed(verdict, threshold).size === 0,
    ...(problem !== undefined && { problem }),
    sessions: verdict.sessions,
    counts: verdict.counts,
    findings: verdict.findings,
    omitted: verdict.omitted,
  }));
  writer.text(`${shownJson({ wsdissect: version, captures: results })}\n`);
}
