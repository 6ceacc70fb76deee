import { uint8 } from '../byte-order.js';

/** A level and a description (RFC 8446, section 6), in bytes; a longer alert is encrypted. */
export const ALERT_LENGTH = 2;

const LEVELS: ReadonlyMap<number, string> = new Map([
  [1, 'Warning'],
  [2, 'Fatal'],
]);

/** Alert descriptions (IANA), in Wireshark's words. */
const DESCRIPTIONS: ReadonlyMap<number, string> = new Map([
  [0, 'Close Notify'],
  [1, 'End of Early Data'],
  [10, 'Unexpected Message'],
  [20, 'Bad Record MAC'],
  [21, 'Decryption Failed'],
  [22, 'Record Overflow'],
  [30, 'Decompression Failure'],
  [40, 'Handshake Failure'],
  [41, 'No Certificate'],
  [42, 'Bad Certificate'],
  [43, 'Unsupported Certificate'],
  [44, 'Certificate Revoked'],
  [45, 'Certificate Expired'],
  [46, 'Certificate Unknown'],
  [47, 'Illegal Parameter'],
  [48, 'Unknown CA'],
  [49, 'Access Denied'],
  [50, 'Decode Error'],
  [51, 'Decrypt Error'],
  [60, 'Export Restriction'],
  [70, 'Protocol Version'],
  [71, 'Insufficient Security'],
  [80, 'Internal Error'],
  [86, 'Inappropriate Fallback'],
  [90, 'User Canceled'],
  [100, 'No Renegotiation'],
  [109, 'Missing Extension'],
  [110, 'Unsupported Extension'],
  [111, 'Certificate Unobtainable'],
  [112, 'Unrecognized Name'],
  [113, 'Bad Certificate Status Response'],
  [114, 'Bad Certificate Hash Value'],
  [115, 'Unknown PSK Identity'],
  [116, 'Certificate Required'],
  [120, 'No application Protocol'],
  [121, 'ECH Required'],
]);

/** tls.alert_message.level */
export function alertLevel(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at);
}

/** tls.alert_message.desc */
export function alertDescription(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 1);
}

export function alertLevelName(level: number): string {
  return LEVELS.get(level) ?? 'Unknown';
}

export function alertDescriptionName(description: number): string {
  return DESCRIPTIONS.get(description) ?? 'Unknown';
}

/** An alert in clear: `Alert (Level: Fatal, Description: Handshake Failure)`. */
export function alertText(level: number, description: number): string {
  return `Alert (Level: ${alertLevelName(level)}, Description: ${alertDescriptionName(description)})`;
}
