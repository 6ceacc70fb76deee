import type { FollowAs } from '../follow/follow-sink.js';
import type { ByteWriter } from './byte-writer.js';
import type { FollowFormat } from './follow-format.js';
import type { FollowShow } from './follow-show.js';

/** The writer of a form; only that one is loaded. */
export async function loadFollowFormat(show: FollowShow, as: FollowAs, writer: ByteWriter): Promise<FollowFormat> {
  switch (show) {
    case 'ascii':
      return new (await import('./follow-ascii.js')).FollowAscii(writer, as);
    case 'hex':
      return new (await import('./follow-hex.js')).FollowHex(writer, as);
    case 'raw':
      return new (await import('./follow-raw.js')).FollowRaw(writer, as);
    case 'yaml':
      return new (await import('./follow-yaml.js')).FollowYaml(writer);
    case 'c-array':
      return new (await import('./follow-c-array.js')).FollowCArray(writer);
  }
}
