import type { EndView, FrameView, From, MessageView, Session, Warning } from '../session/events.js';
import { kindOf } from '../session/session-message.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { Opcode } from '../websocket/opcode.js';
import { writeBase64 } from './base64.js';
import { type ByteWriter, Constant } from './byte-writer.js';
import type { OutputFormat } from './format.js';
import { writeFrameRecord } from './frame-line.js';
import { IsoTimeWriter } from './iso-time.js';
import { writeJsonText } from './json-text.js';
import { ID_PREFIX } from './message-id.js';
import { endRecord, sessionRecord, warningRecord } from './records-of-events.js';
import { isInvalidUtf8 } from './shown-payload.js';

const MESSAGE = new Constant('{"type":"message","session":');
const STREAM = new Constant(',"stream":');
const CLIENT = ofSide('client');
const SERVER = ofSide('server');
const PACKET = new Constant('","packet":');
const FIRST_PACKET = new Constant(',"firstPacket":');
const LENGTH = new Constant(',"length":');
const WIRE_LENGTH = new Constant(',"wireLength":');
const FRAMES = new Constant(',"frames":');
const NOT_COMPRESSED = new Constant(',"compressed":false');
const COMPRESSED = new Constant(',"compressed":true');
/** The two above, as most messages have them. */
const ONE_FRAME = new Constant(',"frames":1,"compressed":false');
const MASKING_KEYS = new Constant(',"maskingKeys":[');
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
    writer.constant(MESSAGE);
    writer.integer(message.session.session);
    writer.constant(STREAM);
    writer.integer(message.session.stream);
    const side = message.from === 'client' ? CLIENT : SERVER;
    writer.constant(side.id);
    writer.integer(message.number);
    writer.constant(side.byOpcode[message.opcode] as Constant);
    this.#time.write(writer, message.at);
    writer.constant(PACKET);
    writer.integer(message.at.packet);
    writer.constant(FIRST_PACKET);
    writer.integer(message.firstPacket);
    writer.constant(LENGTH);
    writer.integer(message.length);
    writer.constant(WIRE_LENGTH);
    writer.integer(message.wireLength);
    if (message.frames === 1 && !message.compressed) {
      writer.constant(ONE_FRAME);
    } else {
      writer.constant(FRAMES);
      writer.integer(message.frames);
      writer.constant(message.compressed ? COMPRESSED : NOT_COMPRESSED);
    }
    if (message.maskedFrames > 0) this.#maskingKeys(message);
    this.#payload(message);
    if (message.truncated) writer.constant(TRUNCATED);
    if (message.unverified) writer.constant(UNVERIFIED);
    if (isInvalidUtf8(message)) writer.constant(INVALID_UTF8);
    writer.constant(END);
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
