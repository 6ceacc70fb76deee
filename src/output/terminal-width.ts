/**
 * First and last code points that take two cells of a terminal: East Asian Width W or F (UAX #11), by whole blocks where
 * a block is wide but for a few characters. Too wide a guess cuts a line a little early; too narrow would wrap it.
 */
const WIDE_RANGES = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23f3],
  [0x25fd, 0x27bf],
  [0x2b1b, 0x2b55],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x3fffd],
] as const;

const FIRST_WIDE = 0x1100;

/** Combining marks and format characters stand on the cell before them. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Cells of a terminal that a character takes: 0, 1 or 2. */
function characterWidth(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x300) return 1;
  if (NO_WIDTH.test(character)) return 0;
  if (codePoint < FIRST_WIDE) return 1;
  return WIDE_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last) ? 2 : 1;
}

/** Cells of a terminal that a line of text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** @returns `text`, or as much of it as fits into `cells` with an ellipsis behind */
export function cutToWidth(text: string, cells: number): string {
  let width = 0;
  let fitting = 0;
  let length = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > cells) return cells > 0 ? `${text.slice(0, fitting)}…` : '';
    length += character.length;
    if (width < cells) fitting = length;
  }
  return text;
}
