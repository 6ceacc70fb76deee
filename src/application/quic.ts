import { uint8, uint16, uint32 } from '../byte-order.js';
import { hexText } from '../field/bytes-text.js';

/** Header form, version and the length of the first connection ID (RFC 9000, section 17.2), in bytes. */
const LONG_HEADER_LENGTH = 6;

/** Longest connection ID of versions 1 and 2 (RFC 9000, section 17.2), in bytes. */
const MAX_CONNECTION_ID = 20;

const VERSION_2 = 0x6b3343cf;

/** Types of long header packets by their two bits; version 2 moves each on by one (RFC 9369, section 3.2). */
const TYPES = ['Initial', '0-RTT', 'Handshake', 'Retry'] as const;
const INITIAL = 0;
const RETRY = 3;

/** More packets than these are not looked for in a datagram. */
const MAX_PACKETS = 64;

/** Whether the bytes begin with a long header of a version that is in use, as the first datagrams of a connection do. */
export function looksLikeQuic(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isLong(bytes, start, end) || (uint8(bytes, start) & 0x40) === 0) return false;
  return isKnownVersion(version(bytes, start)) && uint8(bytes, start + 5) <= MAX_CONNECTION_ID;
}

/** Whether the bytes can be a packet with a short header (RFC 9000, section 17.3); only its port tells more. */
export function looksLikeShortHeader(bytes: Uint8Array, start: number): boolean {
  return (uint8(bytes, start) & 0xc0) === 0x40;
}

function isLong(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at > LONG_HEADER_LENGTH && (uint8(bytes, at) & 0x80) !== 0;
}

/** quic.version */
export function version(bytes: Uint8Array, at: number): number {
  return uint32(bytes, at + 1);
}

/** Versions 1 and 2 and the last drafts of version 1. */
function isKnownVersion(value: number): boolean {
  return value === 1 || value === VERSION_2 || (value >= 0xff00_0017 && value <= 0xff00_0022);
}

/**
 * A datagram's line in the packet list, of the last packet in it, as no key is known:
 * `Initial, DCID=87f5e8770bcf954c, SCID=a307bd979311dda1`.
 */
export function quicInfo(bytes: Uint8Array, start: number, end: number): string {
  let info = '';
  let at = start;
  for (let packets = 0; packets < MAX_PACKETS && at < end; packets++) {
    if (!isLong(bytes, at, end)) return 'Protected Payload (KP0)';
    const packet = longPacket(bytes, at, end);
    if (packet === undefined) break;
    info = packet.info;
    at = packet.end;
  }
  return info;
}

function longPacket(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly info: string; readonly end: number } | undefined {
  const destination = at + LONG_HEADER_LENGTH;
  const destinationEnd = destination + uint8(bytes, at + 5);
  const source = destinationEnd + 1;
  if (source > end) return undefined;
  const sourceEnd = source + uint8(bytes, destinationEnd);
  if (sourceEnd > end) return undefined;
  const value = version(bytes, at);
  const type = packetType(uint8(bytes, at), value);
  let info: string = value === 0 ? 'Version Negotiation' : (TYPES[type] ?? '');
  if (destinationEnd > destination) info += `, DCID=${hexText(bytes.subarray(destination, destinationEnd))}`;
  if (sourceEnd > source) info += `, SCID=${hexText(bytes.subarray(source, sourceEnd))}`;
  if (value === 0 || type === RETRY) return { info, end };
  const length = type === INITIAL ? behindToken(bytes, sourceEnd, end) : sourceEnd;
  const body = variableLength(bytes, length, end);
  return { info, end: body === undefined ? end : Math.min(length + body.size + body.value, end) };
}

function packetType(first: number, value: number): number {
  const bits = (first >> 4) & 3;
  return value === VERSION_2 ? (bits + 3) & 3 : bits;
}

/** Index behind an Initial packet's token (RFC 9000, section 17.2.2). */
function behindToken(bytes: Uint8Array, at: number, end: number): number {
  const token = variableLength(bytes, at, end);
  return token === undefined ? end : Math.min(at + token.size + token.value, end);
}

/** A variable-length integer (RFC 9000, section 16) and its size in bytes; undefined where it is cut. */
function variableLength(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly value: number; readonly size: number } | undefined {
  if (at >= end) return undefined;
  const first = uint8(bytes, at);
  const size = 1 << (first >> 6);
  if (at + size > end) return undefined;
  switch (size) {
    case 1:
      return { value: first, size };
    case 2:
      return { value: uint16(bytes, at) & 0x3fff, size };
    case 4:
      return { value: uint32(bytes, at) & 0x3fff_ffff, size };
    default:
      return { value: (uint32(bytes, at) & 0x3fff_ffff) * 2 ** 32 + uint32(bytes, at + 4), size };
  }
}
