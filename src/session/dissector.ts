import type { Packet, PacketSink } from '../capture/packet.js';
import type { Limits } from '../limits.js';
import { linkTypeName } from '../link/link-type-names.js';
import { formatAddress } from '../net/address.js';
import { Decapsulator } from '../net/decapsulator.js';
import type { FlowTable, Side } from '../tcp/flow-table.js';
import { TcpTracker } from '../tcp/tracker.js';
import { ConnectionFollower, type EndpointOf } from './connection-follower.js';
import { SessionContext } from './context.js';
import type { Endpoint, SessionSink } from './events.js';

export interface DissectorOptions {
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /** Hand out frames as well as messages. */
  readonly frames?: boolean;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts?: readonly number[];
}

/** From packets to sessions: every layer in turn. Everything it finds goes to its sink, in the order of the capture. */
export class Dissector implements PacketSink {
  readonly #decapsulator: Decapsulator;
  readonly #tracker: TcpTracker;
  readonly #context: SessionContext;
  readonly #unknownLinkTypes = new Set<number>();

  constructor(sink: SessionSink, options: DissectorOptions = {}) {
    const context = new SessionContext(sink, options.limits ?? {}, options.frames ?? false, new Set(options.wsPorts));
    const { limits, budget } = context;
    this.#decapsulator = new Decapsulator({
      datagrams: limits['fragment-datagrams'],
      bytes: limits['fragment-bytes'],
      seconds: limits['fragment-time'] / 1000,
    });
    const endpoint: EndpointOf = (flows, row, side) => {
      const { address, port } = endpointOf(flows, row, side);
      return { address: context.share(address) ?? address, port };
    };
    const tracker = new TcpTracker(
      (connection) => {
        connection.handler = new ConnectionFollower(context, connection, tracker.flows, endpoint);
      },
      { reorderBytes: limits['reorder-bytes'], reorderTime: limits['reorder-time'] },
      budget,
    );
    this.#tracker = tracker;
    this.#context = context;
  }

  /** Bytes held at present for all connections together, as the limit `buffered-bytes` counts them. */
  get heldBytes(): number {
    return this.#context.budget.used;
  }

  packet(packet: Packet): void {
    const decapsulator = this.#decapsulator;
    let found = decapsulator.walk(packet);
    if (!found) this.#noSegment(packet);
    for (; found; found = decapsulator.walkNext()) this.#tracker.segment(packet, decapsulator.cursor);
  }

  #noSegment(packet: Packet): void {
    const { quotesTcp, unknownLinkType: linkType, cursor } = this.#decapsulator;
    if (quotesTcp) this.#tracker.quoted(packet, cursor);
    if (linkType === undefined || this.#unknownLinkTypes.has(linkType)) return;
    this.#unknownLinkTypes.add(linkType);
    const name = linkTypeName(linkType);
    this.#context.warn({
      code: 'link-type',
      message: `packets of link type ${linkType} (${name}) are not decoded; the first is packet ${packet.number}`,
      packet: packet.number,
    });
  }

  /** No more packets: everything still open is ended. */
  finish(): void {
    this.#tracker.finish();
    const { waiting, givenUp } = this.#decapsulator.fragments;
    if (waiting + givenUp === 0) return;
    const message = `${waiting + givenUp} fragmented IP datagrams are not whole in the capture; their bytes are missing`;
    this.#context.warn({ code: 'fragments-missing', message });
  }
}

function endpointOf(flows: FlowTable, row: number, side: Side): Endpoint {
  const bytes = flows.address(row, side);
  return { address: formatAddress(bytes, 0, bytes.length === 16 ? 6 : 4), port: flows.port(row, side) };
}
