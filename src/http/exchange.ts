import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import type { PacketWindow, Place } from '../capture/packet-window.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import { PIECE_OVERHEAD } from '../tcp/waiting.js';
import type { Head } from './head.js';
import { MessageReader } from './message-reader.js';
import {
  asksForWebSocket,
  readUpgradeRequest,
  readUpgradeResponse,
  switchesElsewhere,
  switchesToWebSocket,
  type UpgradeRequest,
  type UpgradeResponse,
} from './upgrade.js';

/** Bytes that wait for the other side, with where they come from; or a hole among them. */
export interface HeldBytes {
  readonly bytes: Uint8Array;
  /** Bytes missing in front of these. */
  readonly gap: number;
  readonly carrier: number;
  readonly at: Moment;
}

/** What a connection's HTTP comes to. */
export interface ExchangeSink {
  /**
   * From here on both sides speak WebSocket; what they said so far and is no HTTP is in {@link HttpExchange.takeHeld}.
   * @param request undefined where the capture does not have it; response likewise
   */
  upgraded(client: Side, request: UpgradeRequest | undefined, response: UpgradeResponse | undefined): void;
  /** The server answered an upgrade request with something else than 101. HTTP goes on. */
  refused(client: Side, request: UpgradeRequest, response: UpgradeResponse): void;
  /** Nothing more of interest can come: another protocol, or a body without end. */
  uninteresting(): void;
  /** This side's bytes are no HTTP. @returns whether HTTP is to be looked for in what follows */
  notHttp(): boolean;
  /** Bytes wait for the other side: ask again when some time has passed. */
  waiting(): void;
  /** The next bytes of this side are of no interest: they need not be handed in. */
  passOver(side: Side, length: number): void;
}

/** A request whose final response has not come. */
interface PendingRequest {
  readonly kind: 'other' | 'head' | 'connect' | 'upgrade' | 'websocket' | 'cut';
  readonly upgrade: UpgradeRequest | undefined;
}

const PLAIN: PendingRequest = { kind: 'other', upgrade: undefined };
const HEAD: PendingRequest = { kind: 'head', upgrade: undefined };
const CONNECT: PendingRequest = { kind: 'connect', upgrade: undefined };
const OTHER_UPGRADE: PendingRequest = { kind: 'upgrade', upgrade: undefined };

/** More requests than this without a response are no pipelining. */
const MAX_PIPELINED = 1000;

/** Follows the HTTP/1 messages of a connection (RFC 9112) until it switches to WebSocket. */
export class HttpExchange {
  readonly #sink: ExchangeSink;
  readonly #budget: BufferBudget;
  readonly #limit: number;
  readonly #window: PacketWindow | undefined;
  readonly #readers: readonly [MessageReader, MessageReader];
  readonly #held: [HeldBytes[], HeldBytes[]] = [[], []];
  readonly #heldBytes: [number, number] = [0, 0];
  readonly #lost: [boolean, boolean] = [false, false];
  #requests: PendingRequest[] = [];
  #client: Side | undefined;
  /** Responses are taken without their requests. */
  #orphans = false;
  /** A head has been read: which side sends requests is not only a guess from first bytes. */
  #sawHead = false;
  #over = false;
  #tell: (() => void) | undefined;

  /**
   * @param limit longest head, and most bytes of a side that wait for the other, in bytes
   * @param window tells where heads stand, where that is asked for
   */
  constructor(sink: ExchangeSink, limit: number, budget: BufferBudget, window?: PacketWindow) {
    this.#sink = sink;
    this.#limit = limit;
    this.#budget = budget;
    this.#window = window;
    this.#readers = [new MessageReader(limit, budget), new MessageReader(limit, budget)];
  }

  /** The side that sends requests, once the beginning of a message has been seen. */
  get client(): Side | undefined {
    return this.#client;
  }

