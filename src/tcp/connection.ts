import type { Moment } from '../capture/moment.js';
import type { Side } from './flow-table.js';
import { HalfStream } from './half-stream.js';

/** Takes what a connection carries, in order. `from` is always the side that sent it. */
export interface ConnectionHandler {
  /**
   * Bytes of one side, in order; they are `bytes[start … end)`, valid only during the call.
   * @param carrier number of the packet that carried them
   * @param at when and where they could be read: later than their carrier where something before them was late
   */
  data(from: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void;
  /** Bytes that the capture does not have. @param reason cut: by the snaplen; lost: no packet carries them */
  gap(from: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void;
  /** A retransmission carried other bytes than the first copy. */
  differs(from: Side, at: Readonly<Moment>): void;
  /** The side has no more to send, and all it sent has been handed out. */
  fin(from: Side, at: Readonly<Moment>): void;
  /** The side reset the connection. */
  reset(from: Side, at: Readonly<Moment>): void;
  /** What {@link Connection.askPatience} asked for is over. */
  patienceOver(): void;
  /** Nothing more will come: both sides ended, the ports were used again, or the capture is over. */
  close(at: Readonly<Moment>): void;
}

/** A TCP connection that carries payload. */
export class Connection {
  /** Who takes what it carries. Can change while it is at work: from then on the new one is told. */
  handler: ConnectionHandler | undefined;
  /** Nothing in it is of interest: it is forgotten after the present segment. */
  ignored = false;
  /** Retransmissions are held against their first copies. */
  compared = false;
  /** It waits for stragglers before it is closed. */
  closing = false;
  /** It was closed. */
  closed = false;
  patienceAsked = false;

  readonly #half0 = new HalfStream();
  readonly #half1 = new HalfStream();

  constructor(
    /** Row in the flow table; changes when closed flows are forgotten. */
    public row: number,
    /** tcp.stream */
    readonly stream: number,
  ) {}

  /** What the side sends. */
  half(side: Side): HalfStream {
    return side === 0 ? this.#half0 : this.#half1;
  }

  /** Asks for {@link ConnectionHandler.patienceOver} once, when the capture's clock has moved on by the reorder time. */
  askPatience(): void {
    this.patienceAsked = true;
  }
}
