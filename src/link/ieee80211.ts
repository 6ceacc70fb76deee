import { uint8, uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Frame control, duration, three addresses and sequence control (IEEE 802.11, clause 9.3.2.1), in bytes. */
const MIN_HEADER_LENGTH = 24;
const ADDRESS_LENGTH = 6;
const QOS_CONTROL_LENGTH = 2;
const HT_CONTROL_LENGTH = 4;

/** Bits of the frame control field's first byte (clause 9.2.4.1). */
const TYPE_BITS = 0x0f;
const TYPE_DATA = 0x08;
const SUBTYPE_NO_DATA = 0x40;
const SUBTYPE_QOS = 0x80;

/** Bits of its second byte. */
const TO_AND_FROM_DS = 0x03;
const PROTECTED_FRAME = 0x40;
const ORDER = 0x80;

const SEQUENCE_CONTROL_OFFSET = 22;
const FRAGMENT_NUMBER_BITS = 0x0f;

/** QoS control: the frame holds several (clause 9.2.4.5). */
const AMSDU_PRESENT = 0x80;
/** Destination, source and length of an A-MSDU subframe (clause 9.3.2.2.2), in bytes. */
const SUBFRAME_HEADER_LENGTH = 14;

/**
 * Walks over the MAC header of an unencrypted 802.11 data frame. All other frames lead nowhere, and so do later
 * fragments of a frame: 802.11 fragments are not put together.
 */
export function walkIeee80211(cursor: Cursor): void {
  walkMacHeader(cursor, false);
}

/** The same where the capture's radio header says that the MAC header is padded to a multiple of four bytes. */
export function walkPaddedIeee80211(cursor: Cursor): void {
  walkMacHeader(cursor, true);
}

function walkMacHeader(cursor: Cursor, padded: boolean): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const control = uint8(bytes, offset);
  const flags = uint8(bytes, offset + 1);
  if ((control & TYPE_BITS) !== TYPE_DATA || (control & SUBTYPE_NO_DATA) !== 0) return;
  if ((flags & PROTECTED_FRAME) !== 0) return;
  if ((uint8(bytes, offset + SEQUENCE_CONTROL_OFFSET) & FRAGMENT_NUMBER_BITS) !== 0) return;
  if ((flags & TO_AND_FROM_DS) === TO_AND_FROM_DS && !cursor.skip(ADDRESS_LENGTH)) return;
  let aggregated = false;
  if ((control & SUBTYPE_QOS) !== 0) {
    const qos = cursor.offset;
    if (!cursor.skip(QOS_CONTROL_LENGTH)) return;
    aggregated = (uint8(bytes, qos) & AMSDU_PRESENT) !== 0;
    if ((flags & ORDER) !== 0 && !cursor.skip(HT_CONTROL_LENGTH)) return;
  }
  if (padded && !cursor.skip(-(cursor.offset - offset) & 3)) return;
  cursor.next = aggregated ? Layer.AMSDU_SUBFRAME : Layer.LLC;
}

/** Walks over the header of an A-MSDU subframe, and notes where the next one stands. */
export function walkAmsduSubframe(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(SUBFRAME_HEADER_LENGTH)) return;
  const length = uint16(bytes, offset + SUBFRAME_HEADER_LENGTH - 2);
  // Each subframe but the last is padded to a multiple of four bytes.
  const next = offset + ((SUBFRAME_HEADER_LENGTH + length + 3) & ~3);
  if (next < cursor.end) {
    cursor.aggregate = next;
    cursor.aggregateEnd = cursor.end;
    cursor.aggregateMissing = cursor.missing;
  }
  cursor.limit(cursor.offset, length);
  cursor.next = Layer.LLC;
}
