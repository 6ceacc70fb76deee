import type { BufferBudget } from '../buffer-budget.js';
import { uint16 } from '../byte-order.js';
import { type Moment, newMoment, setMoment } from '../capture/moment.js';
import { Assembly } from './assembly.js';
import { FrameDecoder, type FrameSink } from './frame-decoder.js';
import type { FrameLog } from './frame-log.js';
import { type FrameWatch, WatchedFrames } from './frame-watch.js';
import { type Message, NO_NOTES } from './message.js';
import { isControl, Opcode } from './opcode.js';
import { type Inflater, TAIL } from './permessage-deflate.js';
import { UnmaskTarget, unmask } from './unmask.js';
import { isValidUtf8 } from './utf8.js';

/** What permessage-deflate is in a direction: agreed on, not agreed on, or not known as the handshake is missing. */
export type Compression = 'negotiated' | 'none' | 'unknown';

/** What a decoder tells of its messages, besides the messages themselves. */
export interface MessageSink {
  /** `message` is the object the decoder was given; `log` holds its frames where frames were asked for. */
  message(message: Message, log: FrameLog | undefined): void;
  /** A frame ended; comes before the message it completes. */
  frameEnded(frame: FrameDecoder): void;
  warning(
    code: 'fragmentation' | 'message-unfinished' | 'inflate-failed' | 'limit',
    text: string,
    packet: number,
    bytes?: number,
  ): void;
}

/** The direction a decoder is at work for. */
export interface DecodedDirection extends MessageSink {
  readonly compression: Compression;
  /** Its decompression context; made when it is first asked for. */
  readonly inflater: Inflater;
  /** Looks at its frames, where that is asked for. */
  readonly watch?: FrameWatch | undefined;
}

/** What all decoders of a run share. */
export interface MessageDecoderOptions {
  /** Bytes of one message that are kept. */
  readonly limit: number;
  readonly budget: BufferBudget;
  /** Logs are kept for frames only where frames are asked for. */
  readonly makeLog: (() => FrameLog) | undefined;
  /** Each direction's frames are shown to its {@link DecodedDirection.watch}. */
  readonly watched?: boolean;
}

/** Payloads that stand whole in one piece are unmasked here: one buffer for all connections, as it is used at once. */
let scratch = new UnmaskTarget(new Uint8Array(256 * 1024));

function scratchFor(length: number): UnmaskTarget {
  const before = scratch.bytes.length;
  if (before < length) scratch = new UnmaskTarget(new Uint8Array(Math.max(length, before * 2)));
  return scratch;
}

const NO_KEY = new Int32Array(1);
const ONE_KEY = new Int32Array(1);
const NOT_MASKED = new Uint8Array(1);
const MASKED = Uint8Array.of(1);

/**
 * Joins the frames of one direction to messages (RFC 6455, section 5.4), unmasks, inflates (RFC 7692) and checks UTF-8.
 * It never stops: whatever the frames are, each payload byte ends up in a message.
 */
export class MessageDecoder implements FrameSink {
  /** Packet that carries the bytes being pushed. */
  carrier = 0;
  /** When and where they could be read. */
  at: Readonly<Moment> = newMoment();

  readonly frames: FrameDecoder;
  readonly #message: Message;
  #direction: DecodedDirection;
  readonly #options: MessageDecoderOptions;
  /** The message whose last frame has not come. */
  #open: Assembly | undefined;
  /** The control frame, or the frame of a message of one frame, whose last byte has not come. */
  #single: Assembly | undefined;
  /** Where the present frame goes; undefined while it may turn out to stand whole in one piece. */
  #target: Assembly | undefined;
  #framePacket = 0;
  /** Packets that carry the beginning of a header that is not complete. */
  #headerPackets: number[] | undefined;
  #log: FrameLog | undefined;
  #controlLog: FrameLog | undefined;
  /** The present frame is filled into the message object already. */
  #isWhole = false;
  /** Ahead of the present frame something of its message was lost. */
  #tailOfLost = false;

  /** @param message the object that is filled with each message */
  constructor(message: Message, direction: DecodedDirection, options: MessageDecoderOptions) {
    this.#message = message;
    this.#direction = direction;
    this.#options = options;
    this.frames = new FrameDecoder(options.watched === true ? new WatchedFrames(this) : this);
  }

  /** Goes on for another direction; to be called only while it {@link isResting}. */
  attach(direction: DecodedDirection): void {
    this.#direction = direction;
  }

  /** Who looks at the frames of its direction. */
  get watch(): FrameWatch | undefined {
    return this.#direction.watch;
  }

