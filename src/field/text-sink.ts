/** Takes a text piece by piece, so that what shows many numbers need not make strings of them. */
export interface TextSink {
  text(text: string): void;
  /** A whole number that is not negative, in decimal digits. */
  integer(value: number): void;
}

/** The pieces as one string. */
export class JoinedText implements TextSink {
  value = '';

  text(text: string): void {
    this.value += text;
  }

  integer(value: number): void {
    this.value += value;
  }
}

/** What a function tells a sink, as a string. */
export function joinedText(tell: (sink: TextSink) => void): string {
  const joined = new JoinedText();
  tell(joined);
  return joined.value;
}
