/** Every limit there is on what a capture can make the dissector hold. `--limit NAME=VALUE` sets one. */
export interface Limits {
  /** Bytes of one message, inflated; what is beyond is counted and not kept. */
  readonly 'message-bytes': number;
  /** Bytes of an HTTP header section (RFC 9112, section 2.1). */
  readonly 'header-bytes': number;
  /** Bytes of one direction that wait behind a hole in the sequence numbers. */
  readonly 'reorder-bytes': number;
  /** Milliseconds of capture time that a segment acknowledged by its receiver may be late in the capture. */
  readonly 'reorder-time': number;
  /** Bytes held for all connections together: out of order, open messages, headers, decompression windows. */
  readonly 'buffered-bytes': number;
  /** Bytes of IP fragments that wait for the rest of their datagrams. */
  readonly 'fragment-bytes': number;
  /** IP datagrams that wait for fragments at once. */
  readonly 'fragment-datagrams': number;
  /** Milliseconds of capture time that a datagram waits for its fragments. */
  readonly 'fragment-time': number;
  /** Bytes of a stream without handshake that are looked at for WebSocket frames. */
  readonly 'probe-bytes': number;
}

export type LimitName = keyof Limits;

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  'message-bytes': 64 * MIB,
  'header-bytes': 64 * 1024,
  'reorder-bytes': 4 * MIB,
  'reorder-time': 200,
  'buffered-bytes': 256 * MIB,
  'fragment-bytes': 16 * MIB,
  'fragment-datagrams': 4096,
  'fragment-time': 30_000,
  'probe-bytes': 256 * 1024,
};
