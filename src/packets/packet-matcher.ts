import type { Packet } from '../capture/packet.js';
import type { DisplayFilter } from '../display-filter/display-filter.js';
import { Tree } from '../field/tree.js';
import { payloadsOf } from './fields.js';
import { PacketDissector, type PacketDissectorOptions } from './packet-dissector.js';
import type { DrawablePacket, PacketView } from './packet-view.js';

/** Asks a display filter about each packet of a capture in turn. */
export class PacketMatcher {
  readonly #filter: DisplayFilter;
  readonly #tree: Tree;
  readonly #dissector: PacketDissector;
  #matched: PacketView | undefined;

  constructor(filter: DisplayFilter, options: PacketDissectorOptions = {}) {
    this.#filter = filter;
    this.#tree = new Tree(filter.fields);
    const view = (packet: DrawablePacket): void => {
      packet.draw(this.#tree);
      this.#matched = this.#filter.matches(this.#tree) ? packet : undefined;
    };
    this.#dissector = new PacketDissector({ view }, { ...options, drawn: payloadsOf(filter.fields) });
  }

  /** Whether the next packet of the capture matches; every packet must be asked about, in order. */
  matches(packet: Packet): boolean {
    return this.match(packet) !== undefined;
  }

  /** The same. @returns the packet as it is shown, valid until the next one is asked about; undefined where it does not match */
  match(packet: Packet): PacketView | undefined {
    this.#dissector.packet(packet);
    return this.#matched;
  }
}
