import type { Place } from '../capture/packet-window.js';
import type { From } from '../session/events.js';

/** How bad something is. Of `info` nobody is to blame, or nothing is certain. */
export const SEVERITIES = ['info', 'warn', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule's findings count as; off: it is not asked. */
export const LEVELS = ['off', ...SEVERITIES] as const;
export type Level = (typeof LEVELS)[number];

/** Some bytes of what was found, as they are on the wire or, for payloads, as the application sees them. */
export interface FindingBytes {
  /** Two digits a byte. */
  readonly hex: string;
  /** The offending ones: from this byte of `hex` on, from 0. */
  readonly markOffset: number;
  readonly markLength: number;
}

/** Something that is not as it should be. */
export interface Finding {
  readonly type: 'finding';
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** `RFC 6455, section 5.1` */
  readonly section?: string;
  /** Absent, like stream and packet, where it is about the capture as a whole. */
  readonly session?: number;
  readonly stream?: number;
  /** The message it is about: `Client.1`. */
  readonly id?: string;
  readonly packet?: number;
  /** Of the first offending byte, in the packet's captured bytes. */
  readonly offset?: number;
  /** Of the same byte, in the (decompressed) file. */
  readonly fileOffset?: number;
  readonly bytes?: FindingBytes;
  /** How what was found differs from what was expected; a bounded number. */
  readonly differences?: readonly Difference[];
}

/** A place where two things differ that should be alike. What only one of them has is absent in the other's member. */
export interface Difference {
  /** A JSON path (`$.data.id`), or a member of a record: `text`, `kind`, `length`. */
  readonly at: string;
  /** As JSON; cut where it is long. */
  readonly expected?: string;
  readonly found?: string;
  /** For texts: both in one, `the [-old-]{+new+} words`. */
  readonly marked?: string;
}

/** Findings of a rule that were counted only: a limit was reached. */
export interface OmittedFindings {
  readonly type: 'omitted';
  readonly rule: string;
  readonly severity: Severity;
  /** Absent where they are of several sessions. */
  readonly session?: number;
  readonly count: number;
}

/** Bytes to show: `bytes[start … end)`, of which `bytes[markStart … markEnd)` offend. */
export interface Evidence {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly markStart: number;
  readonly markEnd: number;
}

/** What a rule says of a capture as a whole. */
export interface RunReport {
  /** One sentence without a full stop; payload text in it must be short. */
  readonly message: string;
  readonly differences?: readonly Difference[] | undefined;
  /** The capture does not tell: the finding counts as info, whatever the rule's severity. */
  readonly uncertain?: boolean | undefined;
}

/** What a rule says of something it found. */
export interface Report extends RunReport {
  /** Of the first offending byte; of the packet at least. */
  readonly place: Place;
  /** Who sent the message it is about, and its number; both absent where it is about no message. */
  readonly from?: From | undefined;
  readonly number?: number | undefined;
  readonly evidence?: Evidence | undefined;
}

/** Bytes shown on either side of the offending ones, and most of these. */
const CONTEXT_BYTES = 8;
const MOST_MARKED = 16;

export function findingBytes({ bytes, start, end, markStart, markEnd }: Evidence): FindingBytes {
  const last = Math.min(markEnd, markStart + MOST_MARKED);
  const from = Math.max(start, markStart - CONTEXT_BYTES);
  const to = Math.min(end, last + CONTEXT_BYTES);
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('hex');
  return { hex, markOffset: markStart - from, markLength: last - markStart };
}
