/** What can be wrong with a capture file itself. */
export type CaptureProblemCode =
  /** It begins like nothing that is read here. */
  | 'not-a-capture'
  /** No byte in it. */
  | 'empty-capture'
  /** It ends inside a record, a block, or its compression. */
  | 'capture-cut'
  /** A record or block claims a length that it cannot have. */
  | 'record-length'
  /** Something in it contradicts its format. */
  | 'capture-damaged'
  /** A version of its format that is not known. */
  | 'capture-version'
  /** It could not be opened, read or decompressed. */
  | 'capture-unreadable'
  /** It was cut or replaced while it was followed. */
  | 'capture-changed';

/**
 * What is wrong with a capture. Where it is the last thing said of an input, everything before `offset` has been handed
 * out. It is an Error so that it can also be thrown where nothing at all could be read.
 */
export class CaptureProblem extends Error {
  /** Name of the input it belongs to, as {@link Captures} names it; empty while only a reader knows of it. */
  input = '';

  /**
   * @param code stable name of the kind of problem
   * @param offset where in the (decompressed) capture it was noticed, in bytes
   * @param message one sentence in plain words: what is wrong, at which byte, and what to do
   */
  constructor(
    readonly code: CaptureProblemCode,
    readonly offset: number,
    message: string,
  ) {
    super(message);
    this.name = 'CaptureProblem';
  }
}

/** What the system says where it cannot open or read a file, in words that can follow a file's name. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'a part of the path is no directory'],
  ['EISDIR', 'this is a directory; name the captures in it'],
  ['EACCES', 'there is no permission to read it'],
  ['EPERM', 'there is no permission to read it'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the device failed'],
  ['ENXIO', 'there is no such device'],
  ['EBADF', 'it is closed'],
]);

/**
 * What went wrong while a capture was opened or read, as a problem of it.
 * @param offset bytes of it that were read before
 */
export function readingProblem(error: unknown, offset: number): CaptureProblem {
  if (error instanceof CaptureProblem) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = typeof code === 'string' ? REASONS.get(code) : undefined;
  const where = offset === 0 ? '' : `, at byte ${offset}; what is before that was read`;
  const message = `${reason ?? `it cannot be read (${error instanceof Error ? error.message : error})`}${where}`;
  return new CaptureProblem('capture-unreadable', offset, message);
}
