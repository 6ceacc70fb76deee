import type { Step } from '../check/example.js';

type FrameStep = Extract<Step, { readonly step: 'frame' }>;

const NAMES: Readonly<Record<number, string>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'Close',
  9: 'Ping',
  10: 'Pong',
};

/** Clients mask with it unless the example says otherwise. */
const CLIENT_MASK = '37fa213d';

/** Bytes of a payload that are shown. */
const MOST_SHOWN = 16;

/** A frame of an example: `text, header 81 05, payload 48 65 6c 6c 6f`. The payload is shown unmasked and inflated. */
export function frameExample(step: FrameStep): string {
  const { opcode, payload, fields } = step;
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : Buffer.from(payload);
  const name = NAMES[opcode] ?? `opcode ${opcode}`;
  if (fields.deflate !== undefined) return `${name}, compressed, of ${shownBytes(bytes)}`;
  const content = bytes.length === 0 ? '' : `, payload ${shownBytes(bytes)}`;
  return `${name}, header ${pairs(headerBytes(step, bytes.length))}${content}`;
}

/** RFC 6455, section 5.2. */
function headerBytes({ from, opcode, fields }: FrameStep, payloadLength: number): Buffer {
  const { fin = true, rsv1 = false, rsv2 = false, rsv3 = false } = fields;
  const length = BigInt(fields.claimedLength ?? payloadLength);
  const form = fields.lengthForm ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const mask = fields.mask ?? (from === 'client' ? CLIENT_MASK : 'none');
  const key = mask === 'none' ? Buffer.alloc(0) : Buffer.from(mask, 'hex');
  const first = (fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | (rsv2 ? 0x20 : 0) | (rsv3 ? 0x10 : 0) | opcode;
  const short = form === 7 ? Number(BigInt.asUintN(7, length)) : form === 16 ? 126 : 127;
  const more = Buffer.alloc(form === 7 ? 0 : form / 8);
  if (form === 16) more.writeUInt16BE(Number(BigInt.asUintN(16, length)));
  if (form === 64) more.writeBigUInt64BE(BigInt.asUintN(64, length));
  return Buffer.concat([Uint8Array.of(first, (mask === 'none' ? 0 : 0x80) | short), more, key]);
}

function shownBytes(bytes: Buffer): string {
  const rest = bytes.length - MOST_SHOWN;
  return rest > 0 ? `${pairs(bytes.subarray(0, MOST_SHOWN))} and ${rest} more` : pairs(bytes);
}

function pairs(bytes: Buffer): string {
  return bytes.toString('hex').replace(/..(?=.)/g, '$& ');
}
