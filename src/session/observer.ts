import type { Moment } from '../capture/moment.js';
import type { Place } from '../capture/packet-window.js';
import type { HeadField, HeadText } from '../http/head-text.js';
import type { From, MessageView, Session, SessionIdentity } from './events.js';

/** The head of a request or response, as sent. */
export interface HeadView {
  /** When it was complete. */
  readonly at: Readonly<Moment>;
  /** Where it begins. */
  readonly place: Place;
  /** All of it, a character a byte. */
  readonly text: string;
  /** The capture does not have all of it: what is absent may have been sent. */
  readonly cut: boolean;
  readonly lines: HeadText;
  /** All fields of a name, in any case. */
  all(name: string): readonly HeadField[];
}

/** A handshake; either half is undefined where the capture does not have it. */
export interface UpgradeView {
  readonly session: Session;
  readonly request: HeadView | undefined;
  readonly response: HeadView | undefined;
  /** A draft before RFC 6455 that framed otherwise, by its name: no frame of it is decoded. */
  readonly obsolete: string | undefined;
}

/** The fragmented message that is open in a direction. */
export interface OpenMessage {
  readonly opcode: number;
  /** Packet in which it begins. */
  readonly packet: number;
  /** Its frames so far. */
  readonly frames: number;
}

/** A frame as it is complete, in the order of its direction; valid only during the call. */
export interface ObservedFrame {
  readonly session: SessionIdentity;
  readonly from: From;
  /** Counts the frames of both directions from 1. */
  readonly frameNumber: number;
  /** Number of the message that it is, or completes; undefined where that is not known yet. */
  readonly message: number | undefined;
  readonly at: Readonly<Moment>;
  /** Of its header's first byte. */
  readonly place: Place;
  /** The header is `headerBytes[0 … headerLength)`. */
  readonly headerBytes: Uint8Array;
  /** 2 … 14 bytes. */
  readonly headerLength: number;
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  /** The four bytes as a big-endian 32-bit number; 0 when not masked. */
  readonly maskingKey: number;
  readonly payloadLength: number;
  /** Bits of its length field. */
  readonly lengthForm: 7 | 16 | 64;
  /** A shorter form of the length would do (RFC 6455, section 5.2). */
  readonly longForm: boolean;
  /** The most significant bit of a 64-bit length, which must be 0. */
  readonly topBit: boolean;
  /** Payload bytes that the capture does not have. */
  readonly missing: number;
  /** The message that was open when it began; continuation frames belong to it, any other data frame breaks it. */
  readonly inside: OpenMessage | undefined;
  /** Its sender had sent a Close before it. */
  readonly afterClose: boolean;
  /** False where its beginning was looked for behind a hole: it is plausible, no more. */
  readonly certain: boolean;
  /** False where the message it belongs to may have begun in bytes that the capture does not have. */
  readonly beginningKnown: boolean;
}

/** What there is to know of a message beyond {@link MessageView}; valid only during the call. */
export interface MessageFacts {
  /** Every byte of it was captured, and so was the beginning of its first frame. */
  readonly certain: boolean;
  /** Its payload as it was on the wire, unmasked, where it was compressed; without the tail. */
  readonly compressed: { readonly bytes: Uint8Array; readonly start: number; readonly end: number } | undefined;
  /** Why it does not inflate, as zlib says, where its context is known. */
  readonly inflateFailure: string | undefined;
  /** Of the first byte that is not UTF-8, in the payload as the application sees it; undefined where it is valid. */
  readonly invalidUtf8At: number | undefined;
  /** Where a byte of the payload on the wire stands. @param offset from 0, over all frames */
  placeOf(offset: number): Place;
  /** Where its first frame begins. */
  readonly place: Place;
}

/** Bytes that the capture does not have. */
export interface HoleView {
  readonly session: SessionIdentity;
  readonly from: From;
  readonly length: number;
  /** cut: by the snaplen; lost: no packet carries them */
  readonly reason: 'cut' | 'lost';
  readonly at: Readonly<Moment>;
}

/** A side's FIN or RST. */
export interface TcpEndView {
  readonly session: SessionIdentity;
  readonly from: From;
  readonly kind: 'fin' | 'rst';
  readonly at: Readonly<Moment>;
}

/** Is told of a conversation all that there is to judge it by, in the order of the capture. */
export interface ConversationObserver {
  /** Comes directly behind the session itself. */
  upgradeSeen(upgrade: UpgradeView): void;
  frameSeen(frame: ObservedFrame): void;
  /** Comes behind its last frame. */
  messageSeen(message: MessageView, facts: MessageFacts): void;
  holeSeen(hole: HoleView): void;
  tcpEndSeen(end: TcpEndView): void;
}
