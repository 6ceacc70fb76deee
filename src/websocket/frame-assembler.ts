import type { BufferBudget } from '../buffer-budget.js';
import { GatheredBytes, type GatheredPiece } from '../http/gathered-bytes.js';
import type { FragmentedMessage, FragmentPlace, ShownFrame } from './describe-frame.js';
import { FrameDecoder, type FrameSink } from './frame-decoder.js';
import { isControl, Opcode } from './opcode.js';
import { type Inflater, TAIL } from './permessage-deflate.js';
import { UnmaskTarget, unmask } from './unmask.js';

/** A frame whose last byte has come; the same object each time, valid only during the call. */
export class AssembledFrame implements ShownFrame {
  fin = false;
  /** RSV1 as 4, RSV2 as 2, RSV3 as 1. */
  rsv = 0;
  opcode = 0;
  masked = false;
  headerLength = 0;
  /** As the header says, in bytes. */
  payloadLength = 0;
  /** What of it the capture has not; 0 for a whole frame. */
  missing = 0;
  /** Packets that carry it, in order; empty where nothing is gathered. */
  pieces: readonly GatheredPiece[] = NO_PIECES;

  bytes: Uint8Array = NO_BYTES;
  start = 0;
  end = 0;
  unmasked: Uint8Array | undefined;
  deflate = false;
  message: FragmentedMessage | undefined;
  inflated: Uint8Array | 'failed' | undefined;
}

export interface FrameAssemblerOptions {
  /** Called with each frame in the packet that completes it. */
  readonly take: (frame: AssembledFrame) => void;
  /** Whether payloads are wanted; without, only what the header says is told, and nothing is kept. */
  readonly gather: boolean;
  /** Bytes of one frame, and of one message, that are kept. */
  readonly limit: number;
  readonly budget: BufferBudget;
  /** The direction's decompression context, where permessage-deflate is agreed on. */
  readonly inflater?: Inflater | undefined;
}

/** What a frame of an open message costs beside its payload, in bytes. */
const FRAGMENT_COST = 48;

/** A message of which more frames are to come. */
interface OpenMessage {
  readonly opcode: number;
  readonly rsv1: boolean;
  readonly payload: GatheredBytes;
  readonly fragments: FragmentPlace[];
  /** Something of it is not there. */
  broken: boolean;
  reserved: number;
}

