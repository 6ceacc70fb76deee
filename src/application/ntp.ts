import { uint8 } from '../byte-order.js';
import { unfinished } from './info-column.js';

/** A message without extensions (RFC 5905, section 7.3), in bytes. */
const MIN_LENGTH = 48;

/** Messages of these modes are of another form, and may be shorter (RFC 9327). */
const CONTROL = 6;

const MODES = [
  'reserved',
  'symmetric active',
  'symmetric passive',
  'client',
  'server',
  'broadcast',
  'control',
  'private',
] as const;

/** ntp.flags.vn */
export function ntpVersion(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at) >> 3) & 7;
}

/** ntp.flags.mode */
export function ntpMode(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at) & 7;
}

/** A message's line in the packet list: `NTP Version 4, client`. */
export function ntpInfo(bytes: Uint8Array, start: number, end: number, missing: number): string {
  const version = ntpVersion(bytes, start);
  const mode = ntpMode(bytes, start);
  const known = version >= 1 && version <= 4;
  const cut = mode < CONTROL && end - start < MIN_LENGTH;
  return `${known ? `NTP Version ${version}` : 'reserved'}, ${MODES[mode]}${cut ? unfinished(missing) : ''}`;
}
