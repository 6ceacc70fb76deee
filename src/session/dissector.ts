import type { Packet, PacketSink } from '../capture/packet.js';
import type { Limits } from '../limits.js';
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
  readonly #decapsulator = new Decapsulator();
  readonly #tracker: TcpTracker;
  readonly #context: SessionContext;

  constructor(sink: SessionSink, options: DissectorOptions = {}) {
    const context = new SessionContext(sink, options.limits ?? {}, options.frames ?? false, new Set(options.wsPorts));
    const { limits, budget } = context;
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
    for (let found = decapsulator.walk(packet); found; found = decapsulator.walkNext()) {
      this.#tracker.segment(packet, decapsulator.cursor);
    }
  }

  /** No more packets: everything still open is ended. */
  finish(): void {
    this.#tracker.finish();
  }
}

function endpointOf(flows: FlowTable, row: number, side: Side): Endpoint {
  const bytes = flows.address(row, side);
  return { address: formatAddress(bytes, 0, bytes.length === 16 ? 6 : 4), port: flows.port(row, side) };
}
