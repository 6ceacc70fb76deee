import type { ConnectionHandler } from '../tcp/connection.js';
import type { Side } from '../tcp/flow-table.js';
import type { Endpoint, Security } from './events.js';

/**
 * What carries the bytes of a conversation: a TCP connection, or a protocol inside of one. Whoever follows the
 * conversation is told by it, as its {@link ConnectionHandler}, and says here what is to become of it.
 */
export interface ByteChannel {
  /** tcp.stream */
  readonly stream: number;
  /** What protects the bytes on their way. */
  readonly security: Security;
  /** Who speaks on a side. */
  endpoint(side: Side): Endpoint;
  /** The side was joined in the middle: bytes before its first are not in the capture. */
  midway(side: Side): boolean;
  /** The next bytes of a side, and holes among them, are of no interest: they need not be handed out. */
  passOver(side: Side, length: number): void;
  /** Nothing in it is of interest: its handler is told nothing any more. */
  ignore(): void;
  /** From now on `handler` is told; what is under way is still told to the one before. */
  handOver(handler: ConnectionHandler): void;
  /** Retransmissions are held against their first copies from now on. */
  compare(): void;
  /** Asks for {@link ConnectionHandler.patienceOver} once, when the capture's clock has moved on by the reorder time. */
  askPatience(): void;
}
