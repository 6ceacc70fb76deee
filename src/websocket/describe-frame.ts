import { uint16 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Tree } from '../field/tree.js';
import { LINE } from '../http/content-fields.js';
import { decodeText, stringEnd } from '../http/escaped-text.js';
import { byteCount, describeData } from '../http/raw-data.js';
import { describeTextLines } from '../http/text-lines.js';
import { CLOSE_CODE_LENGTH } from './close-codes.js';
import { WEBSOCKET_FIELDS as FIELDS } from './frame-fields.js';
import * as header from './frame-header.js';
import { isControl, Opcode } from './opcode.js';

/** A frame of a message, by the packet in which it was complete. */
export interface FragmentPlace {
  readonly packet: number;
  /** Of its payload, in bytes. */
  readonly length: number;
}

/** A message of several frames, told with the last of them. */
export interface FragmentedMessage {
  readonly opcode: number;
  readonly fragments: readonly FragmentPlace[];
  /** The payloads of all frames, unmasked, as they were sent: compressed where that was agreed on. */
  readonly payload: Uint8Array;
}

/** A frame as it is to be shown. */
export interface ShownFrame {
  /** The frame as on the wire is `bytes[start … end)`, less where not all of it was captured. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Of a masked frame that is whole. */
  readonly unmasked?: Uint8Array | undefined;
  /** permessage-deflate was agreed on. */
  readonly deflate: boolean;
  /** Of the frame that completes a message of several. */
  readonly message?: FragmentedMessage | undefined;
  /** The message decompressed, with the frame that completes it; `failed` where that was not possible. */
  readonly inflated?: Uint8Array | 'failed' | undefined;
}

/** Protocols whose fields a frame can have. */
export const FRAME_PROTOCOLS: readonly string[] = ['websocket', '_ws', 'data', 'data-text-lines'];

