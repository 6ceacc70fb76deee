/** Protocol versions as they stand on the wire (RFC 8446, section 4.2.1, and before); 0 is no version at all. */
export const TlsVersion = {
  UNKNOWN: 0,
  /** GB/T 38636, whose records look alike. */
  GM_1_1: 0x0101,
  SSL_3: 0x0300,
  TLS_1_0: 0x0301,
  TLS_1_1: 0x0302,
  TLS_1_2: 0x0303,
  TLS_1_3: 0x0304,
} as const;

const COLUMN_NAMES: ReadonlyMap<number, string> = new Map([
  [TlsVersion.GM_1_1, 'GMTLSv1'],
  [TlsVersion.SSL_3, 'SSLv3'],
  [TlsVersion.TLS_1_0, 'TLSv1'],
  [TlsVersion.TLS_1_1, 'TLSv1.1'],
  [TlsVersion.TLS_1_2, 'TLSv1.2'],
  [TlsVersion.TLS_1_3, 'TLSv1.3'],
]);

const NAMES: ReadonlyMap<number, string> = new Map([
  [TlsVersion.GM_1_1, 'GMTLS'],
  [TlsVersion.SSL_3, 'SSL 3.0'],
  [TlsVersion.TLS_1_0, 'TLS 1.0'],
  [TlsVersion.TLS_1_1, 'TLS 1.1'],
  [TlsVersion.TLS_1_2, 'TLS 1.2'],
  [TlsVersion.TLS_1_3, 'TLS 1.3'],
  [0xfb17, 'TLS 1.3 (Facebook draft 23)'],
  [0xfb1a, 'TLS 1.3 (Facebook draft 26)'],
]);

/** Drafts of TLS 1.3 from 14 to 28 have the version 0x7f00 + draft. */
const FIRST_DRAFT = 0x7f0e;
const LAST_DRAFT = 0x7f1c;

/** What the version is called in the protocol column: `TLSv1.2`; undefined where no name is known. */
export function versionColumnName(version: number): string | undefined {
  return COLUMN_NAMES.get(version);
}

/** What the version is called in the tree: `TLS 1.2`. */
export function versionName(version: number): string | undefined {
  if (isDraft(version)) return `TLS 1.3 (draft ${version & 0xff})`;
  return NAMES.get(version) ?? (isGrease(version) ? 'Reserved (GREASE)' : undefined);
}

/** The version that a negotiated one comes down to: drafts of TLS 1.3 are TLS 1.3; UNKNOWN for what is no version. */
export function negotiatedVersion(version: number): number {
  if (isDraft(version) || version === 0xfb17 || version === 0xfb1a) return TlsVersion.TLS_1_3;
  return COLUMN_NAMES.has(version) ? version : TlsVersion.UNKNOWN;
}

/** Values that stand in lists only to be ignored (RFC 8701, section 2): 0x0a0a, 0x1a1a … 0xfafa. */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

function isDraft(version: number): boolean {
  return version >= FIRST_DRAFT && version <= LAST_DRAFT;
}
