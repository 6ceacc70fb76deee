import { CapturePass } from './capture-pass.js';
import { inOrderOfFirstPackets } from './first-packet.js';
import { type CaptureFile, type CaptureInput, Input } from './input.js';
import { Packet, type PacketSink } from './packet.js';
import { type CaptureProblem, type CaptureProblemCode, readingProblem } from './problem.js';
import type { ByteSource } from './source.js';
import { ReadWindow } from './window.js';

export type { CaptureFile, CaptureInput } from './input.js';

/** What is wrong with a capture. */
export interface CaptureWarning {
  readonly code: CaptureProblemCode;
  readonly message: string;
}

export interface CapturesOptions {
  /**
   * Reads the last capture on as it grows, like `tail -f`, until this is aborted. Then all reading ends at once, and what
   * is there only in part is no problem.
   */
  readonly follow?: AbortSignal;
}

/**
 * Reads captures one after the other as one, in the order of the times of their first packets (rotated files). A capture
 * that cannot be read is a problem of its own; the others are read.
 */
export class Captures {
  readonly window = new ReadWindow();
  /** What was found wrong so far; each names its input. */
  readonly problems: CaptureProblem[] = [];
  readonly #inputs: readonly Input[];
  readonly #follow: AbortSignal | undefined;
  readonly #packet = new Packet();

  constructor(inputs: readonly CaptureInput[], options: CapturesOptions = {}) {
    this.#inputs = inputs.map((input) => new Input(input));
    this.#follow = options.follow;
  }

  /** The captures, in the order in which they were given: {@link Packet.file} counts them so. */
  get files(): readonly CaptureFile[] {
    return this.#inputs;
  }

  /** Bytes read so far of all inputs, as they lie on disk. */
  get bytesRead(): number {
    return this.#inputs.reduce((total, { bytesRead }) => total + bytesRead, 0);
  }

  /** Hands every packet to `sink`; yields after each piece of input, so that the caller can pass on what came of it. */
  async *packets(sink: PacketSink): AsyncGenerator<void> {
    try {
      const order = await inOrderOfFirstPackets(this.#inputs, this.#follow);
      for (const input of order) {
        if (this.#follow?.aborted === true) return;
        yield* this.#read(input, input === order.at(-1), sink);
      }
    } finally {
      for (const input of this.#inputs) await input.close();
    }
  }

  /**
   * The same, and says what is wrong with a capture as soon as that is known.
   * @param warn is told; the message begins with the capture's name
   */
  async *read(sink: PacketSink, warn: (warning: CaptureWarning) => void): AsyncGenerator<void> {
    let told = 0;
    const tell = (): void => {
      const { problems } = this;
      for (const { code, input, message } of problems.slice(told)) warn({ code, message: `${input}: ${message}` });
      told = problems.length;
    };
    for await (const _ of this.packets(sink)) {
      tell();
      yield;
    }
    tell();
  }

  async *#read(input: Input, isLast: boolean, sink: PacketSink): AsyncGenerator<void> {
    const source = await this.#open(input, isLast);
    if (source === undefined) return;
    this.#packet.file = this.#inputs.indexOf(input);
    const pass = new CapturePass(source, this.window, this.#packet, (summary) => input.describe(summary));
    try {
      for (let more = true; more; ) {
        more = await pass.next(sink);
        this.#tell(input, pass.problems.splice(0));
        yield;
      }
    } finally {
      await pass.close();
      await input.close();
    }
  }

  async #open(input: Input, isLast: boolean): Promise<ByteSource | undefined> {
    try {
      return await input.open(this.#follow, isLast);
    } catch (error) {
      this.#tell(input, [readingProblem(error, 0)]);
      return undefined;
    }
  }

  #tell(input: Input, problems: readonly CaptureProblem[]): void {
    for (const problem of problems) {
      // Whoever interrupts the following of a capture knows that its end is not there yet.
      if (problem.code === 'capture-cut' && this.#follow?.aborted === true) continue;
      problem.input = input.name;
      this.problems.push(problem);
    }
  }
}
