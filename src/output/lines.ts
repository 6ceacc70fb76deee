import type { Moment } from '../capture/moment.js';
import type { EndView, FrameView, From, MessageView, Session, Warning } from '../session/events.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { ByteWriter } from './byte-writer.js';
import { Clock } from './clock.js';
import type { OutputFormat } from './format.js';
import { frameText } from './frame-text.js';
import { ID_PREFIX } from './message-id.js';
import { NO_COLOURS, type Palette, styled } from './palette.js';
import { closeCodeText } from './session-text.js';
import { isInvalidUtf8, isShownAsText, payloadCut } from './shown-payload.js';
import { cutToWidth, textWidth } from './terminal-width.js';
import type { TextOptions } from './text-options.js';
import { LINE_LAYOUT, writeVisible, writeVisibleLossy } from './visible-text.js';

export interface LinesOptions extends TextOptions {
  /** Cells of the terminal, which no line exceeds; lines are whole unless given. */
  readonly columns?: number;
}

const ARROWS = { client: '→', server: '←' } as const;

/** Bytes of a payload that may fill one cell of a terminal; marks that pile up on a character are cut beyond. */
const BYTES_PER_CELL = 16;

/** One line a message: time, session, id, arrow, kind, length, payload. */
export class LinesFormat implements OutputFormat {
  readonly #writer: ByteWriter;
  readonly #clock: Clock;
  readonly #numbering: 'message' | 'fiddler';
  readonly #maxPayload: number;
  readonly #palette: Palette;
  readonly #columns: number;
  /** Where a line is made that has to be cut to the terminal. */
  readonly #line = new LineBuffer();

  /** @param start the first packet of the capture, for relative times; may be filled in later */
  constructor(writer: ByteWriter, start: Readonly<Moment>, options: LinesOptions = {}) {
    this.#writer = writer;
    this.#clock = new Clock(options.time ?? 'local', start, 'full');
    this.#numbering = options.numbering ?? 'message';
    this.#palette = options.palette ?? NO_COLOURS;
    this.#columns = options.columns ?? Number.POSITIVE_INFINITY;
    this.#maxPayload = Math.min(options.maxPayload ?? Number.POSITIVE_INFINITY, this.#columns * BYTES_PER_CELL);
  }

  session(_session: Session): void {}

  end(_end: EndView): void {}

  warning(_warning: Warning): void {}

  finish(): void {}

  frame(frame: FrameView): void {
    const head = this.#head(frame, 'frame', frame.payloadLength);
    this.#writeHead(head, frame.from);
    const content = `[${frame.index}] ${frameText(frame)}`;
    this.#writer.text(`${cutToWidth(content, this.#columns - textWidth(head))}\n`);
  }

  message(message: MessageView): void {
    const writer = this.#writer;
    const head = this.#head(message, message.kind, message.length) + marks(message);
    this.#writeHead(head, message.from);
    if (this.#columns === Number.POSITIVE_INFINITY) {
      writeContent(writer, message, this.#maxPayload);
    } else {
      const content = this.#line.textOf((line) => writeContent(line, message, this.#maxPayload));
      writer.text(cutToWidth(content, this.#columns - textWidth(head)));
    }
    writer.text('\n');
  }

  #head(of: MessageView | FrameView, kind: string, length: number): string {
    const number = this.#numbering === 'fiddler' ? of.frameNumber : of.number;
    const columns = [
      this.#clock.time(of.at).padStart(10),
      `#${of.session.session}`.padStart(3),
      `${ID_PREFIX[of.from]}${number}`.padEnd(10),
      ARROWS[of.from],
      kind.padEnd(6),
      String(length).padStart(6),
    ];
    return `${columns.join(' ')} `;
  }

  #writeHead(head: string, from: From): void {
    this.#writer.text(styled(this.#palette[from], cutToWidth(head, this.#columns)));
  }
}

/** What must be known to trust the payload behind it. */
function marks(message: MessageView): string {
  const { truncated, unverified } = message;
  const names = [
    truncated ? 'truncated' : '',
    unverified ? 'unverified' : '',
    isInvalidUtf8(message) ? 'not UTF-8' : '',
  ];
  return names.map((name) => (name === '' ? '' : `[${name}] `)).join('');
}

/** The payload in one line: text as it is, a Close as its code and reason, all else as hex pairs. */
function writeContent(writer: ByteWriter, message: MessageView, most: number): void {
  const { bytes, start, code } = message;
  const cut = payloadCut(message, most);
  const write = message.validUtf8 ? writeVisible : writeVisibleLossy;
  if (code !== undefined) {
    writer.text(closeCodeText(code));
    if (start + CLOSE_CODE_LENGTH < cut) writer.text(', ');
    write(writer, bytes, start + CLOSE_CODE_LENGTH, cut, LINE_LAYOUT);
  } else if (isShownAsText(message)) {
    write(writer, bytes, start, cut, LINE_LAYOUT);
  } else {
    writer.hexPairs(bytes, start, cut);
  }
  if (cut < message.end) writer.text('…');
}

/** Keeps what is written, to be looked at as a string. */
class LineBuffer {
  #pieces: Buffer[] = [];
  readonly #writer = new ByteWriter({
    write: (bytes, start, end) => this.#pieces.push(Buffer.from(bytes.subarray(start, end))),
  });

  textOf(write: (writer: ByteWriter) => void): string {
    write(this.#writer);
    this.#writer.flush();
    const text = Buffer.concat(this.#pieces).toString('utf8');
    this.#pieces = [];
    return text;
  }
}
