import type { BufferBudget } from '../buffer-budget.js';
import { uint8 } from '../byte-order.js';
import type { Moment } from '../capture/moment.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import { type BodyFacts, codingOf, isChunked, readBodyFacts } from './body-facts.js';
import { type DeflateAgreement, deflateAgreement, parseExtensions } from './extensions.js';
import { GatheredBytes, type GatheredPiece } from './gathered-bytes.js';
import type { Head } from './head.js';
import { fullRequestUri, type HttpMessage, readMessageHead } from './http-message.js';
import { latin1 } from './latin1.js';
import { headInfo } from './message-info.js';
import { MessageReader } from './message-reader.js';
import { type PendingRequest, PendingRequests, type RequestKind } from './pending-requests.js';
import { switchesElsewhere, switchesToWebSocket } from './upgrade.js';

const CR = 0x0d;
const LF = 0x0a;

/** A message of an HTTP/1 connection, as far as it has come; the same object for all messages of a side. */
export class GatheredMessage implements HttpMessage {
  side: Side = 0;
  isResponse = false;
  /** Of a response. */
  status = 0;
  /** What the packet list says of its head. */
  info = '';
  bytes: Uint8Array = NO_BYTES;
  start = 0;
  headEnd = 0;
  end = 0;
  /** Not all bytes of its body are there. */
  truncated = false;
  /** What its head says of a body of which nothing is kept, not even where it stands; undefined for all others. */
  unkept: BodyFacts | undefined;
  /** Bytes of such a body, and those of them that are no frames of chunks. */
  bodyLength = 0;
  contentLength = 0;
  /** Packets that carry it, in order. */
  pieces: readonly GatheredPiece[] = [];
  number: number | undefined;
  count: number | undefined;
  requestFrame: number | undefined;
  previousRequestFrame: number | undefined;
  previousResponseFrame: number | undefined;
  timeSinceRequest: bigint | undefined;
  requestUri: string | undefined;

  /** Whether anything of its body is there. */
  get hasBody(): boolean {
    return this.unkept === undefined ? this.end > this.headEnd : this.bodyLength > 0;
  }
}

/** What a connection's HTTP comes to, in the order of the capture. */
export interface MessageGathererSink {
  /** A head is complete and a body is to come, from the same packet on; {@link message} follows. */
  head(message: GatheredMessage): void;
  /** A message is complete; one without a length of its own with the end of its direction. */
  message(message: GatheredMessage): void;
  /**
   * From here on both sides speak WebSocket.
   * @param deflate what was agreed on; undefined for no compression
   * @param hasRequest false where the request has not come, or comes later in the capture
   */
  upgraded(client: Side, deflate: DeflateAgreement | undefined, hasRequest: boolean): void;
  /** From here on both sides speak something else. @param authority of a tunnel (RFC 9110, section 9.3.6) */
  switched(client: Side, authority: string | undefined): void;
}

/** What became of bytes that were handed in. */
export type Taken =
  /** All are part of messages. */
  | 'all'
  /** The rest, from {@link MessageGatherer.position} on, belongs to what the connection switched to. */
  | 'switched'
  /** The rest waits for a response to a CONNECT, or is no HTTP. */
  | 'not-http';

/** One direction. */
class Direction {
  readonly reader: MessageReader;
  readonly gathered: GatheredBytes;
  readonly message = new GatheredMessage();
  /** The head of the message at work is complete. */
  inBody = false;
  isChunked = false;
  /** Bytes of body or chunk that are to come before the reader goes on. */
  skip = 0;
  request: PendingRequest | undefined;

  constructor(side: Side, { headLimit, limit, budget, whole }: MessageGathererOptions) {
    this.reader = new MessageReader(headLimit, budget);
    this.gathered = new GatheredBytes(limit, budget, whole);
    this.message.side = side;
  }
}

/** What is gathered of messages, and how much. */
export interface MessageGathererOptions {
  /** Longest head, in bytes. */
  readonly headLimit: number;
  /** Bytes of one message that are kept. */
  readonly limit: number;
  readonly budget: BufferBudget;
  /** Messages are told with their bytes and what they belong to; without, with what the packet list says of them. */
  readonly whole: boolean;
}

