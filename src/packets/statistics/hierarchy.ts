/** How many packets and bytes a protocol has, and what it carries. */
interface HierarchyNode {
  /** Its filter name. */
  readonly protocol: string;
  packets: number;
  /** Bytes on the wire of the packets that have it, all layers counted. */
  bytes: number;
  readonly inside: Map<string, HierarchyNode>;
}

/** A protocol of the hierarchy, and those that carry it. */
export interface HierarchyRow {
  /** The outermost first, the protocol itself last. */
  readonly path: readonly string[];
  readonly packets: number;
  readonly bytes: number;
}

/** Most protocols that are told apart; hostile packets nest tunnels in any order. */
const MAX_NODES = 10_000;

/** Protocols within each other that are told apart; hostile packets have thousands. */
const MAX_DEPTH = 64;

/** The protocol hierarchy of a capture: which protocols its packets have, by what carries them. */
export class ProtocolHierarchy {
  /** Packets with protocols that are not told apart, as there were too many before them. */
  unlistedPackets = 0;
  readonly #outermost = new Map<string, HierarchyNode>();
  #nodes = 0;
  /** Packets come in runs of the same protocols. */
  #lastProtocols = '';
  #lastNodes: ReadonlySet<HierarchyNode> = new Set();
  #lastIsWhole = true;

  /**
   * @param lists protocols of a packet, the outermost first: `eth`, `ip`, `tcp`, `http`; several lists where some stand
   * side by side. A packet counts once for each, however often it has it.
   */
  add(lists: readonly (readonly string[])[], bytes: number): void {
    const protocols = lists.map((list) => list.join(':')).join(' ');
    if (protocols !== this.#lastProtocols) {
      this.#lastProtocols = protocols;
      this.#find(lists);
    }
    for (const node of this.#lastNodes) {
      node.packets++;
      node.bytes += bytes;
    }
    if (!this.#lastIsWhole) this.unlistedPackets++;
  }

  #find(lists: readonly (readonly string[])[]): void {
    const found = new Set<HierarchyNode>();
    this.#lastNodes = found;
    this.#lastIsWhole = true;
    for (const list of lists) {
      let inside = this.#outermost;
      for (const protocol of list.slice(0, MAX_DEPTH)) {
        const node = inside.get(protocol) ?? this.#newNode(protocol, inside);
        if (node === undefined) break;
        found.add(node);
        inside = node.inside;
      }
      if (list.length > MAX_DEPTH) this.#lastIsWhole = false;
    }
  }

  #newNode(protocol: string, inside: Map<string, HierarchyNode>): HierarchyNode | undefined {
    if (this.#nodes >= MAX_NODES) {
      this.#lastIsWhole = false;
      return undefined;
    }
    const node = { protocol, packets: 0, bytes: 0, inside: new Map() };
    inside.set(protocol, node);
    this.#nodes++;
    return node;
  }

  /** Each protocol in front of those that it carries, in the order in which they were first seen. */
  get rows(): HierarchyRow[] {
    const rows: HierarchyRow[] = [];
    const gather = (nodes: ReadonlyMap<string, HierarchyNode>, outer: readonly string[]): void => {
      for (const { protocol, packets, bytes, inside } of nodes.values()) {
        const path = [...outer, protocol];
        rows.push({ path, packets, bytes });
        gather(inside, path);
      }
    };
    gather(this.#outermost, []);
    return rows;
  }
}
