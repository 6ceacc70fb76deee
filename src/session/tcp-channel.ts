import type { Connection, ConnectionHandler } from '../tcp/connection.js';
import type { FlowTable, Side } from '../tcp/flow-table.js';
import type { ByteChannel } from './byte-channel.js';
import type { Endpoint } from './events.js';

/** Tells the endpoint of a side of a connection. */
export type EndpointOf = (flows: FlowTable, row: number, side: Side) => Endpoint;

/** The bytes of a TCP connection, as they are. */
export class TcpChannel implements ByteChannel {
  readonly security = 'none';
  readonly #connection: Connection;
  readonly #flows: FlowTable;
  readonly #endpointOf: EndpointOf;

  constructor(connection: Connection, flows: FlowTable, endpointOf: EndpointOf) {
    this.#connection = connection;
    this.#flows = flows;
    this.#endpointOf = endpointOf;
  }

  get stream(): number {
    return this.#connection.stream;
  }

  endpoint(side: Side): Endpoint {
    return this.#endpointOf(this.#flows, this.#connection.row, side);
  }

  midway(side: Side): boolean {
    return this.#connection.half(side).midway;
  }

  passOver(side: Side, length: number): void {
    this.#connection.half(side).unread = length;
  }

  ignore(): void {
    this.#connection.ignored = true;
  }

  handOver(handler: ConnectionHandler): void {
    this.#connection.handler = handler;
  }

  compare(): void {
    this.#connection.compared = true;
  }

  askPatience(): void {
    this.#connection.askPatience();
  }
}