/** Gathers the HTTP/1 messages of a connection for the packet view, and matches responses with requests. */
export class MessageGatherer {
  /** Index behind the last byte that was taken. */
  position = 0;
  readonly #sink: MessageGathererSink;
  readonly #directions: readonly [Direction, Direction];
  readonly #requests: PendingRequests;
  readonly #whole: boolean;
  #previousResponse: number | undefined;
  #switched = false;
  /** The direction that sends requests. */
  #client: Direction | undefined;

  constructor(sink: MessageGathererSink, options: MessageGathererOptions) {
    this.#sink = sink;
    this.#whole = options.whole;
    this.#requests = new PendingRequests(options.budget);
    this.#directions = [new Direction(0, options), new Direction(1, options)];
  }

  /**
   * What the packet list says of the message at work of a side.
   * @param begun whether the packet at hand completed its head
   * @returns undefined where it says nothing. Wireshark looks at a message anew with every segment while its head is not
   * whole, and in a chunked body
   */
  openInfo(side: Side, begun: boolean): string | undefined {
    const { reader, gathered, inBody, isChunked, message } = this.#directions[side];
    if (inBody) return begun || isChunked ? message.info : undefined;
    if (!reader.hasPartialHead) return undefined;
    const { bytes, start, end } = gathered;
    const lineFeed = bytes.indexOf(LF, start);
    return lineFeed < 0 || lineFeed >= end ? undefined : headInfo(bytes, start, lineFeed + 1);
  }

  /**
   * The rest of the head at work was cut off its packet by the snaplen: what is there of it is told as a message.
   * @returns false where no head is at work, or nothing of it can be read
   */
  cutHead(side: Side, at: Readonly<Moment>): boolean {
    const direction = this.#directions[side];
    if (direction.inBody || !direction.reader.hasPartialHead || !direction.reader.cutHead()) return false;
    direction.gathered.truncated = true;
    this.#begin(direction, at);
    if (!direction.inBody) return true;
    direction.reader.reset();
    direction.skip = 0;
    this.#complete(direction, at);
    return true;
  }

  /** Whether a side is inside a message, head or body. */
  isInside(side: Side): boolean {
    return this.#directions[side].inBody || this.#directions[side].reader.hasPartialHead;
  }