  /** Whether it holds nothing of its direction: it can be lent to another one. */
  get isResting(): boolean {
    return !this.isOpen && !this.#tailOfLost;
  }

  push(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.carrier = carrier;
    this.at = at;
    this.frames.push(bytes, start, end);
    if (this.frames.inHeader) {
      if (this.#headerPackets === undefined) this.watch?.headerBegan(bytes, end - this.frames.headerSoFar, carrier);
      this.#headerPackets ??= [];
      this.#headerPackets.push(carrier);
    }
  }

  /**
   * Steps over bytes that the capture does not have.
   * @returns false where the next frame's beginning is not known; {@link abandon} then ends what was begun
   */
  gap(length: number, at: Readonly<Moment>): boolean {
    this.carrier = at.packet;
    this.at = at;
    return this.frames.gap(length);
  }

  /** Whether a frame or message is begun and not complete. */
  get isOpen(): boolean {
    return !this.frames.atBoundary || this.#open !== undefined;
  }

  /** The log of the message that a frame of this opcode belongs to. */
  #logFor(opcode: number): FrameLog | undefined {
    const { makeLog } = this.#options;
    if (makeLog === undefined) return undefined;
    if (isControl(opcode)) {
      this.#controlLog ??= makeLog();
      return this.#controlLog;
    }
    this.#log ??= makeLog();
    return this.#log;
  }

  frameBegin(frame: FrameDecoder): void {
    const headerPackets = this.#headerPackets;
    this.#headerPackets = undefined;
    this.#framePacket = headerPackets?.[0] ?? this.carrier;
    const continues = isControl(frame.opcode) || frame.opcode === Opcode.CONTINUATION;
    if (this.#open !== undefined && !continues) {
      this.#direction.warning('fragmentation', 'a new message begins inside a fragmented one', this.carrier);
      this.#abandonOpen('the next message began before its last frame');
    }
    const log = this.#logFor(frame.opcode);
    for (const packet of headerPackets ?? []) log?.touch(packet);
    log?.touch(this.carrier);
    if (isControl(frame.opcode)) {
      this.#target = undefined;
      return;
    }
    const open = this.#open;
    if (open !== undefined) {
      open.addFrame(frame.masked, frame.maskingKey);
      this.#target = open;
      return;
    }
    if (frame.opcode === Opcode.CONTINUATION && !this.#tailOfLost) {
      this.#direction.warning('fragmentation', 'a continuation frame without a message to continue', this.carrier);
    }
    if (frame.fin) {
      this.#target = undefined;
      return;
    }
    this.#target = this.#newAssembly(frame);
    this.#open = this.#target;
  }

