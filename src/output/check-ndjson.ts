import type { Verdict } from '../check/verdict.js';
import type { ByteWriter } from './byte-writer.js';

/** One JSON object a line: each finding, and how many were left out. @param many the captures are told apart by name */
export function writeCheckNdjson(writer: ByteWriter, verdict: Verdict, many: boolean): void {
  const capture = many ? { capture: verdict.capture } : {};
  for (const record of [...verdict.findings, ...verdict.omitted]) {
    writer.text(`${JSON.stringify({ ...record, ...capture })}\n`);
  }
}
