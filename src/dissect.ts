import type { CaptureInput } from './capture/captures.js';
import { Dissection, type DissectionOptions } from './dissection.js';
import type { DissectRecord } from './output/record.js';
import { RecordSink } from './output/record-sink.js';

/**
 * Dissects captures and hands out what it finds as it goes: the records of `--format ndjson`, as objects.
 *
 * A capture that cannot be read, or not to its end, is a record of the type `warning`; nothing is thrown for it. The
 * records of one piece of input (at most 1 MiB, decompressed) are held at a time.
 *
 * @param source a path (`-` is standard input), the bytes of a capture, a stream of them, or several of these, which are
 * read as one in the order of their first packets
 */
export async function* dissect(
  source: CaptureInput | readonly CaptureInput[],
  options: DissectionOptions = {},
): AsyncGenerator<DissectRecord, void, void> {
  const records: DissectRecord[] = [];
  const sink = new RecordSink((record) => records.push(record));
  const inputs = isList(source) ? source : [source];
  for await (const _ of new Dissection(inputs, options).run(sink)) yield* records.splice(0);
}

function isList(source: CaptureInput | readonly CaptureInput[]): source is readonly CaptureInput[] {
  return Array.isArray(source);
}
