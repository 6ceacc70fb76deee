import { BufferBudget } from '../buffer-budget.js';
import type { Packet } from '../capture/packet.js';
import { DEFAULT_LIMITS } from '../limits.js';
import type { Cursor } from '../link/cursor.js';
import { Decapsulator } from '../net/decapsulator.js';
import { destinationPort, MIN_HEADER_LENGTH, sourcePort } from '../tcp/header.js';
import { TcpTracker } from '../tcp/tracker.js';

/** Tells the TCP stream of each packet, as Wireshark numbers them; nothing of what they carry is kept. */
export class StreamNumbers {
  readonly #decapsulator = new Decapsulator();
  readonly #tracker = new TcpTracker(
    (connection) => {
      connection.ignored = true;
    },
    { reorderBytes: DEFAULT_LIMITS['reorder-bytes'], reorderTime: DEFAULT_LIMITS['reorder-time'] },
    new BufferBudget(0),
  );

  /**
   * To be asked about every packet, in order.
   * @returns whether one of its segments, or the one that an ICMP error in it quotes, belongs to one of these streams
   */
  belongs(packet: Packet, streams: ReadonlySet<number>): boolean {
    const decapsulator = this.#decapsulator;
    const tracker = this.#tracker;
    const { cursor } = decapsulator;
    let found = false;
    let isSegment = decapsulator.walk(packet);
    if (!isSegment && decapsulator.quotesTcp && tracker.quoted(packet, cursor)) {
      found = streams.has(tracker.flows.stream(this.#rowOf(packet, cursor)));
    }
    for (; isSegment; isSegment = decapsulator.walkNext()) {
      if (cursor.end - cursor.offset < MIN_HEADER_LENGTH) continue;
      tracker.segment(packet, cursor);
      found ||= streams.has(tracker.flows.stream(tracker.row));
    }
    return found;
  }

  /** Row in the flow table of the TCP header at the cursor. */
  #rowOf({ seconds }: Packet, { bytes, offset, ipVersion, source, destination }: Cursor): number {
    const { flows } = this.#tracker;
    const from = sourcePort(bytes, offset);
    return flows.lookup(bytes, ipVersion, source, destination, from, destinationPort(bytes, offset), seconds);
  }
}