/** Bytes in one of a tree's sources. */
interface Part {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Whether not all of a frame was captured: Wireshark says `[Packet size limited during capture: WebSocket truncated]`. */
export function isCut({ bytes, start, end }: ShownFrame): boolean {
  if (end - start < 2) return true;
  const length = header.headerLength(bytes, start);
  return end - start < length || end - start - length < header.payloadLength(bytes, start);
}

/** Draws a frame and, behind it, what its message is. */
export function describeFrame(tree: Tree, frame: ShownFrame): void {
  if (!FRAME_PROTOCOLS.some((protocol) => tree.wants(protocol))) return;
  const { bytes, start, end } = frame;
  tree.open(FIELDS.protocol, undefined, start, end - start);
  const cut = isCut(frame);
  const payloadStart = describeHeader(tree, frame);
  const hasPayload = payloadStart >= 0 && header.payloadLength(bytes, start) > 0;
  if (hasPayload && header.masked(bytes, start)) {
    tree.add(FIELDS.maskedPayload, undefined, payloadStart, end - payloadStart);
  }
  const payload = payloadOf(frame, payloadStart);
  if (cut || payload === undefined) tree.close();
  else if (hasPayload || frame.message !== undefined) describePayload(tree, frame, payload);
  else tree.close();
}

/** @returns index of the payload's first byte; -1 where the header is cut */
function describeHeader(tree: Tree, { bytes, start, end, deflate }: ShownFrame): number {
  if (end - start < 1) return -1;
  tree.fixed(FIELDS.fin, start);
  tree.fixed(FIELDS.rsv, start);
  if (deflate) tree.fixed(FIELDS.pmc, start);
  tree.fixed(FIELDS.opcode, start);
  if (end - start < 2) return -1;
  tree.fixed(FIELDS.mask, start);
  describeLength(tree, bytes, start, end);
  const length = header.headerLength(bytes, start);
  if (end - start < length) return -1;
  if (header.masked(bytes, start)) {
    const at = start + length - 4;
    tree.add(FIELDS.maskingKey, bytes.subarray(at, at + 4), at, 4);
  }
  return start + length;
}

function describeLength(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  const form = header.lengthForm(bytes, start);
  if (form < 126) {
    tree.fixed(FIELDS.payloadLength, start);
    return;
  }
  const width = form === 126 ? 16 : 64;
  const bits = `.${form.toString(2).slice(0, 3)} ${form.toString(2).slice(3)}`;
  const text = `${bits} = Payload length: ${form} Extended Payload Length (${width} bits)`;
  tree.fixed(FIELDS.payloadLength, start, text);
  if (end - start < 2 + width / 8) return;
  tree.fixed(form === 126 ? FIELDS.extendedLength16 : FIELDS.extendedLength64, start);
}

function payloadOf({ bytes, start, end, unmasked }: ShownFrame, payloadStart: number): Part | undefined {
  if (payloadStart < 0) return undefined;
  if (!header.masked(bytes, start)) return { title: 'Packet', bytes, start: payloadStart, end };
  return unmasked === undefined ? undefined : part('Unmasked data', unmasked);
}

function part(title: string, bytes: Uint8Array): Part {
  return { title, bytes, start: 0, end: bytes.length };
}

/** Draws what is unmasked, reassembled and decompressed; the item of the frame is open, and is closed here. */
function describePayload(tree: Tree, frame: ShownFrame, payload: Part): void {
  const { bytes, start, message, inflated } = frame;
  const opcode = header.opcode(bytes, start);
  const length = payload.end - payload.start;
  const before = payload.bytes === bytes || length === 0 ? undefined : tree.enterSource(payload);
  tree.open(FIELDS.payload, undefined, payload.start, length);
  if (isControl(opcode)) {
    describeControl(tree, opcode, payload);
    tree.close();
    tree.close();
  } else if (message === undefined && (opcode === Opcode.CONTINUATION || !header.fin(bytes, start))) {
    tree.close();
    tree.close();
    if (opcode === Opcode.CONTINUATION) {
      tree.add(FIELDS.continuation, payload.bytes.subarray(payload.start, payload.end), payload.start, length);
    }
  } else {
    const wire = message === undefined ? payload : part('Reassembled Message', message.payload);
    const reassembled = message === undefined ? undefined : tree.enterSource(wire);
    describeMessage(tree, message?.opcode ?? opcode, wire, inflated, message);
    if (reassembled !== undefined) tree.leaveSource(reassembled);
  }
  if (before !== undefined) tree.leaveSource(before);
}

/** Draws a whole message: in the payload's item what it is, and behind the frame its frames and its content. */
function describeMessage(
  tree: Tree,
  opcode: number,
  wire: Part,
  inflated: ShownFrame['inflated'],
  message: FragmentedMessage | undefined,
): void {
  const content = inflated instanceof Uint8Array ? part('Decompressed payload', inflated) : wire;
  const before = content === wire ? undefined : tree.enterSource(content);
  const { bytes, start, end } = content;
  if (inflated !== 'failed') {
    if (opcode === Opcode.TEXT) describeText(tree, content);
    else if (opcode !== Opcode.BINARY) describeUnknown(tree, opcode, content);
  }
  tree.close();
  tree.close();
  if (before !== undefined) tree.leaveSource(before);
  if (message !== undefined) describeFragments(tree, message);
  if (inflated === 'failed') {
    tree.open(LINE, undefined, start, end - start, FIELDS.notInflated.label);
    addExpert(tree, FIELDS.notInflated, Severity.WARNING, ExpertGroup.PROTOCOL, start, end - start);
    tree.close();
    return;
  }
  if (before !== undefined) tree.enterSource(content);
  if (opcode === Opcode.TEXT) describeTextLines(tree, bytes, start, end);
  else if (opcode === Opcode.BINARY) describeData(tree, bytes, start, end);
  if (before !== undefined) tree.leaveSource(before);
}

/** A text's value ends at its first zero byte, as Wireshark's strings do; its lines below show all of it. */
function describeText(tree: Tree, { bytes, start, end }: Part): void {
  const stringStop = stringEnd(bytes, start, end);
  tree.open(FIELDS.text, decodeText(bytes, start, stringStop), start, end - start);
  let behind = stringStop;
  while (behind < end && bytes[behind] === 0) behind++;
  if (behind < end) {
    addExpert(tree, FIELDS.strayCharacters, Severity.WARNING, ExpertGroup.UNDECODED, start, end - start);
  }
  tree.close();
}

function describeControl(tree: Tree, opcode: number, payload: Part): void {
  const { bytes, start, end } = payload;
  switch (opcode) {
    case Opcode.CLOSE:
      tree.open(FIELDS.close, undefined, start, end - start);
      if (end - start >= CLOSE_CODE_LENGTH) {
        tree.add(FIELDS.statusCode, uint16(bytes, start), start, CLOSE_CODE_LENGTH);
        const from = start + CLOSE_CODE_LENGTH;
        if (from < end) tree.add(FIELDS.reason, decodeText(bytes, from, end), from, end - from);
      }
      tree.close();
      break;
    case Opcode.PING:
      tree.add(FIELDS.ping, bytes.subarray(start, end), start, end - start);
      break;
    case Opcode.PONG:
      tree.add(FIELDS.pong, bytes.subarray(start, end), start, end - start);
      break;
    default:
      describeUnknown(tree, opcode, payload);
  }
}

function describeUnknown(tree: Tree, opcode: number, { bytes, start, end }: Part): void {
  tree.open(FIELDS.unknown, bytes.subarray(start, end), start, end - start);
  const text = `The opcode ${opcode} is reserved`;
  addExpert(tree, FIELDS.unknownOpcode, Severity.NOTE, ExpertGroup.UNDECODED, start, end - start, text);
  tree.close();
}

/** `[2 Reassembled websocket Fragments (29 bytes): #15(9), #17(20)]`; in the source that they were joined in. */
function describeFragments(tree: Tree, { fragments, payload }: FragmentedMessage): void {
  const count = fragments.length;
  if (count === 0) return;
  const shown = tree.whole ? fragments.map(({ packet, length }) => `#${packet}(${length})`).join(', ') : '';
  const text = `${count} Reassembled websocket Fragments (${byteCount(payload.length)}): ${shown}`;
  tree.openGenerated(FIELDS.fragments, undefined, 0, payload.length, text);
  let at = 0;
  for (const { packet, length } of fragments) {
    const place = `payload: ${at}-${at + length - 1} (${byteCount(length)})`;
    tree.generated(FIELDS.fragment, packet, at, length, `Frame: ${packet}, ${place}`);
    at += length;
  }
  tree.generated(FIELDS.fragmentCount, count, 0, payload.length);
  tree.generated(FIELDS.reassembledLength, payload.length, 0, payload.length);
  tree.close();
}
