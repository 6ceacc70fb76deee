import type { Moment } from '../capture/moment.js';
import type { EndView, FrameView, MessageView, Session, Warning } from '../session/events.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { type ByteWriter, Constant } from './byte-writer.js';
import { Clock } from './clock.js';
import type { OutputFormat } from './format.js';
import { frameText, maskingKeyText } from './frame-text.js';
import { ID_PREFIX } from './message-id.js';
import { NO_COLOURS, type Palette, styled } from './palette.js';
import { closeCodeText, messageTypeName, sessionEnding, sessionHeading } from './session-text.js';
import { isInvalidUtf8, isShownAsText, payloadCut } from './shown-payload.js';
import type { TextOptions } from './text-options.js';
import { BLOCK_LAYOUT, visible, writeVisible, writeVisibleLossy } from './visible-text.js';

/** Masking keys that are listed for one message; a message can have millions of frames. */
const MOST_KEYS = 16;

/** Fiddler's log: a block for each message, and a line where a session begins and where it ends. */
export class FiddlerFormat implements OutputFormat {
  readonly #writer: ByteWriter;
  readonly #clock: Clock;
  readonly #numbering: 'message' | 'fiddler';
  readonly #maxPayload: number;
  readonly #palette: Palette;
  readonly #labels: ReturnType<typeof labels>;
  #empty = true;
  #framesAbove = false;

  /** @param start the first packet of the capture, for relative times; may be filled in later */
  constructor(writer: ByteWriter, start: Readonly<Moment>, options: TextOptions = {}) {
    this.#writer = writer;
    this.#clock = new Clock(options.time ?? 'local', start, 'fiddler');
    this.#numbering = options.numbering ?? 'message';
    this.#maxPayload = options.maxPayload ?? Number.POSITIVE_INFINITY;
    this.#palette = options.palette ?? NO_COLOURS;
    this.#labels = labels(this.#palette);
  }

  session(session: Session): void {
    this.#line(sessionHeading(session, this.#clock));
  }

  end(end: EndView): void {
    this.#line(sessionEnding(end));
  }

  warning(_warning: Warning): void {}

  finish(): void {}

  frame(frame: FrameView): void {
    if (!this.#framesAbove) this.#separate();
    this.#framesAbove = true;
    const place = `Frame ${frame.index} of ${this.#id(frame)}`;
    this.#writer.text(`${this.#firstLine(frame)} ${place}: ${frameText(frame)}\n`);
  }

  message(message: MessageView): void {
    const writer = this.#writer;
    if (!this.#framesAbove) this.#separate();
    this.#framesAbove = false;
    writer.text(`${this.#firstLine(message)}\n`);
    writer.constant(this.#labels.id);
    writer.text(styled(this.#palette[message.from], this.#id(message)));
    writer.constant(this.#labels.type);
    writer.text(messageTypeName(message));
    writer.constant(this.#labels.payload);
    const cut = this.#payload(message);
    writer.constant(this.#labels.masking);
    writer.text(maskingText(message));
    if (message.frames > 1) this.#value(this.#labels.frames, String(message.frames));
    if (message.compressed) {
      this.#value(this.#labels.compression, `${message.wireLength} bytes on the wire of ${message.length}`);
    }
    if (message.code !== undefined) this.#closeStatus(message, message.code);
    for (const note of message.notes) this.#value(this.#labels.note, visible(note));
    if (isInvalidUtf8(message)) {
      this.#value(this.#labels.note, 'not valid UTF-8: U+FFFD stands for what is not');
    }
    if (cut < message.end) {
      this.#value(this.#labels.note, `${cut - message.start} of ${message.length} bytes shown (--max-payload)`);
    }
    writer.text('\n');
  }

  #payload(message: MessageView): number {
    const writer = this.#writer;
    const { bytes, start } = message;
    const cut = payloadCut(message, this.#maxPayload);
    if (!isShownAsText(message)) writer.hexPairs(bytes, start, cut);
    else if (message.validUtf8) writeVisible(writer, bytes, start, cut, BLOCK_LAYOUT);
    else writeVisibleLossy(writer, bytes, start, cut, BLOCK_LAYOUT);
    return cut;
  }

  #closeStatus(message: MessageView, code: number): void {
    const writer = this.#writer;
    const start = message.start + CLOSE_CODE_LENGTH;
    writer.constant(this.#labels.closeStatus);
    writer.text(closeCodeText(code));
    if (start >= message.end) return;
    writer.text(', ');
    const write = message.validUtf8 ? writeVisible : writeVisibleLossy;
    write(writer, message.bytes, start, message.end, BLOCK_LAYOUT);
  }

  #value(label: Constant, value: string): void {
    this.#writer.constant(label);
    this.#writer.text(value);
  }

  #firstLine({ at, session: { session } }: MessageView | FrameView): string {
    return `${this.#clock.time(at)} WSSession${session}.WebSocket'WebSocket #${session}'`;
  }

  #id({ from, number, frameNumber }: MessageView | FrameView): string {
    return `${ID_PREFIX[from]}${this.#numbering === 'fiddler' ? frameNumber : number}`;
  }

  #separate(): void {
    if (!this.#empty) this.#writer.text('\n');
    this.#empty = false;
  }

  #line(text: string): void {
    this.#separate();
    this.#writer.text(`${styled(this.#palette.heading, text)}\n`);
  }
}

/** Label and tabs up to the column of the values, which is 16 for all of them. */
function labels(palette: Palette) {
  const label = (name: string, tabs = '\t', style = palette.label) =>
    new Constant(`${styled(style, `${name}:`)}${tabs}`);
  const next = (name: string, tabs = '\t', style = palette.label) =>
    new Constant(`\n${styled(style, `${name}:`)}${tabs}`);
  return {
    id: label('MessageID'),
    type: next('MessageType'),
    payload: next('PayloadString'),
    masking: next('Masking'),
    frames: next('Frames', '\t\t'),
    compression: next('Compression'),
    closeStatus: next('CloseStatus'),
    note: next('Note', '\t\t', palette.note),
  };
}

/** `AA-BB-CC-DD`, one for each frame, or `<none>`. */
function maskingText({ frames, masked, maskedFrames, maskingKeys }: MessageView): string {
  if (maskedFrames === 0) return '<none>';
  const shown = Array.from({ length: Math.min(frames, MOST_KEYS) }, (_, index) =>
    masked[index] === 1 ? maskingKeyText(maskingKeys[index] ?? 0) : '<none>',
  );
  if (frames > MOST_KEYS) shown.push(`and ${frames - MOST_KEYS} more`);
  return shown.join(', ');
}
