import type { DisplayFilter } from '../display-filter/display-filter.js';
import { Tree } from '../field/tree.js';
import type { DrawablePacket, PacketView } from './packet-view.js';

/** Packet numbers from `from` to `to`, both included. */
export interface PacketRange {
  readonly from: number;
  readonly to: number;
}

/** Which packets are shown; every condition that is given must hold. */
export interface PacketChoice {
  readonly ranges?: readonly PacketRange[];
  /** tcp.stream */
  readonly streams?: readonly number[];
  readonly filter?: DisplayFilter;
}

/** Passes on the packets that are chosen, with the tree that is wanted of them. */
export class PacketSelection {
  /** Packets passed on so far. */
  shown = 0;
  readonly #show: (packet: PacketView) => void;
  readonly #choice: PacketChoice;
  readonly #streams: ReadonlySet<number> | undefined;
  readonly #filterTree: Tree | undefined;
  readonly #tree: Tree | undefined;

  /** @param tree what is drawn of each packet that is passed on */
  constructor(show: (packet: PacketView) => void, choice: PacketChoice, tree: Tree | undefined) {
    this.#show = show;
    this.#choice = choice;
    this.#streams = choice.streams === undefined ? undefined : new Set(choice.streams);
    this.#filterTree = choice.filter === undefined ? undefined : new Tree(choice.filter.fields);
    this.#tree = tree;
  }

  view(packet: DrawablePacket): void {
    if (!this.#wants(packet)) return;
    this.shown++;
    packet.show(this.#tree);
    this.#show(packet);
  }

  #wants(packet: DrawablePacket): boolean {
    const { ranges, filter } = this.#choice;
    const { number, stream } = packet;
    if (ranges !== undefined && !ranges.some(({ from, to }) => number >= from && number <= to)) return false;
    if (this.#streams !== undefined && (stream === undefined || !this.#streams.has(stream))) return false;
    if (filter === undefined || this.#filterTree === undefined) return true;
    packet.draw(this.#filterTree);
    return filter.matches(this.#filterTree);
  }
}