/** Gathers the frames of one direction for the packet view: each as it was sent, unmasked, and as part of its message. */
export class FrameAssembler implements FrameSink {
  readonly frames: FrameDecoder = new FrameDecoder(this);
  readonly #options: FrameAssemblerOptions;
  readonly #frame = new AssembledFrame();
  readonly #wire: GatheredBytes;
  #open: OpenMessage | undefined;
  /** The piece that is being pushed; bytes before `#cursor` belong to a frame already. */
  #bytes: Uint8Array = NO_BYTES;
  #cursor = 0;
  #packet = 0;
  /** Bytes of the present header that came in earlier pieces. */
  #headerBefore = 0;
  #missing = 0;

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
    this.#wire = new GatheredBytes(options.limit, options.budget);
    this.#frame.deflate = options.inflater !== undefined;
  }

  push(bytes: Uint8Array, start: number, end: number, packet: number): void {
    this.#bytes = bytes;
    this.#cursor = start;
    this.#packet = packet;
    this.frames.push(bytes, start, end);
    if (this.frames.inHeader) {
      this.#gather(this.#cursor, end);
      this.#headerBefore += end - this.#cursor;
    }
    this.#wire.settle();
    this.#bytes = NO_BYTES;
  }

  /**
   * Steps over bytes that the capture does not have.
   * @returns false where the next frame's beginning is not known; {@link abandon} then forgets what was begun
   */
  gap(length: number, packet: number): boolean {
    this.#packet = packet;
    return this.frames.gap(length);
  }

  /** Forgets what is begun, as its rest will not come: the next byte is taken as the first of a header. */
  abandon(): void {
    this.frames.reset();
    this.#wire.clear();
    this.#headerBefore = 0;
    this.#missing = 0;
    this.#drop();
    this.#options.inflater?.loseContext();
  }

  /** Gives all memory back. */
  release(): void {
    this.#wire.clear();
    this.#drop();
    this.#options.inflater?.release();
  }

  #drop(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    open.payload.clear();
    this.#options.budget.release(open.reserved);
  }

  #gather(start: number, end: number): void {
    if (this.#options.gather) this.#wire.add(this.#bytes, start, end, this.#packet);
  }

  frameBegin(frame: FrameDecoder): void {
    const headerEnd = this.#cursor + frame.headerLength - this.#headerBefore;
    this.#headerBefore = 0;
    this.#gather(this.#cursor, headerEnd);
    this.#cursor = headerEnd;
    this.#missing = 0;
  }

  framePayload(_: FrameDecoder, _bytes: Uint8Array, start: number, end: number): void {
    if (this.#missing === 0) this.#gather(start, end);
    this.#cursor = end;
  }

  frameMissing(_: FrameDecoder, length: number): void {
    this.#missing += length;
  }

  frameEnd(decoder: FrameDecoder): void {
    const frame = this.#frame;
    frame.fin = decoder.fin;
    frame.rsv = decoder.rsv;
    frame.opcode = decoder.opcode;
    frame.masked = decoder.masked;
    frame.headerLength = decoder.headerLength;
    frame.payloadLength = decoder.payloadLength;
    frame.missing = this.#missing;
    if (this.#options.gather) this.#fill(decoder);
    const finished = this.#options.gather && decoder.fin && !isControl(decoder.opcode);
    this.#options.take(frame);
    frame.message = undefined;
    frame.inflated = undefined;
    frame.unmasked = undefined;
    if (finished) this.#drop();
    this.#wire.clear();
  }

  #fill(decoder: FrameDecoder): void {
    const frame = this.#frame;
    const wire = this.#wire;
    frame.bytes = wire.bytes;
    frame.start = wire.start;
    frame.end = wire.end;
    frame.pieces = wire.pieces;
    const isWhole = wire.length === decoder.headerLength + decoder.payloadLength;
    if (isWhole && decoder.masked) {
      const unmasked = new Uint8Array(decoder.payloadLength);
      const target = new UnmaskTarget(unmasked);
      unmask(target, 0, wire.bytes, wire.start + decoder.headerLength, wire.end, decoder.maskingKey, 0);
      frame.unmasked = unmasked;
    }
    if (!isControl(decoder.opcode)) this.#join(decoder, isWhole);
  }

  /** Makes a data frame part of its message, and tells of the message where the frame completes it. */
  #join(decoder: FrameDecoder, isWhole: boolean): void {
    const frame = this.#frame;
    const continues = decoder.opcode === Opcode.CONTINUATION;
    if (!continues) {
      if (this.#open?.rsv1 === true) this.#options.inflater?.loseContext();
      this.#drop();
    }
    if (!continues && decoder.fin) {
      const payload = isWhole ? this.#payload(decoder) : undefined;
      frame.inflated = this.#inflate((decoder.rsv & 4) !== 0, payload);
      return;
    }
    if (!continues) this.#open = this.#begin(decoder);
    const open = this.#open;
    if (open === undefined) return;
    this.#addTo(open, decoder, isWhole);
    if (!decoder.fin) return;
    const { bytes, start, end } = open.payload;
    const payload = open.broken ? undefined : bytes.subarray(start, end);
    if (payload !== undefined) frame.message = { opcode: open.opcode, fragments: open.fragments, payload };
    frame.inflated = this.#inflate(open.rsv1, payload);
  }

  #begin(decoder: FrameDecoder): OpenMessage {
    const { limit, budget } = this.#options;
    return {
      opcode: decoder.opcode,
      rsv1: (decoder.rsv & 4) !== 0,
      payload: new GatheredBytes(limit, budget),
      fragments: [],
      broken: false,
      reserved: 0,
    };
  }

  #addTo(open: OpenMessage, decoder: FrameDecoder, isWhole: boolean): void {
    const length = decoder.payloadLength;
    if (!isWhole) open.broken = true;
    if (open.broken || length === 0) return;
    const payload = this.#payload(decoder);
    open.payload.add(payload, 0, length, this.#packet);
    open.payload.settle();
    if (open.payload.truncated || !this.#options.budget.reserve(FRAGMENT_COST)) {
      open.broken = true;
      return;
    }
    open.reserved += FRAGMENT_COST;
    open.fragments.push({ packet: this.#packet, length });
  }

  #payload(decoder: FrameDecoder): Uint8Array {
    const { bytes, start, end, unmasked } = this.#frame;
    return unmasked ?? bytes.subarray(start + decoder.headerLength, end);
  }

  /** @param payload of the whole message; undefined where it is not there */
  #inflate(rsv1: boolean, payload: Uint8Array | undefined): Uint8Array | 'failed' | undefined {
    const { inflater, limit } = this.#options;
    if (inflater === undefined || !rsv1) return undefined;
    if (payload === undefined) {
      inflater.loseContext();
      return 'failed';
    }
    const compressed = new Uint8Array(payload.length + TAIL.length);
    compressed.set(payload);
    compressed.set(TAIL, payload.length);
    const output = inflater.inflate(compressed, limit);
    return output instanceof Uint8Array ? output : 'failed';
  }
}

const NO_BYTES = new Uint8Array(0);
const NO_PIECES: readonly GatheredPiece[] = [];
