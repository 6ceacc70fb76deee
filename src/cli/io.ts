import type { ByteOutput } from '../output/byte-output.js';

/** One of the two streams that results and messages go to. */
export interface CliOutput extends ByteOutput {
  /** It is a terminal, not a file or a pipe. */
  readonly terminal: boolean;
  /** Width of the terminal in cells. */
  readonly columns: number;
  /** Its reader has left: writing more is in vain. */
  readonly closed: boolean;
}

/** All that the command line touches of the world outside, but for the files it is given. */
export interface CliIo {
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Calls `interrupted` when the user asks for the end (Ctrl-C); a second time ends the process at once.
   * @returns a function that stops listening
   */
  onInterrupt(interrupted: () => void): () => void;
}

export function writeText(output: ByteOutput, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  output.write(bytes, 0, bytes.length);
}

export function writeLine(output: ByteOutput, line: string): void {
  writeText(output, `${line}\n`);
}
