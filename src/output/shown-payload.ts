import type { MessageView } from '../session/events.js';

/**
 * Whether a payload reads as text. A text message that could not be inflated is shown as it was on the wire, and that is
 * no text.
 */
export function isShownAsText({ kind, compressed, inflated }: MessageView): boolean {
  return kind === 'text' && (!compressed || inflated);
}

/** First byte of a character in UTF-8, as opposed to 10xxxxxx, which goes one on. */
function beginsCharacter(byte: number): boolean {
  return (byte & 0xc0) !== 0x80;
}

/**
 * Where to stop showing a payload.
 * @param most bytes of it to show
 * @returns an index in `bytes`, at most `end`; text is cut between characters
 */
export function payloadCut({ bytes, start, end, kind }: MessageView, most: number): number {
  if (end - start <= most) return end;
  let cut = start + most;
  // A character has four bytes at most, so with text that is none this goes no further back.
  for (let back = 0; kind === 'text' && back < 3 && cut > start && !beginsCharacter(bytes[cut] ?? 0); back++) cut--;
  return cut;
}

/** Whether the peer sent what is no UTF-8: that is not said of bytes that are missing, or were not inflated. */
export function isInvalidUtf8({ validUtf8, truncated, compressed, inflated }: MessageView): boolean {
  return !validUtf8 && !truncated && (!compressed || inflated);
}
