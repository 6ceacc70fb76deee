import { uint8 } from '../byte-order.js';
import { type Moment, newMoment } from '../capture/moment.js';
import type { Place } from '../capture/packet-window.js';
import * as header from '../websocket/frame-header.js';
import type { From, SessionIdentity } from './events.js';
import type { ObservedFrame, OpenMessage } from './observer.js';

/** The one frame object of a direction that its observer looks at. */
export class FrameInView implements ObservedFrame {
  frameNumber = 0;
  message: number | undefined;
  at: Readonly<Moment> = newMoment();
  place: Place = { packet: 0 };
  readonly headerBytes = new Uint8Array(header.MAX_HEADER_LENGTH);
  headerLength = 0;
  missing = 0;
  inside: OpenMessage | undefined;
  afterClose = false;
  certain = true;
  beginningKnown = true;

  constructor(
    readonly session: SessionIdentity,
    readonly from: From,
  ) {}

  /** Takes over the header that stands at `bytes[at]`, whole. */
  readHeader(bytes: Uint8Array, at: number): void {
    this.headerLength = header.headerLength(bytes, at);
    for (let i = 0; i < this.headerLength; i++) this.headerBytes[i] = uint8(bytes, at + i);
    this.missing = 0;
  }

  get fin(): boolean {
    return header.fin(this.headerBytes, 0);
  }

  get rsv1(): boolean {
    return (header.rsv(this.headerBytes, 0) & 4) !== 0;
  }

  get rsv2(): boolean {
    return (header.rsv(this.headerBytes, 0) & 2) !== 0;
  }

  get rsv3(): boolean {
    return (header.rsv(this.headerBytes, 0) & 1) !== 0;
  }

  get opcode(): number {
    return header.opcode(this.headerBytes, 0);
  }

  get masked(): boolean {
    return header.masked(this.headerBytes, 0);
  }

  get maskingKey(): number {
    return this.masked ? header.maskingKey(this.headerBytes, 0, this.headerLength) : 0;
  }

  get payloadLength(): number {
    return header.payloadLength(this.headerBytes, 0);
  }

  get lengthForm(): 7 | 16 | 64 {
    const form = header.lengthForm(this.headerBytes, 0);
    return form === 126 ? 16 : form === 127 ? 64 : 7;
  }

  get longForm(): boolean {
    const { lengthForm, payloadLength } = this;
    return (lengthForm === 16 && payloadLength < 126) || (lengthForm === 64 && payloadLength < 0x10000);
  }

  get topBit(): boolean {
    return this.lengthForm === 64 && (uint8(this.headerBytes, 2) & 0x80) !== 0;
  }
}
