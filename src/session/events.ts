import type { Moment } from '../capture/moment.js';

export type { Moment } from '../capture/moment.js';

/** An end of a connection. */
export interface Endpoint {
  /** IPv4 in dotted form, IPv6 as RFC 5952 writes it. */
  readonly address: string;
  /** TCP port, 0 … 65,535. */
  readonly port: number;
}

/** What protects the bytes of a connection on their way: nothing, or TLS in the version that was agreed on. */
export type Security = 'none' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** Which end of a session speaks: the client is the one that asked for the upgrade. */
export type From = 'client' | 'server';

/** What a message is, by the opcode of its first frame (RFC 6455, section 5.2); opcodes 3–7 and 11–15 are reserved. */
export type MessageKind = 'text' | 'binary' | 'ping' | 'pong' | 'close' | 'reserved';

/** Which session something belongs to. The object lives as long as the session, and is the same all the time. */
export interface SessionIdentity {
  /** Counted from 1 in the order in which sessions were recognised. */
  readonly session: number;
  /** As Wireshark's tcp.stream, from 0. */
  readonly stream: number;
  /** Of the upgrade request; where that was not captured, of the first packet that belongs to the session. */
  readonly begin: Readonly<Moment>;
}

/**
 * One WebSocket session as it begins: the upgrade and what it came to. The dissector keeps only its identity; a sink
 * that needs more of it later keeps the object.
 */
export interface Session extends SessionIdentity {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** HTTP version of the upgrade. */
  readonly http: string;
  readonly security: Security;
  readonly handshake: 'complete' | 'refused' | 'missing';
  readonly method?: string | undefined;
  /** Request target as sent. */
  readonly uri?: string | undefined;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly status?: number | undefined;
  /** Reason phrase of the response. */
  readonly statusText?: string | undefined;
  /** The sub-protocol the server chose. */
  readonly subprotocol?: string | undefined;
  /** Sec-WebSocket-Extensions of the response. */
  readonly extensions?: string | undefined;
  /** Sec-WebSocket-Key. */
  readonly key?: string | undefined;
  /** Sec-WebSocket-Accept as received. */
  readonly accept?: string | undefined;
  /** What Sec-WebSocket-Accept must be for this key (RFC 6455, section 4.2.2). */
  readonly acceptExpected?: string | undefined;
}

/**
 * A message, as it is handed to a {@link SessionSink}. One object is used for all of them: it, its payload and its
 * arrays are valid only during the call.
 */
export interface MessageView {
  readonly session: SessionIdentity;
  readonly from: From;
  /** Counts the messages of its direction from 1, in the order in which they were complete. */
  readonly number: number;
  /** Fiddler's number: counts the frames of both directions; this is the number of the message's last frame. */
  readonly frameNumber: number;
  readonly kind: MessageKind;
  readonly opcode: number;
  /** When and where it was complete. */
  readonly at: Readonly<Moment>;
  /** Packet in which it begins. */
  readonly firstPacket: number;
  /** The payload as the application sees it is `bytes[start … end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Length of the payload as the application sees it, in bytes; more than `end - start` where bytes are missing. */
  readonly length: number;
  /** Payload bytes on the wire, in all its frames. */
  readonly wireLength: number;
  readonly frames: number;
  readonly compressed: boolean;
  /** A compressed message's payload is shown inflated; otherwise as it was on the wire. */
  readonly inflated: boolean;
  /**
   * Masking keys of its frames, first `frames` entries: the four bytes as a big-endian 32-bit number. Fewer entries
   * where a limit was reached.
   */
  readonly maskingKeys: Int32Array;
  /** Whether each frame was masked, first `frames` entries: 1 or 0. */
  readonly masked: Uint8Array;
  /** How many of its frames were masked. */
  readonly maskedFrames: number;
  /** Status code of a Close that carries one. */
  readonly code: number | undefined;
  /** Whether text, or the reason of a Close, is valid UTF-8. True for other kinds. */
  readonly validUtf8: boolean;
  /** Bytes are missing from it: the capture lacks them, or a limit was reached. */
  readonly truncated: boolean;
  /** It was decompressed without certainty about the context, or not decompressed for lack of it. */
  readonly unverified: boolean;
  /** What a reader should know about it, in plain words. */
  readonly notes: readonly string[];
}

/** A frame of a message, handed out before its message; valid only during the call. */
export interface FrameView {
  readonly session: SessionIdentity;
  readonly from: From;
  /** Number of its message, as {@link MessageView.number}. */
  readonly number: number;
  readonly frameNumber: number;
  /** Place in its message, from 0. */
  readonly index: number;
  /** When and where it was complete. */
  readonly at: Readonly<Moment>;
  /** All packets it spans, ascending. */
  readonly packets: readonly number[];
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  /** The four bytes as a big-endian 32-bit number; 0 when not masked. */
  readonly maskingKey: number;
  /** 2 … 14 bytes. */
  readonly headerLength: number;
  /** As its header says, in bytes. */
  readonly payloadLength: number;
}

/** How a session ended. */
export interface EndView {
  readonly session: SessionIdentity;
  readonly at: Readonly<Moment>;
  readonly reason: 'close' | 'fin' | 'rst' | 'capture-end';
  /** Who sent the first Close, FIN or RST. */
  readonly by: From | undefined;
  /** Status code of the first Close, where it carries one. */
  readonly code: number | undefined;
  readonly clientMessages: number;
  readonly serverMessages: number;
  /** Payload bytes as the application sees them. */
  readonly clientBytes: number;
  readonly serverBytes: number;
}

/** Something the capture lacks, or that the reader of the results must know to trust them. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly packet?: number;
  readonly stream?: number;
  readonly session?: number;
  /** How many bytes it is about. */
  readonly bytes?: number;
}

export type WarningCode =
  /** A packet of a session was cut by the snaplen. */
  | 'packet-cut'
  /** The capture ends inside a record, holds a record of impossible length, or is otherwise damaged. */
  | 'capture-cut'
  | 'record-length'
  | 'capture-damaged'
  | 'capture-version'
  | 'capture-unreadable'
  | 'not-a-capture'
  | 'empty-capture'
  | 'capture-changed'
  /** IP fragments whose datagrams were never whole. */
  | 'fragments-missing'
  /** A link type that is not decoded. */
  | 'link-type'
  /** Bytes of a TCP stream that are not in the capture. */
  | 'segment-lost'
  /** A retransmission with other bytes than the first copy. */
  | 'retransmission-differs'
  /** The capture begins in the middle of a connection. */
  | 'stream-midway'
  /** No handshake was captured; the session was found by its frames or by its port. */
  | 'handshake-missing'
  /** An upgrade request without a response. */
  | 'response-missing'
  /** Sec-WebSocket-Accept is not what the key demands. */
  | 'accept-mismatch'
  /** The drafts before RFC 6455 that framed otherwise (hixie-76, hybi-00). */
  | 'obsolete-protocol'
  /** A header that does not follow its grammar. */
  | 'header-malformed'
  /** Bytes skipped until the next plausible run of frames. */
  | 'bytes-skipped'
  /** A message still open when its direction ended. */
  | 'message-unfinished'
  /** A continuation frame without a message, or a new message inside another. */
  | 'fragmentation'
  /** A compressed message that does not inflate, or whose context is lost. */
  | 'inflate-failed'
  /** A limit was reached; the message names it. */
  | 'limit';

/** Receives what a capture holds, in the order of the capture. */
export interface SessionSink {
  session(session: Session): void;
  frame(frame: FrameView): void;
  message(message: MessageView): void;
  end(end: EndView): void;
  warning(warning: Warning): void;
}
