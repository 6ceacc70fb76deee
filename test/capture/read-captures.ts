import type { CapturedPacket } from '../../fixtures/build/index.js';
import { type CaptureInput, Captures, type CapturesOptions } from '../../src/capture/captures.js';
import type { Packet } from '../../src/capture/packet.js';

/** A packet as a sink saw it, copied: what the object says holds only during the call. */
export interface SeenPacket {
  readonly number: number;
  /** Seconds and nine digits; absent for a packet without time. */
  readonly time?: string;
  readonly timeDigits: 6 | 9;
  readonly linkType: number;
  readonly fcsLength: number;
  readonly interfaceId: number;
  /** Hex. */
  readonly bytes: string;
  readonly originalLength: number;
  readonly fileOffset: number;
  readonly file: number;
}

/** What reading captures gave. */
export interface Reading {
  readonly packets: readonly SeenPacket[];
  /** `code: message`, each. */
  readonly problems: readonly string[];
  readonly captures: Captures;
}

export function seen(packet: Packet): SeenPacket {
  const { number, timeDigits, linkType, fcsLength, interfaceId, originalLength, fileOffset, file } = packet;
  const time = `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}`;
  return {
    number,
    ...(packet.hasTime ? { time } : {}),
    timeDigits,
    linkType,
    fcsLength,
    interfaceId,
    bytes: Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex'),
    originalLength,
    fileOffset,
    file,
  };
}

/** Reads captures as one. */
export async function read(
  inputs: CaptureInput | readonly CaptureInput[],
  options?: CapturesOptions,
): Promise<Reading> {
  const all = Array.isArray(inputs) ? (inputs as readonly CaptureInput[]) : [inputs as CaptureInput];
  const captures = new Captures(all, options);
  const packets: SeenPacket[] = [];
  for await (const _ of captures.packets({ packet: (packet) => packets.push(seen(packet)) }));
  return { packets, problems: captures.problems.map(({ code, message }) => `${code}: ${message}`), captures };
}

/** The bytes in pieces of a length, as a slow pipe delivers them. */
export async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}

/** The numbers of packets, for the order in which captures were read. */
export function contents(packets: readonly SeenPacket[]): string[] {
  return packets.map(({ bytes }) => bytes);
}

/** A packet of `length` bytes of one value at a time. */
export function packetAt(seconds: string, value: number, length = 4): CapturedPacket {
  const [whole = '0', fraction = ''] = seconds.split('.');
  return {
    time: BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')),
    bytes: new Uint8Array(length).fill(value),
  };
}
