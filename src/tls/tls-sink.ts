import type { Side } from '../tcp/flow-table.js';

/** Takes what a TLS connection carries. `from` is always the side that sent it. */
export interface TlsSink {
  /** A record or message has come to its end, or is not one: a name as in the packet list, `Client Hello`. */
  tlsName(from: Side, name: string): void;
  /** A ClientHello is complete; `bytes[0 … end)` is what stands behind its header, and valid only during the call. */
  clientHello(from: Side, bytes: Uint8Array, end: number): void;
  /** A ServerHello that is no HelloRetryRequest, in the same way. */
  serverHello(from: Side, bytes: Uint8Array, end: number): void;
}