  #newAssembly(frame: FrameDecoder): Assembly {
    const assembly = new Assembly(this.#options.budget);
    const headless = this.#tailOfLost && frame.opcode === Opcode.CONTINUATION;
    assembly.open(frame.opcode, (frame.rsv & 4) !== 0, headless, this.#framePacket);
    assembly.addFrame(frame.masked, frame.maskingKey);
    return assembly;
  }

  framePayload(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number): void {
    this.#logFor(frame.opcode)?.touch(this.carrier);
    let target = this.#target;
    if (target === undefined) {
      if (end - start === frame.payloadLength && frame.payloadLength <= this.#options.limit) {
        this.#whole(frame, bytes, start, end);
        return;
      }
      target = this.#newAssembly(frame);
      this.#target = target;
      this.#single = target;
    }
    target.wireLength += end - start;
    const expected = frame.payloadLength - frame.payloadOffset;
    target.append(bytes, start, end, frame.maskingKey, frame.payloadOffset, expected, this.#options.limit);
  }

  frameMissing(frame: FrameDecoder, length: number): void {
    let target = this.#target;
    if (target === undefined) {
      target = this.#newAssembly(frame);
      this.#target = target;
      this.#single = target;
    }
    target.wireLength += length;
    target.missing += length;
  }

  /** A message of one frame whose payload stands in one piece: nothing is kept, at most it is unmasked. */
  #whole(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const compressed = this.#isCompressed((frame.rsv & 4) !== 0, frame.opcode);
    const message = this.#message;
    message.bytes = bytes;
    message.start = start;
    message.end = end;
    if (frame.maskingKey !== 0 || compressed) {
      const target = scratchFor(length + TAIL.length);
      unmask(target, 0, bytes, start, end, frame.maskingKey, 0);
      message.bytes = target.bytes;
      message.start = 0;
      message.end = length;
    }
    message.opcode = frame.opcode;
    message.firstPacket = this.#framePacket;
    message.wireLength = length;
    message.length = length;
    message.frames = 1;
    message.masked = frame.masked ? MASKED : NOT_MASKED;
    message.maskedFrames = frame.masked ? 1 : 0;
    if (frame.masked) ONE_KEY[0] = frame.maskingKey;
    message.maskingKeys = frame.masked ? ONE_KEY : NO_KEY;
    message.truncated = this.#tailOfLost && frame.opcode === Opcode.CONTINUATION;
    message.unverified = false;
    message.notes = NO_NOTES;
    message.compressed = false;
    message.inflated = false;
    if (message.truncated) message.notes = ['its beginning is not in the capture'];
    if (compressed) this.#inflate(message);
    this.#isWhole = true;
  }

  frameEnd(frame: FrameDecoder): void {
    this.#logFor(frame.opcode)?.add(frame, this.at);
    this.#direction.frameEnded(frame);
    if (this.#target === undefined && !this.#isWhole) this.#whole(frame, NO_BYTES, 0, 0);
    if (this.#isWhole) {
      this.#isWhole = false;
      this.#emit(this.#logFor(frame.opcode));
    } else if (this.#target === this.#single && this.#single !== undefined) {
      const single = this.#single;
      this.#single = undefined;
      this.#complete(single, this.#logFor(frame.opcode));
    } else if (frame.fin && this.#open !== undefined) {
      const open = this.#open;
      this.#open = undefined;
      this.#complete(open, this.#log);
    }
    if (!isControl(frame.opcode)) this.#tailOfLost = false;
    this.#target = undefined;
  }

  #isCompressed(rsv1: boolean, opcode: number): boolean {
    return rsv1 && this.#direction.compression !== 'none' && !isControl(opcode);
  }

  #complete(assembly: Assembly, log: FrameLog | undefined, note?: string): void {
    const message = this.#message;
    const compressed = this.#isCompressed(assembly.rsv1, assembly.opcode);
    message.opcode = assembly.opcode;
    message.firstPacket = assembly.firstPacket;
    message.wireLength = assembly.wireLength;
    message.length = assembly.wireLength;
    message.frames = assembly.frames;
    message.masked = assembly.masked;
    message.maskingKeys = assembly.maskingKeys;
    message.maskedFrames = assembly.maskedFrames;
    message.bytes = assembly.bytes;
    message.start = 0;
    message.end = assembly.length;
    message.unverified = false;
    message.compressed = false;
    message.inflated = false;
    const notes: string[] = note === undefined ? [] : [note];
    const { headless } = assembly;
    if (headless) notes.push('its beginning is not in the capture');
    if (assembly.missing > 0) notes.push(`${assembly.missing} bytes of it are not in the capture`);
    if (assembly.dropped > 0) {
      notes.push(`${assembly.dropped} bytes beyond a limit were not kept`);
      this.#limitReached(assembly);
    }
    const withoutKey = assembly.frames - assembly.masked.length;
    if (withoutKey > 0) {
      const text = `the masking keys of ${withoutKey} frames were not kept: the limit buffered-bytes (${this.#options.budget.limit}) was reached`;
      notes.push(text);
      this.#direction.warning('limit', text, this.at.packet);
    }
    message.truncated = headless || note !== undefined || assembly.missing > 0 || assembly.dropped > 0;
    message.notes = notes.length === 0 ? NO_NOTES : notes;
    if (compressed && message.truncated) {
      message.compressed = true;
      message.unverified = true;
      message.notes = [...notes, 'it cannot be inflated without the missing bytes; shown as on the wire'];
      this.#direction.inflater.loseContext();
    } else if (compressed) {
      const target = scratchFor(assembly.length + TAIL.length).bytes;
      target.set(assembly.bytes.subarray(0, assembly.length));
      message.bytes = target;
      this.#inflate(message);
    }
    this.#emit(log);
    assembly.release();
  }

