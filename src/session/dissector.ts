import type { Packet, PacketSink } from '../capture/packet.js';
import type { Limits } from '../limits.js';
import { formatAddress } from '../net/address.js';
import { Decapsulator } from '../net/decapsulator.js';
import type { FlowTable, Side } from '../tcp/flow-table.js';
import { TcpTracker } from '../tcp/tracker.js';
import { ConnectionFollower } from './connection-follower.js';
import { SessionContext } from './context.js';
import type { Endpoint, SessionSink } from './events.js';
import { LinkTypeWarnings } from './link-type-warnings.js';
import type { ConversationObserver } from './observer.js';
import { type EndpointOf, TcpChannel } from './tcp-channel.js';

export interface DissectorOptions {
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /** Hand out frames as well as messages. */
  readonly frames?: boolean;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts?: readonly number[];
  /** Is told of handshakes, frames, holes and the end of TCP in full, for judging them; costs time. */
  readonly observer?: ConversationObserver;
}

/** From packets to sessions: every layer in turn. Everything it finds goes to its sink, in the order of the capture. */
export class Dissector implements PacketSink {
  readonly #decapsulator: Decapsulator;
  readonly #tracker: TcpTracker;
  readonly #context: SessionContext;
  readonly #linkTypes = new LinkTypeWarnings();

  constructor(sink: SessionSink, options: DissectorOptions = {}) {
    const { limits: chosen = {}, frames = false, wsPorts, observer } = options;
    const context = new SessionContext(sink, chosen, frames, new Set(wsPorts), observer);
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
        connection.handler = new ConnectionFollower(context, new TcpChannel(connection, tracker.flows, endpoint));
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
    const { window } = this.#context;
    if (window !== undefined) window.packet = packet;
    const decapsulator = this.#decapsulator;
    let found = decapsulator.walk(packet);
    if (!found) this.#noSegment(packet);
    for (; found; found = decapsulator.walkNext()) this.#tracker.segment(packet, decapsulator.cursor);
  }

  #noSegment(packet: Packet): void {
    const { quotesTcp, unknownLinkType: linkType, cursor } = this.#decapsulator;
    if (quotesTcp) this.#tracker.quoted(packet, cursor);
    const warning = linkType === undefined ? undefined : this.#linkTypes.about(linkType, packet.number);
    if (warning !== undefined) this.#context.warn(warning);
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
