import type { EndView, FrameView, From, MessageView, Session, Warning } from '../session/events.js';
import { kindOf } from '../session/session-message.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { Opcode } from '../websocket/opcode.js';
import { writeBase64 } from './base64.js';
import type { ByteWriter } from './byte-writer.js';
import type { OutputFormat } from './format.js';
import { writeFrameRecord } from './frame-line.js';
import { IsoTimeWriter, MOST_TIME } from './iso-time.js';
import { writeJsonText } from './json-text.js';
import { ID_PREFIX } from './message-id.js';
import { Constant, MOST_DIGITS, putConstant, putHex32, putInteger } from './pieces.js';
import { endRecord, sessionRecord, warningRecord } from './records-of-events.js';
import { isInvalidUtf8 } from './shown-payload.js';

const MESSAGE = new Constant('{"type":"message","session":');
const STREAM = new Constant(',"stream":');
const CLIENT = ofSide('client');
const SERVER = ofSide('server');
const PACKET = new Constant('Z","packet":');
const FIRST_PACKET = new Constant(',"firstPacket":');
const LENGTH = new Constant(',"length":');
const WIRE_LENGTH = new Constant(',"wireLength":');
const FRAMES = new Constant(',"frames":');
const COMPRESSED = new Constant(',"compressed":true');
const NOT_COMPRESSED = new Constant(',"compressed":false');
/** The above, as most messages have it. */
const ONE_FRAME = new Constant(',"frames":1,"compressed":false');
const MASKING_KEYS = new Constant(',"maskingKeys":[');
const MASKING_KEY = new Constant(',"maskingKeys":["');
const MASKING_KEY_END = new Constant('"]');
const NULL = new Constant('null');
const TEXT = new Constant(',"text":"');
const BASE64 = new Constant(',"base64":"');
const CODE = new Constant(',"code":');
const REASON = new Constant(',"reason":"');
const TRUNCATED = new Constant(',"truncated":true');
const UNVERIFIED = new Constant(',"unverified":true');
const INVALID_UTF8 = new Constant(',"invalidUtf8":true');
const FILE = new Constant(',"file":"');
const END = new Constant('}\n');

const QUOTE = 0x22;
const COMMA = 0x2c;
const CLOSE_BRACKET = 0x5d;

/** Most bytes before the payload of a message of one frame: eight integers, a time, and what is constant. */
const MOST_HEAD = 8 * MOST_DIGITS + MOST_TIME + 256;

/** The pieces that depend on who speaks; those that depend on the opcode too stand in a list by opcode. */
function ofSide(from: From) {
  return {
    id: new Constant(`,"id":"${ID_PREFIX[from]}`),
    byOpcode: Array.from(
      { length: 16 },
      (_, opcode) => new Constant(`","from":"${from}","kind":"${kindOf(opcode)}","opcode":${opcode},"time":"`),
    ),
  };
}

export interface NdjsonOptions {
  /** Names the file that holds a message's payload; the record then has `file` in the payload's place. */
  readonly fileOf?: (message: MessageView) => string;
}

/** One JSON object a line. Messages are written straight from the payload's bytes; what is rarer goes through objects. */
export class NdjsonFormat implements OutputFormat {
  readonly #writer: ByteWriter;
  readonly #fileOf: ((message: MessageView) => string) | undefined;
  readonly #time = new IsoTimeWriter();

  constructor(writer: ByteWriter, options: NdjsonOptions = {}) {
    this.#writer = writer;
    this.#fileOf = options.fileOf;
  }

  session(session: Session): void {
    this.#line(sessionRecord(session));
  }

  frame(frame: FrameView): void {
    writeFrameRecord(this.#writer, frame, this.#time);
  }

  end(end: EndView): void {
    this.#line(endRecord(end));
  }

  warning(warning: Warning): void {
    this.#line(warningRecord(warning));
  }

  finish(): void {}

  message(message: MessageView): void {
    const writer = this.#writer;
    writer.reserve(MOST_HEAD);
    writer.length = this.#head(writer.view, writer.length, message);
    if (message.frames > 1 && message.maskedFrames > 0) this.#maskingKeys(message);
    this.#payload(message);
    if (message.truncated) writer.constant(TRUNCATED);
    if (message.unverified) writer.constant(UNVERIFIED);
    if (isInvalidUtf8(message)) writer.constant(INVALID_UTF8);
    writer.constant(END);
  }

  /** Writes all before the payload but the masking keys of several frames. @returns the index behind it */
  #head(view: DataView, start: number, message: MessageView): number {
    const { session, at: time } = message;
    const side = message.from === 'client' ? CLIENT : SERVER;
    let at = putInteger(view, putConstant(view, start, MESSAGE), session.session);
    at = putInteger(view, putConstant(view, at, STREAM), session.stream);
    at = putInteger(view, putConstant(view, at, side.id), message.number);
    at = this.#time.put(view, putConstant(view, at, side.byOpcode[message.opcode] as Constant), time);
    at = putInteger(view, putConstant(view, at, PACKET), time.packet);
    at = putInteger(view, putConstant(view, at, FIRST_PACKET), message.firstPacket);
    at = putInteger(view, putConstant(view, at, LENGTH), message.length);
    at = putInteger(view, putConstant(view, at, WIRE_LENGTH), message.wireLength);
    if (message.frames === 1 && !message.compressed) {
      at = putConstant(view, at, ONE_FRAME);
    } else {
      at = putInteger(view, putConstant(view, at, FRAMES), message.frames);
      at = putConstant(view, at, message.compressed ? COMPRESSED : NOT_COMPRESSED);
    }
    if (message.frames !== 1 || message.maskedFrames === 0) return at;
    at = putHex32(view, putConstant(view, at, MASKING_KEY), message.maskingKeys[0] as number);
    return putConstant(view, at, MASKING_KEY_END);
  }

  #maskingKeys(message: MessageView): void {
    const writer = this.#writer;
    writer.constant(MASKING_KEYS);
    for (let index = 0; index < message.frames; index++) {
      if (index > 0) writer.byte(COMMA);
      if (message.masked[index] === 1) {
        writer.byte(QUOTE);
        writer.hex32(message.maskingKeys[index] as number);
        writer.byte(QUOTE);
      } else {
        writer.constant(NULL);
      }
    }
    writer.byte(CLOSE_BRACKET);
  }

  #payload(message: MessageView): void {
    const writer = this.#writer;
    const { bytes, start, end } = message;
    if (message.code !== undefined) {
      writer.constant(CODE);
      writer.integer(message.code);
    }
    if (this.#fileOf !== undefined) {
      writer.constant(FILE);
      writer.text(this.#fileOf(message));
    } else if (message.opcode === Opcode.CLOSE && start === end) {
      return;
    } else if (message.opcode === Opcode.TEXT && message.validUtf8) {
      writer.constant(TEXT);
      writeJsonText(writer, bytes, start, end);
    } else if (message.code !== undefined && message.validUtf8) {
      writer.constant(REASON);
      writeJsonText(writer, bytes, start + CLOSE_CODE_LENGTH, end);
    } else {
      writer.constant(BASE64);
      writeBase64(writer, bytes, start, end);
    }
    writer.byte(QUOTE);
  }

  #line(record: object): void {
    this.#writer.text(`${JSON.stringify(record)}\n`);
  }
}
