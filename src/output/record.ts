import type { Endpoint, From, MessageKind, Security, WarningCode } from '../session/events.js';

/** Members that every record about a session has. */
interface OfSession {
  /** Counted from 1 in the order in which sessions were recognised. */
  readonly session: number;
  /** As Wireshark's tcp.stream, from 0. */
  readonly stream: number;
}

/** An upgrade to WebSocket: wanted, granted or refused. */
export interface SessionRecord extends OfSession {
  readonly type: 'session';
  /** Of the request, in ISO 8601, UTC. */
  readonly time: string;
  /** Of the request; numbered from 1, as all packets are. */
  readonly packet: number;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly http: string;
  readonly security: Security;
  readonly handshake: 'complete' | 'refused' | 'missing';
  readonly method?: string;
  readonly uri?: string;
  readonly host?: string;
  readonly origin?: string;
  readonly userAgent?: string;
  readonly status?: number;
  readonly subprotocol?: string;
  /** Sec-WebSocket-Extensions of the response. */
  readonly extensions?: string;
  readonly key?: string;
  readonly accept?: string;
  readonly acceptExpected?: string;
}

/** One message, whole. A payload of text in valid UTF-8 is in `text`, any other in `base64`; a Close has its own members. */
export interface MessageRecord extends OfSession {
  readonly type: 'message';
  /** `Client.1`, `Server.1`, …: counted for each direction. */
  readonly id: string;
  readonly from: From;
  readonly kind: MessageKind;
  readonly opcode: number;
  /** When it was complete, in ISO 8601, UTC. */
  readonly time: string;
  /** Packet in which it was complete. */
  readonly packet: number;
  readonly firstPacket: number;
  /** Bytes of payload as the application sees them. */
  readonly length: number;
  /** Bytes of payload on the wire. */
  readonly wireLength: number;
  readonly frames: number;
  readonly compressed: boolean;
  /** Eight hex digits for each frame, null for one without mask; absent when none has one. */
  readonly maskingKeys?: readonly (string | null)[];
  readonly text?: string;
  readonly base64?: string;
  /** Status code of a Close. */
  readonly code?: number;
  /** Reason of a Close that has a code; empty when it gives none. */
  readonly reason?: string;
  /** Bytes are missing. */
  readonly truncated?: true;
  /** The compression context was not certain. */
  readonly unverified?: true;
  readonly invalidUtf8?: true;
}

/** One frame of a message, before its message. */
export interface FrameRecord extends OfSession {
  readonly type: 'frame';
  /** Of its message. */
  readonly id: string;
  /** Place in its message, from 0. */
  readonly index: number;
  readonly time: string;
  readonly packets: readonly number[];
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  readonly maskingKey?: string;
  readonly headerLength: number;
  readonly payloadLength: number;
}

/** How a session ended. */
export interface EndRecord extends OfSession {
  readonly type: 'end';
  readonly time: string;
  readonly packet: number;
  readonly reason: 'close' | 'fin' | 'rst' | 'capture-end';
  readonly code?: number;
  readonly clientMessages: number;
  readonly serverMessages: number;
  readonly clientBytes: number;
  readonly serverBytes: number;
}

/** What the capture lacks, or what a reader must know to trust the results. */
export interface WarningRecord {
  readonly type: 'warning';
  readonly code: WarningCode;
  readonly message: string;
  readonly packet?: number;
  readonly stream?: number;
  readonly session?: number;
  readonly bytes?: number;
}

/** One line of `--format ndjson`, and one step of `dissect()`. */
export type DissectRecord = SessionRecord | MessageRecord | FrameRecord | EndRecord | WarningRecord;
