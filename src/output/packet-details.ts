import type { ShownPacket } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { writeSources } from './hexdump.js';
import type { PacketColours } from './packet-colours.js';
import type { PacketFormat } from './packet-format.js';
import { writeTree } from './packet-tree.js';

export interface PacketDetailsOptions {
  /** Writes the line of each packet before its details. */
  readonly list?: PacketFormat;
  /** Write the tree (`-V`). */
  readonly tree: boolean;
  /** Write the bytes (`-x`). */
  readonly dump: boolean;
  readonly colours?: PacketColours;
}

/** Each packet as a tree, as a dump, or as both, with an empty line behind each; packets must come with their trees. */
export class PacketDetails implements PacketFormat {
  readonly #writer: ByteWriter;
  readonly #options: PacketDetailsOptions;

  constructor(writer: ByteWriter, options: PacketDetailsOptions) {
    this.#writer = writer;
    this.#options = options;
  }

  view(packet: ShownPacket): void {
    const { list, tree, dump, colours } = this.#options;
    list?.view(packet);
    if (packet.tree === undefined) return;
    if (tree) {
      writeTree(this.#writer, packet.tree, { dumped: dump, ...(colours && { colours }) });
      this.#writer.text('\n');
    } else if (list !== undefined) {
      this.#writer.text('\n');
    }
    if (!dump) return;
    writeSources(this.#writer, packet.tree, colours);
    this.#writer.text('\n');
  }

  finish(): void {}
}
