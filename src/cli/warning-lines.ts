import { visible } from '../output/visible-text.js';
import type { EndView, FrameView, MessageView, Session, SessionSink, Warning, WarningCode } from '../session/events.js';

/** Warnings of one kind that are written out; the rest are counted. */
const MOST_OF_A_KIND = 20;

/** What keeps a capture from being read whole: each is an error. */
const ERRORS: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'capture-cut',
  'record-length',
  'capture-damaged',
  'capture-version',
  'capture-unreadable',
  'not-a-capture',
  'empty-capture',
  'capture-changed',
  'link-type',
]);

export interface WarningLinesOptions {
  /** Leave warnings out; errors are still told. */
  readonly quiet: boolean;
  readonly write: (line: string) => void;
}

/** Tells warnings as lines for the eye, as they come, and errors at the end, where they are not scrolled away. */
export class WarningLines implements SessionSink {
  readonly #options: WarningLinesOptions;
  readonly #counts = new Map<WarningCode, number>();
  readonly #errors: string[] = [];

  constructor(options: WarningLinesOptions) {
    this.#options = options;
  }

  /** Whether the input could be read whole. */
  get whole(): boolean {
    return this.#errors.length === 0;
  }

  warning(warning: Warning): void {
    const { code } = warning;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > MOST_OF_A_KIND) return;
    if (ERRORS.has(code)) this.#errors.push(`wsdissect: ${visible(warning.message)}`);
    else if (!this.#options.quiet) this.#options.write(warningLine(warning));
  }

  /** Writes the errors, and how many warnings were left out. */
  finish(): void {
    for (const [code, count] of this.#counts) {
      if (count <= MOST_OF_A_KIND) continue;
      const line = `and ${count - MOST_OF_A_KIND} more of the kind ${code}`;
      if (ERRORS.has(code)) this.#errors.push(`wsdissect: ${line}`);
      else if (!this.#options.quiet) this.#options.write(`wsdissect: warning: ${line}`);
    }
    for (const error of this.#errors) this.#options.write(error);
  }

  session(_session: Session): void {}
  frame(_frame: FrameView): void {}
  message(_message: MessageView): void {}
  end(_end: EndView): void {}
}

/** `wsdissect: warning: packet 12, session 1: …` */
function warningLine({ message, packet, session, stream }: Warning): string {
  const where = [
    ...(packet === undefined ? [] : [`packet ${packet}`]),
    ...(session !== undefined ? [`session ${session}`] : stream !== undefined ? [`stream ${stream}`] : []),
  ];
  return `wsdissect: warning: ${where.length === 0 ? '' : `${where.join(', ')}: `}${visible(message)}`;
}
