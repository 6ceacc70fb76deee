import type { BufferBudget } from '../buffer-budget.js';
import type { Moment } from '../capture/moment.js';
import type { Limits } from '../limits.js';
import type { Side } from '../tcp/flow-table.js';
import type { Pdu } from './pdu.js';

/** Protocols of whose fields any will be drawn, where they are in what packets complete. */
export type DrawnPayloads = ReadonlySet<string> | 'all';

/** Whether a unit that can have items of these protocols will be drawn. */
export function draws(drawn: DrawnPayloads, protocols: readonly string[]): boolean {
  return drawn === 'all' || protocols.some((protocol) => drawn.has(protocol));
}

/** What all connections of a run share. */
export interface ApplicationContext {
  readonly limits: Limits;
  readonly budget: BufferBudget;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts: ReadonlySet<number>;
  /** Units of these will be drawn: their bytes are kept until the next packet. */
  readonly drawn: DrawnPayloads;
  /** Where what the packet at hand completes is put. */
  readonly pdus: Pdu[];
}

/** A protocol above TCP: takes both sides' bytes in order, and puts what they complete into {@link ApplicationContext.pdus}. */
export interface Application {
  /** @returns index behind the last byte that is of this protocol; less than `end` where another one follows */
  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): number;
  /**
   * Leaves bytes that come next to the caller, who passes over them and over holes in them unseen; the unit that they are
   * of goes on behind them.
   * @returns how many
   */
  passOver?(side: Side): number;
  /** Bytes that the capture does not have. */
  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void;
  /** The side has no more to send. */
  fin(side: Side, at: Readonly<Moment>): void;
  /** Whether what a side sent so far ends inside a unit. */
  isOpen(side: Side): boolean;
  /** What the list says of the unit that the packet at hand began and did not complete. @param packet its number */
  openInfo?(side: Side, packet: number): string | undefined;
  /** Gives all memory back. */
  release(): void;
}
