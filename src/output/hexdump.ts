import type { DataSource, Tree } from '../field/tree.js';
import type { ByteWriter } from './byte-writer.js';
import { layerIndex } from './layers.js';
import type { PacketColours } from './packet-colours.js';
import type { Style } from './palette.js';

const ROW = 16;

/** Columns of the hex pairs of a row, with a space behind each. */
const HEX_COLUMNS = ROW * 3;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The style of a byte, by its place in what is dumped. */
type StyleOf = (index: number) => Style | undefined;

/** Writes the bytes of a packet, and under titles those of its other sources where it has any. */
export function writeSources(writer: ByteWriter, tree: Tree, colours?: PacketColours): void {
  const titled = tree.sources.length > 1;
  for (const [index, source] of tree.sources.entries()) {
    const { bytes, start, end, title } = source;
    if (titled) writer.text(`${title} (${end - start} bytes):\n`);
    writeHexdump(writer, bytes, start, end, colours && layerStyles(tree, index, source, colours));
  }
}

/** Writes `bytes[start … end)` in rows of sixteen: offset, hex pairs, ASCII. */
export function writeHexdump(
  writer: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  styleOf: StyleOf = () => undefined,
): void {
  const digits = Math.max(4, (end - start - 1).toString(16).length);
  for (let row = start; row < end; row += ROW) {
    const to = Math.min(row + ROW, end);
    const hex = new StyledText();
    const ascii = new StyledText();
    for (let at = row; at < to; at++) {
      const byte = bytes[at] ?? 0;
      const style = styleOf(at - start);
      hex.add(HEX[byte] ?? '', style, at > row ? ' ' : '');
      ascii.add(byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.', style, '');
    }
    const offset = (row - start).toString(16).padStart(digits, '0');
    const gap = ' '.repeat(HEX_COLUMNS + 2 - ((to - row) * 3 - 1));
    writer.text(`${offset}  ${hex.end()}${gap}${ascii.end()}\n`);
  }
}

/** Text whose style changes rarely: it is opened and closed only where it does. */
class StyledText {
  #text = '';
  #style: Style | undefined;

  /** @param between what stands before `text`, in the style of both sides or in none */
  add(text: string, style: Style | undefined, between: string): void {
    if (style === this.#style) {
      this.#text += between + text;
      return;
    }
    this.#text += `${this.#style?.close ?? ''}${between}${style?.open ?? ''}${text}`;
    this.#style = style;
  }

  end(): string {
    return this.#text + (this.#style?.close ?? '');
  }
}

/** Each byte looks as the last layer that holds it. */
function layerStyles(tree: Tree, index: number, { start, end }: DataSource, colours: PacketColours): StyleOf {
  const styles: (Style | undefined)[] = Array.from({ length: end - start });
  for (const [position, root] of tree.roots.entries()) {
    const layer = layerIndex(tree, position);
    if (layer === undefined || root.source !== index || root.hidden) continue;
    styles.fill(colours.layer(layer), Math.max(0, root.start), Math.max(0, root.start + root.length));
  }
  return (at) => styles[at];
}
