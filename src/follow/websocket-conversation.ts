import type { Moment } from '../capture/moment.js';
import { ConnectionFollower } from '../session/connection-follower.js';
import { SessionContext } from '../session/context.js';
import type { DissectorOptions } from '../session/dissector.js';
import type { MessageView, Session, SessionSink, Warning, WarningCode } from '../session/events.js';
import { TcpChannel } from '../session/tcp-channel.js';
import type { Connection, ConnectionHandler } from '../tcp/connection.js';
import { type FlowTable, otherSide, type Side } from '../tcp/flow-table.js';
import type { FollowSink } from './follow-sink.js';
import { endpointOf, fromOf } from './sides.js';

/** Warnings that are told where they happen, among the pieces. */
const TOLD_IN_PLACE: ReadonlySet<WarningCode> = new Set<WarningCode>(['segment-lost', 'packet-cut', 'bytes-skipped']);

/**
 * `--as websocket`: each piece is a message of the stream's session, unmasked and inflated, control frames included. It
 * stands before the session's own handler, so as to see on which side a hole is.
 */
export class WebSocketConversation implements ConnectionHandler, SessionSink {
  readonly #sink: FollowSink;
  readonly #warn: (warning: Warning) => void;
  readonly #connection: Connection;
  readonly #flows: FlowTable;
  #inner: ConnectionHandler;
  #client: Side | undefined;

  constructor(
    connection: Connection,
    flows: FlowTable,
    sink: FollowSink,
    options: Pick<DissectorOptions, 'limits' | 'wsPorts'>,
    warn: (warning: Warning) => void,
  ) {
    this.#sink = sink;
    this.#warn = warn;
    this.#connection = connection;
    this.#flows = flows;
    const context = new SessionContext(this, options.limits ?? {}, false, new Set(options.wsPorts));
    this.#inner = new ConnectionFollower(context, new TcpChannel(connection, flows, endpointOf));
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.#inner.data(side, bytes, start, end, carrier, at);
    this.#stayInFront();
  }

  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    if (this.#client !== undefined) this.#sink.hole(fromOf(side, this.#client), length, at);
    this.#inner.gap(side, length, reason, at);
    this.#stayInFront();
  }

  differs(side: Side, at: Readonly<Moment>): void {
    this.#inner.differs(side, at);
  }

  fin(side: Side, at: Readonly<Moment>): void {
    this.#inner.fin(side, at);
  }

  reset(side: Side, at: Readonly<Moment>): void {
    this.#inner.reset(side, at);
  }

  patienceOver(): void {
    this.#inner.patienceOver();
    this.#stayInFront();
  }

  close(at: Readonly<Moment>): void {
    this.#inner.close(at);
  }

  /** A session that begins makes itself the connection's handler. */
  #stayInFront(): void {
    const { handler } = this.#connection;
    if (handler === undefined || handler === this) return;
    this.#inner = handler;
    this.#connection.handler = this;
  }

  session({ stream, client, server }: Session): void {
    const first = endpointOf(this.#flows, this.#connection.row, 0);
    const clientSide: Side = first.address === client.address && first.port === client.port ? 0 : otherSide(0);
    this.#client = clientSide;
    this.#sink.begin({ stream, client, server });
  }

  message({ from, bytes, start, end, at, kind, notes }: MessageView): void {
    this.#sink.piece({ from, bytes, start, end, packet: at.packet, at, kind });
    for (const note of notes) this.#sink.note(from, `the message above: ${note}`);
  }

  warning(warning: Warning): void {
    if (warning.code === 'bytes-skipped') this.#sink.note(undefined, warning.message);
    if (TOLD_IN_PLACE.has(warning.code)) return;
    // Sessions are counted within this stream here, which would mislead.
    const { session: _, ...rest } = warning;
    this.#warn(rest);
  }

  frame(): void {}
  end(): void {}
}