  push(side: Side, bytes: Uint8Array, start: number, end: number, at: Readonly<Moment>): Taken {
    const direction = this.#directions[side];
    this.position = start;
    while (this.position < end) {
      if (this.#switched) return 'switched';
      if (direction.inBody) this.#body(direction, bytes, end, at);
      else if (!this.#head(direction, bytes, end, at)) return this.#switched ? 'switched' : 'not-http';
    }
    if (direction.message.unkept === undefined) direction.gathered.settle();
    return 'all';
  }

  /** @returns false where the bytes from the position on are no head, or not known to be one */
  #head(direction: Direction, bytes: Uint8Array, end: number, at: Readonly<Moment>): boolean {
    const { reader, gathered } = direction;
    // Empty lines before a message are ignored (RFC 9112, section 2.2).
    while (reader.atStart && this.position < end && isLineEnd(uint8(bytes, this.position))) this.position++;
    if (this.position === end) return true;
    const from = this.position;
    if (direction === this.#client && this.#requests.awaitTunnel) return false;
    const result = reader.read(bytes, from, end);
    if (result === 'not-http') {
      reader.reset();
      gathered.clear();
      this.position = from;
      return false;
    }
    this.position = reader.position;
    gathered.add(bytes, from, this.position, at.packet);
    if (result === 'head') this.#begin(direction, at);
    return true;
  }

  /**
   * Leaves all of a body but its last byte to the caller, where nothing of it is kept.
   * @returns how many bytes that is: {@link push} or {@link gap} takes up behind them
   */
  passOver(side: Side): number {
    const direction = this.#directions[side];
    const { message, skip } = direction;
    if (!direction.inBody || message.unkept === undefined || message.contentLength === 0 || skip <= 1) return 0;
    direction.skip = 1;
    return skip - 1;
  }

  #begin(direction: Direction, at: Readonly<Moment>): void {
    const { reader, gathered, message } = direction;
    const { head } = reader;
    direction.inBody = true;
    message.start = 0;
    direction.skip = 0;
    direction.isChunked = head.chunked;
    message.isResponse = head.isResponse;
    message.status = head.status;
    message.headEnd = gathered.length;
    message.info = headInfo(gathered.bytes, gathered.start, gathered.end);
    message.unkept = undefined;
    if (head.isResponse) this.#beginResponse(direction, head);
    else this.#beginRequest(direction, head);
    if (reader.atStart) {
      this.#complete(direction, at);
      return;
    }
    if (!this.#whole) leaveOutBody(direction, head.chunked);
    this.#sink.head(this.#show(direction));
  }

  #beginRequest(direction: Direction, head: Head): void {
    direction.reader.expectBody(head.chunked ? 'chunked' : 'length', Math.max(head.contentLength, 0));
    const request = this.#requests.add(kindOf(head), this.#whole ? uriOf(head) : undefined);
    const { message } = direction;
    this.#client = direction;
    direction.request = request;
    message.number = request.number;
    message.previousRequestFrame = request.previousFrame;
    message.previousResponseFrame = undefined;
    message.requestFrame = undefined;
    message.requestUri = undefined;
  }

  #beginResponse(direction: Direction, head: Head): void {
    const { reader, message } = direction;
    const request = this.#requests.first;
    direction.request = request;
    if (request === undefined) this.#requests.count++;
    message.number = request?.number ?? this.#requests.count;
    message.requestUri = request?.uri;
    message.previousRequestFrame = request?.previousFrame;
    message.previousResponseFrame = this.#previousResponse;
    const tunnels = request?.kind === 'connect' && head.status < 300;
    const isBare = request?.kind === 'head' || head.status === 204 || head.status === 304;
    if (head.status < 200 || tunnels || isBare) reader.expectBody('none');
    else if (head.chunked) reader.expectBody('chunked');
    else if (head.contentLength >= 0) reader.expectBody('length', head.contentLength);
    else reader.expectBody('until-close');
  }

