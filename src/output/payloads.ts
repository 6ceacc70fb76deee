import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EndView, FrameView, MessageView, Session, Warning } from '../session/events.js';
import { ByteWriter } from './byte-writer.js';
import { FileDescriptorOutput } from './file-descriptor.js';
import type { OutputFormat } from './format.js';
import { ID_PREFIX } from './message-id.js';
import { NdjsonFormat } from './ndjson.js';

export const INDEX_NAME = 'index.ndjson';

/**
 * Writes each payload to a file of its own, and beside them `index.ndjson`: the records of `--format ndjson` with the
 * name of the `file` in the payload's place. Names are made of numbers and fixed words only, never of what was captured.
 */
export class PayloadFiles implements OutputFormat {
  /** How many payloads have been written. */
  count = 0;
  readonly #directory: string;
  readonly #index: number;
  readonly #writer: ByteWriter;
  readonly #ndjson: NdjsonFormat;
  #name = '';

  /**
   * @param directory made if need be; it must be empty, so that files of two runs never mix
   * @throws the system's error where it cannot be made or written, and ENOTEMPTY where it holds something
   */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    if (readdirSync(directory).length > 0) {
      const error = new Error(`ENOTEMPTY: directory not empty, '${directory}'`);
      throw Object.assign(error, { code: 'ENOTEMPTY', syscall: 'mkdir', path: directory });
    }
    this.#directory = directory;
    this.#index = openSync(join(directory, INDEX_NAME), 'wx');
    this.#writer = new ByteWriter(new FileDescriptorOutput(this.#index));
    this.#ndjson = new NdjsonFormat(this.#writer, { fileOf: () => this.#name });
  }

  session(session: Session): void {
    this.#ndjson.session(session);
  }

  frame(frame: FrameView): void {
    this.#ndjson.frame(frame);
  }

  /** @throws the system's error where the file cannot be written */
  message(message: MessageView): void {
    this.#name = payloadFileName(message);
    const { bytes, start, end } = message;
    const file = openSync(join(this.#directory, this.#name), 'wx');
    try {
      for (let at = start; at < end; ) at += writeSync(file, bytes, at, end - at);
    } finally {
      closeSync(file);
    }
    this.count++;
    this.#ndjson.message(message);
  }

  end(end: EndView): void {
    this.#ndjson.end(end);
  }

  warning(warning: Warning): void {
    this.#ndjson.warning(warning);
  }

  finish(): void {
    this.#writer.flush();
    closeSync(this.#index);
  }
}

/** `1-Client.3.json`: session, message, and what the payload is. */
function payloadFileName(message: MessageView): string {
  return `${message.session.session}-${ID_PREFIX[message.from]}${message.number}.${extensionOf(message)}`;
}

function extensionOf({ kind, validUtf8, bytes, start, end }: MessageView): 'json' | 'txt' | 'bin' {
  if (kind !== 'text') return 'bin';
  if (!validUtf8) return 'txt';
  try {
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
    return 'json';
  } catch {
    return 'txt';
  }
}
