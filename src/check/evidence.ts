import type { Place } from '../capture/packet-window.js';
import type { HeadField } from '../http/head-text.js';
import type { MessageView } from '../session/events.js';
import type { HeadView, MessageFacts, ObservedFrame } from '../session/observer.js';
import type { Report } from './finding.js';

/** The place of a byte so many bytes further on, in the same packet. */
export function shifted(place: Place, bytes: number): Place {
  const { packet, offset, fileOffset } = place;
  if (offset === undefined || fileOffset === undefined) return { packet };
  return { packet, offset: offset + bytes, fileOffset: fileOffset + bytes };
}

/** A report about bytes of a frame's header. @param index of the first, from 0 @param length how many offend */
export function ofHeader(frame: ObservedFrame, message: string, index: number, length = 1): Report {
  const { headerBytes: bytes, headerLength: end, from, message: number } = frame;
  const evidence = { bytes, start: 0, end, markStart: index, markEnd: index + length };
  return { message, place: shifted(frame.place, index), from, number, evidence };
}

/** A report about bytes of a message's payload. @param offset of the first, from 0 @param length how many offend */
export function ofPayload(view: MessageView, facts: MessageFacts, message: string, offset: number, length = 1): Report {
  const { bytes, start, end, from, number } = view;
  const markStart = Math.min(start + offset, end);
  const evidence = { bytes, start, end, markStart, markEnd: Math.min(markStart + length, end) };
  // Offsets in an inflated payload are no offsets on the wire.
  const place = view.inflated ? facts.place : facts.placeOf(offset);
  return { message, place, from, number, evidence };
}

/** A report about a message as a whole. */
export function ofMessage(view: MessageView, facts: MessageFacts, message: string): Report {
  return { message, place: facts.place, from: view.from, number: view.number };
}

/** A report about a head, or a line of it. */
export function ofHead(head: HeadView, message: string, field?: Pick<HeadField, 'offset' | 'length'>): Report {
  const { offset, length } = field ?? { offset: 0, length: head.lines.startLine.length };
  const bytes = Buffer.from(head.text.slice(offset, offset + length), 'latin1');
  const evidence = { bytes, start: 0, end: length, markStart: 0, markEnd: length };
  return { message, place: shifted(head.place, offset), evidence };
}
