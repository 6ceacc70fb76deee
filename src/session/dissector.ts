import type { Packet, PacketSink } from '../capture/packet.js';
import type { Limits } from '../limits.js';
import { Decapsulator } from '../net/decapsulator.js';
import type { FlowTable, Side } from '../tcp/flow-table.js';
import { TcpTracker } from '../tcp/tracker.js';
import { ConnectionFollower } from './connection-follower.js';
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

  constructor(sink: SessionSink, options: DissectorOptions = {}) {
    const context = new SessionContext(sink, options.limits ?? {}, options.frames ?? false, new Set(options.wsPorts));
    const { limits, budget } = context;
    const tracker = new TcpTracker(
      (connection) => {
        connection.handler = new ConnectionFollower(context, connection, tracker.flows, endpointOf);
      },
      { reorderBytes: limits['reorder-bytes'], reorderTime: limits['reorder-time'] },
      budget,
    );
    this.#tracker = tracker;
  }

  packet(packet: Packet): void {
    if (this.#decapsulator.walk(packet)) this.#tracker.segment(packet, this.#decapsulator.cursor);
  }

  /** No more packets: everything still open is ended. */
  finish(): void {
    this.#tracker.finish();
  }
}

function endpointOf(flows: FlowTable, row: number, side: Side): Endpoint {
  const bytes = flows.address(row, side);
  return { address: bytes.join('.'), port: flows.port(row, side) };
}
