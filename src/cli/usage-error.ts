/** The command line cannot be understood; its message is one line for the user. Exit status 2. */
export class UsageError extends Error {
  /** The message says all there is to say: it is not followed by a pointer to the help. */
  readonly isPlain: boolean;

  constructor(message: string, isPlain = false) {
    super(message);
    this.name = 'UsageError';
    this.isPlain = isPlain;
  }
}