  /** The upgrade request that has no response yet. */
  get pendingUpgrade(): UpgradeRequest | undefined {
    return this.#requests.find(({ kind }) => kind === 'websocket')?.upgrade;
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    if (this.#over) return;
    const taken = this.#held[side].length > 0 ? start : this.#run(side, bytes, start, end, at);
    if (taken < end) this.#hold(side, bytes, taken, end, 0, carrier, at);
    if (this.#held[0].length + this.#held[1].length > 0) {
      this.#resume();
      this.#leaveBody(otherSide(side));
    }
    this.#leaveBody(side);
    this.#settle();
  }

  #leaveBody(side: Side): void {
    if (this.#over || this.#held[side].length > 0) return;
    const left = this.#readers[side].leaveBody();
    if (left > 0) this.#sink.passOver(side, left);
  }

  /** Steps over bytes that the capture does not have. */
  gap(side: Side, length: number, at: Readonly<Moment>): void {
    if (this.#over) return;
    this.#lost[side] = true;
    if (this.#held[side].length > 0 || (side === this.#client && this.#isBlocked(side))) {
      this.#hold(side, NO_BYTES, 0, 0, length, at.packet, at);
    } else {
      this.#readerGap(side, length, at);
    }
    this.#resume();
    this.#settle();
  }

  #readerGap(side: Side, length: number, at: Readonly<Moment>): void {
    const reader = this.#readers[side];
    if (!reader.hasPartialHead) {
      reader.gap(length);
    } else if (reader.cutHead()) {
      if (reader.head.isResponse) this.#response(otherSide(side), reader, at);
      else this.#request(side, reader, at);
    } else if (!this.#sawHead) {
      this.#client = undefined;
    }
  }

  /** What the other side should have sent long since is not in the capture: responses are taken without their requests. */
  patienceOver(): void {
    if (this.#over) return;
    this.#resumeWithOrphans();
    this.#settle();
  }

  #resumeWithOrphans(): void {
    this.#orphans = true;
    this.#resume();
    this.#orphans = false;
  }

  /** Whether a side has to wait: the server for a request, the client for the answer to a request to switch. */
  #isBlocked(side: Side): boolean {
    if (this.#client === undefined) return false;
    if (side === this.#client) return this.#requests.length > 0 && this.#requests.some(({ kind }) => switches(kind));
    if (this.#requests.length > 0 || this.#orphans || this.#lost[this.#client]) return false;
    return this.#readers[side].atStart || this.#readers[side].hasPartialHead;
  }

  #hold(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    gap: number,
    carrier: number,
    at: Readonly<Moment>,
  ): void {
    const length = end - start;
    this.#held[side].push({ bytes: bytes.slice(start, end), gap, carrier, at: copyMoment(at) });
    this.#heldBytes[side] += length;
    this.#budget.used += length + PIECE_OVERHEAD;
    if (this.#over) return;
    this.#sink.waiting();
    if (this.#heldBytes[side] <= this.#limit && this.#budget.used <= this.#budget.limit) return;
    const client = this.#client;
    const request = this.pendingUpgrade;
    if (side === client && request !== undefined) {
      this.#finish(() => this.#sink.upgraded(client, request, undefined));
    } else if (side === client) {
      this.#finish(() => this.#sink.uninteresting());
    } else {
      this.#resumeWithOrphans();
    }
  }

  /** Goes on with what waits, as long as that leads on. */
  #resume(): void {
    for (let progress = true; progress && !this.#over; ) {
      progress = false;
      for (const side of SIDES) {
        const held = this.#held[side];
        while (held.length > 0 && !this.#over && !this.#isBlocked(side)) {
          const first = held.shift();
          if (first === undefined) break;
          const { bytes, carrier, at } = first;
          if (first.gap > 0) this.#readerGap(side, first.gap, at);
          this.#heldBytes[side] -= bytes.length;
          this.#budget.release(bytes.length + PIECE_OVERHEAD);
          const taken = this.#run(side, bytes, 0, bytes.length, at);
          if (taken > 0 || first.gap > 0) progress = true;
          if (taken === bytes.length) continue;
          held.unshift({ bytes: bytes.subarray(taken), gap: 0, carrier, at });
          this.#heldBytes[side] += bytes.length - taken;
          this.#budget.used += bytes.length - taken + PIECE_OVERHEAD;
          break;
        }
      }
    }
  }

  /** @returns index behind the last byte taken; less than `end` where the rest has to wait, or is no HTTP any more */
  #run(side: Side, bytes: Uint8Array, start: number, end: number, at: Readonly<Moment>): number {
    const reader = this.#readers[side];
    let from = start;
    while (from < end) {
      if (this.#client === undefined && reader.judge(bytes, from, end) === 'response') {
        this.#client = otherSide(side);
      }
      if (this.#isBlocked(side)) return from;
      const result = reader.read(bytes, from, end);
      if (result === 'more') return end;
      if (result === 'not-http') return this.#notHttp(side, from, end);
      from = reader.position;
      if (reader.head.isResponse) this.#response(otherSide(side), reader, at);
      else this.#request(side, reader, at);
      if (this.#over) return from;
    }
    return from;
  }

  #notHttp(side: Side, from: number, end: number): number {
    this.#readers[side].reset();
    const client = this.#client;
    const request = this.pendingUpgrade;
    if (client !== undefined && side !== client && request !== undefined && this.#lost[side]) {
      // The response is lost, and what follows is no HTTP: the server did switch.
      this.#finish(() => this.#sink.upgraded(client, request, undefined));
      return from;
    }
    if (!this.#sink.notHttp()) this.#finish(() => this.#sink.uninteresting());
    return end;
  }

  #request(side: Side, reader: MessageReader, at: Readonly<Moment>): void {
    const { head } = reader;
    this.#client = side;
    this.#sawHead = true;
    reader.expectBody(head.chunked ? 'chunked' : 'length', Math.max(head.contentLength, 0));
    if (this.#requests.length >= MAX_PIPELINED) this.#requests.shift();
    this.#requests.push(pendingFor(head, at, this.#placeOf(head, at)));
  }

  #placeOf(head: Head, at: Readonly<Moment>): Place | undefined {
    return this.#window?.place(head.bytes, head.start, at.packet);
  }

  #response(client: Side, reader: MessageReader, at: Readonly<Moment>): void {
    const { head } = reader;
    this.#client = client;
    this.#sawHead = true;
    const request = this.#requests[0];
    if (head.status === 101) {
      // The responses to requests before the one that asked to switch are lost.
      this.#switch(client, this.#requests.find(({ kind }) => kind === 'websocket') ?? request, head, at);
      return;
    }
    if (head.status < 200) {
      reader.expectBody('none');
      return;
    }
    this.#requests.shift();
    if (request?.kind === 'connect' && head.status < 300) {
      // The tunnel begins: both sides start anew (RFC 9110, section 9.3.6).
      reader.expectBody('none');
      this.#readers[client].reset();
      this.#requests = [];
      this.#client = undefined;
      return;
    }
    if (request?.kind === 'head' || head.status === 204 || head.status === 304) reader.expectBody('none');
    else if (head.chunked) reader.expectBody('chunked');
    else if (head.contentLength >= 0) reader.expectBody('length', head.contentLength);
    else reader.expectBody('until-close');
    const refused = request?.upgrade;
    if (request?.kind === 'websocket' && refused !== undefined)
      this.#sink.refused(client, refused, readUpgradeResponse(head, copyMoment(at), this.#placeOf(head, at)));
    if (reader.untilClose) this.#finish(() => this.#sink.uninteresting());
  }

  #switch(client: Side, request: PendingRequest | undefined, head: Head, at: Readonly<Moment>): void {
    const askedUnseen = request === undefined || request.kind === 'cut';
    const asked = request?.kind === 'websocket' && !switchesElsewhere(head);
    if (asked || (askedUnseen && switchesToWebSocket(head))) {
      const response = readUpgradeResponse(head, copyMoment(at), this.#placeOf(head, at));
      this.#finish(() => this.#sink.upgraded(client, request?.upgrade, response));
    } else {
      this.#finish(() => this.#sink.uninteresting());
    }
  }

  /** What waits, in order: once switched, it is no HTTP any more and the caller takes it over. */
  takeHeld(side: Side): HeldBytes[] {
    const held = this.#held[side];
    this.#held[side] = [];
    this.#budget.release(this.#heldBytes[side] + held.length * PIECE_OVERHEAD);
    this.#heldBytes[side] = 0;
    return held;
  }

  /** Gives up everything that is kept: nothing more will come. */
  release(): void {
    for (const side of SIDES) {
      this.takeHeld(side);
      this.#readers[side].release();
    }
  }

  /** The last that is to be told; it is told when nothing here is at work any more. */
  #finish(tell: () => void): void {
    if (this.#over) return;
    this.#over = true;
    for (const reader of this.#readers) reader.release();
    this.#tell = tell;
  }

  #settle(): void {
    const tell = this.#tell;
    this.#tell = undefined;
    tell?.();
  }
}

const SIDES: readonly Side[] = [0, 1];
const NO_BYTES = new Uint8Array(0);

/** Whether what follows such a request depends on its response. */
function switches(kind: PendingRequest['kind']): boolean {
  return kind === 'websocket' || kind === 'connect' || kind === 'upgrade' || kind === 'cut';
}

function pendingFor(head: Head, at: Readonly<Moment>, place: Place | undefined): PendingRequest {
  if (head.isConnect) return CONNECT;
  if (asksForWebSocket(head)) return { kind: 'websocket', upgrade: readUpgradeRequest(head, copyMoment(at), place) };
  if (head.upgrade) return OTHER_UPGRADE;
  if (head.cut) return { kind: 'cut', upgrade: readUpgradeRequest(head, copyMoment(at), place) };
  return head.isHead ? HEAD : PLAIN;
}
