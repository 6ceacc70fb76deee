import { Dissection, type DissectionOptions } from './dissection.js';
import type { DissectRecord } from './output/record.js';
import { RecordSink } from './output/record-sink.js';

/**
 * Dissects one capture, or several read as one, and hands out what it finds as it goes: the records of
 * `--format ndjson`, as objects.
 */
export async function* dissect(
  source: string | readonly string[],
  options: DissectionOptions = {},
): AsyncGenerator<DissectRecord> {
  const records: DissectRecord[] = [];
  const sink = new RecordSink((record) => records.push(record));
  const inputs = typeof source === 'string' ? [source] : source;
  for await (const _ of new Dissection(inputs, options).run(sink)) yield* records.splice(0);
}