  #body(direction: Direction, bytes: Uint8Array, end: number, at: Readonly<Moment>): void {
    const { reader, gathered } = direction;
    const from = this.position;
    if (direction.skip === 0) direction.skip = reader.untilClose ? end - from : reader.leaveBody();
    if (direction.skip > 0) {
      const piece = Math.min(direction.skip, end - from);
      direction.skip -= piece;
      this.position += piece;
      if (!gathered.truncated) direction.message.contentLength += piece;
    } else {
      // The lines between chunks are short: byte by byte, so that the message's end is not run over.
      if (reader.read(bytes, from, from + 1) === 'not-http') reader.reset();
      this.position++;
    }
    if (direction.message.unkept === undefined) gathered.add(bytes, from, this.position, at.packet);
    else if (!gathered.truncated) direction.message.bodyLength += this.position - from;
    if (direction.skip === 0 && reader.atStart) this.#complete(direction, at);
  }

  /** Nothing more comes from a side: a body without a length of its own is complete (RFC 9112, section 6.3). */
  finish(side: Side, at: Readonly<Moment>): void {
    const direction = this.#directions[side];
    if (!direction.inBody || !direction.reader.untilClose) return;
    direction.reader.reset();
    this.#complete(direction, at);
  }

  /**
   * Steps over bytes that the capture does not have: the message at work is not shown.
   * @returns false where the place in the messages is lost: what follows is taken as the beginning of one
   */
  gap(side: Side, length: number, at: Readonly<Moment>): boolean {
    const direction = this.#directions[side];
    direction.gathered.truncated = true;
    if (direction.inBody && length <= direction.skip) {
      direction.skip -= length;
      if (direction.skip === 0 && direction.reader.atStart) this.#complete(direction, at);
      return true;
    }
    if (direction.inBody && direction.skip === 0 && direction.reader.gap(length)) {
      if (direction.reader.atStart) this.#complete(direction, at);
      return true;
    }
    direction.reader.reset();
    direction.gathered.clear();
    direction.inBody = false;
    direction.skip = 0;
    return false;
  }

  #show(direction: Direction): GatheredMessage {
    const { message, gathered } = direction;
    message.bytes = gathered.bytes;
    message.headEnd += gathered.start - message.start;
    message.start = gathered.start;
    message.end = gathered.end;
    message.pieces = gathered.pieces;
    message.truncated = gathered.truncated;
    message.count = this.#requests.count;
    return message;
  }

  #complete(direction: Direction, at: Readonly<Moment>): void {
    const { message, gathered, request } = direction;
    direction.inBody = false;
    if (message.isResponse) {
      message.requestFrame = request?.at?.packet;
      message.timeSinceRequest = request?.at === undefined || !this.#whole ? undefined : elapsed(request.at, at);
    } else {
      message.timeSinceRequest = undefined;
      if (request !== undefined) this.#requests.complete(request, at);
    }
    this.#sink.message(this.#show(direction));
    if (message.isResponse) this.#answered(direction, at);
    gathered.clear();
  }

  /** A response is complete: what it means for what follows. */
  #answered(direction: Direction, at: Readonly<Moment>): void {
    const { message, request } = direction;
    const client = otherSide(message.side);
    this.#previousResponse = at.packet;
    if (message.status === 101) {
      this.#switched = true;
      this.#switch(direction, client);
      return;
    }
    if (message.status < 200) return;
    this.#requests.take();
    if (request?.kind !== 'connect' || message.status >= 300) return;
    this.#switched = true;
    this.#sink.switched(client, request.uri);
  }

  #switch({ message, reader, request }: Direction, client: Side): void {
    const { head } = reader;
    const { bytes, start, headEnd } = message;
    head.bytes = bytes;
    head.start = start;
    head.end = headEnd;
    if (switchesElsewhere(head) || !switchesToWebSocket(head)) {
      this.#sink.switched(client, undefined);
      return;
    }
    const { lines } = readMessageHead(bytes, start, headEnd);
    const agreed = lines
      .filter(({ name }) => name === 'sec-websocket-extensions')
      .map(({ valueStart, valueEnd }) => latin1(bytes, valueStart, valueEnd));
    this.#sink.upgraded(client, deflateAgreement(parseExtensions(agreed.join(', ')) ?? []), request !== undefined);
  }

  /** Gives all memory back. */
  release(): void {
    for (const { reader, gathered } of this.#directions) {
      reader.release();
      gathered.clear();
    }
    this.#requests.clear();
  }
}

const NO_BYTES = new Uint8Array(0);

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}

/** Nothing more of the message is kept, where its head is enough to tell what the packet list says. */
function leaveOutBody({ gathered, message }: Direction, chunked: boolean): void {
  const { bytes, start, end, truncated } = gathered;
  const facts = readBodyFacts(bytes, start, end);
  // What is behind a coding shows only when that is undone.
  if (codingOf(facts.contentEncoding) !== '' || isChunked(facts.transferEncoding) !== chunked) return;
  message.unkept = facts;
  message.bodyLength = 0;
  message.contentLength = 0;
  gathered.clear();
  gathered.truncated = truncated;
}

function uriOf({ bytes, start, end }: Head): string {
  return fullRequestUri(bytes, readMessageHead(bytes, start, end)).uri;
}

function kindOf(head: Head): RequestKind {
  if (head.isConnect) return 'connect';
  if (head.upgrade) return 'upgrade';
  return head.isHead ? 'head' : 'other';
}

/** Nanoseconds from one moment to another. */
function elapsed(from: Readonly<Moment>, to: Readonly<Moment>): bigint {
  return BigInt(to.seconds - from.seconds) * 1_000_000_000n + BigInt(to.nanoseconds - from.nanoseconds);
}