  #limitReached(assembly: Assembly): void {
    const { limit } = this.#options;
    const name = assembly.length >= limit ? 'message-bytes' : 'buffered-bytes';
    const value = name === 'message-bytes' ? limit : this.#options.budget.limit;
    this.#direction.warning(
      'limit',
      `a message of ${assembly.wireLength} bytes reached the limit ${name} (${value}); raise it with --limit ${name}=N`,
      this.at.packet,
      assembly.dropped,
    );
  }

  /** Inflates a message that stands in the scratch buffer, with room for the tail behind it. */
  #inflate(message: Message): void {
    const { limit } = this.#options;
    const { inflater, compression } = this.#direction;
    message.compressed = true;
    message.unverified = compression === 'unknown';
    const { bytes, end } = message;
    for (const [index, byte] of TAIL.entries()) bytes[end + index] = byte;
    this.watch?.compressed(bytes, message.start, end);
    const contextWasLost = inflater.contextLost;
    const output = inflater.inflate(bytes.subarray(message.start, end + TAIL.length), limit);
    if (output instanceof Uint8Array) {
      message.bytes = output;
      message.start = 0;
      message.end = output.length;
      message.length = output.length;
      message.inflated = true;
      if (message.unverified) message.notes = [...message.notes, NEGOTIATION_UNKNOWN];
      return;
    }
    if (output === 'not-inflatable' && !contextWasLost) this.watch?.notInflated(inflater.failure);
    message.truncated = output === 'too-long';
    message.unverified = true;
    const text =
      output === 'too-long'
        ? `a compressed message of ${message.wireLength} bytes inflates beyond the limit message-bytes (${limit}); raise it with --limit message-bytes=N`
        : contextWasLost
          ? 'a compressed message refers to earlier messages that are not known'
          : compression === 'unknown'
            ? 'a message with RSV1 does not inflate; whether compression was agreed on is not known'
            : 'a compressed message does not inflate';
    message.notes = [...message.notes, `${text}; shown as on the wire`];
    this.#direction.warning(
      output === 'too-long' ? 'limit' : 'inflate-failed',
      text,
      this.at.packet,
      message.wireLength,
    );
  }

  #emit(log: FrameLog | undefined): void {
    const message = this.#message;
    setMoment(message.at, this.at);
    message.code = undefined;
    message.validUtf8 = true;
    if (message.opcode === Opcode.TEXT) {
      // A compressed payload that was not inflated is no text, whatever its bytes look like.
      message.validUtf8 = message.compressed === message.inflated && checkUtf8(message, message.start);
    } else if (message.opcode === Opcode.CLOSE && message.end - message.start >= 2) {
      message.code = uint16(message.bytes, message.start);
      message.validUtf8 = checkUtf8(message, message.start + 2);
    }
    this.#direction.message(message, log);
  }

  /**
   * Ends what was begun: its rest will not come.
   * @param reason for the message's note
   */
  abandon(reason: string, at: Readonly<Moment>): void {
    this.at = at;
    const midFrame = !this.frames.atBoundary;
    const single = this.#single;
    const inOpen = this.#target !== undefined && this.#target === this.#open;
    const remaining = this.frames.remaining;
    if (remaining > 0) this.#logFor(this.frames.opcode)?.add(this.frames, at);
    this.frames.reset();
    this.#headerPackets = undefined;
    if (single !== undefined) {
      this.#single = undefined;
      single.wireLength += remaining;
      this.#unfinished(single, this.#logFor(single.opcode), reason);
    } else if (midFrame && remaining > 0 && this.#target === undefined) {
      const bare = this.#newAssembly(this.frames);
      bare.wireLength = remaining;
      this.#unfinished(bare, this.#logFor(bare.opcode), reason);
    }
    if (this.#open !== undefined) {
      if (inOpen) this.#open.wireLength += remaining;
      this.#abandonOpen(reason);
    }
    this.#target = undefined;
    this.#tailOfLost = true;
  }

  #abandonOpen(reason: string): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) this.#unfinished(open, this.#log, reason);
  }

  #unfinished(assembly: Assembly, log: FrameLog | undefined, reason: string): void {
    this.#direction.warning(
      'message-unfinished',
      `a message is not complete: ${reason}`,
      this.at.packet,
      assembly.length,
    );
    this.#complete(assembly, log, `not complete: ${reason}`);
  }

  /** What is lost ahead may have been the beginning of the next frame's message. */
  loseContext(): void {
    this.#tailOfLost = true;
    this.#direction.inflater.loseContext();
  }
}

const NO_BYTES = new Uint8Array(0);
const NEGOTIATION_UNKNOWN = 'inflated, although the handshake that would have agreed on compression is missing';

/** Checks `bytes[start … message.end)`; where bytes are missing behind it, a character that is cut is taken off. */
function checkUtf8(message: Message, start: number): boolean {
  const { bytes, end } = message;
  if (isValidUtf8(bytes, start, end)) return true;
  if (!message.truncated) return false;
  for (let cut = 1; cut <= 3 && end - cut >= start; cut++) {
    if (isValidUtf8(bytes, start, end - cut)) {
      message.end = end - cut;
      return true;
    }
  }
  return false;
}
