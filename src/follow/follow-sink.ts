import type { Moment } from '../capture/moment.js';
import type { Endpoint, From, MessageKind } from '../session/events.js';

/** As what a stream is followed; the first is the default. */
export const FOLLOW_AS = ['tcp', 'http', 'websocket'] as const;
export type FollowAs = (typeof FOLLOW_AS)[number];

/** The stream that is followed, and its two ends. */
export interface FollowedStream {
  /** As Wireshark's tcp.stream, from 0. */
  readonly stream: number;
  /** Who sent the SYN; where that was not captured, the upgrade or another HTTP request; or else who spoke first. */
  readonly client: Endpoint;
  readonly server: Endpoint;
}

/** What one side sent: a segment, an HTTP head or body, a WebSocket message. Valid only during the call. */
export interface FollowedPiece {
  readonly from: From;
  /** It is `bytes[start … end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Number of the packet that carried it, or its last byte. */
  readonly packet: number;
  /** When that was. */
  readonly at: Readonly<Moment>;
  /** Of a WebSocket message. */
  readonly kind?: MessageKind;
}

/** Takes what a stream carried, in the order of the capture. */
export interface FollowSink {
  /** Before all else. */
  begin(stream: FollowedStream): void;
  piece(piece: FollowedPiece): void;
  /** Bytes of one side that the capture does not have. @param at where that became known */
  hole(from: From, length: number, at: Readonly<Moment>): void;
  /** What a reader must know at this place to read on, in plain words. */
  note(from: From | undefined, text: string): void;
}

/** Takes the bytes of both sides of a stream as they were put in order, and makes pieces of them. */
export interface StreamReader {
  /**
   * Takes `bytes[start … end)`, valid only during the call.
   * @param packet number of the packet that carried them
   * @param at when that was
   */
  data(from: From, bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): void;
  hole(from: From, length: number, at: Readonly<Moment>): void;
  /** Nothing more will come. */
  end(): void;
}
