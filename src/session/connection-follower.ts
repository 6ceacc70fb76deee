import { copyMoment, type Moment } from '../capture/moment.js';
import { type ExchangeSink, HttpExchange } from '../http/exchange.js';
import type { UpgradeRequest, UpgradeResponse } from '../http/upgrade.js';
import type { ConnectionHandler } from '../tcp/connection.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import type { ByteChannel } from './byte-channel.js';
import type { SessionContext } from './context.js';
import { FirstBytes } from './first-bytes.js';
import { MidstreamProbe } from './midstream-probe.js';
import { openingOf } from './opening.js';
import { announceRefused, type SessionBeginning, WebSocketSession } from './websocket-session.js';

/** A side's FIN or RST. */
interface Ending {
  readonly side: Side;
  readonly reset: boolean;
  readonly at: Readonly<Moment>;
}

/**
 * Follows what a channel carries: its first bytes tell what that is; then as HTTP, and as what may be WebSocket without a
 * handshake where the capture does not have the beginning; then as a session.
 */
export class ConnectionFollower implements ConnectionHandler, ExchangeSink {
  readonly #context: SessionContext;
  readonly #channel: ByteChannel;
  /** The first bytes have told what is spoken. */
  #decided = false;
  /** Those of them that have not told it alone. */
  #firstBytes: FirstBytes | undefined;
  #exchange: HttpExchange | undefined;
  #probe: MidstreamProbe | undefined;
  /** Set once it has taken over; what is still told here, because it was under way, is passed on. */
  #successor: ConnectionHandler | undefined;
  /** Nothing in it is of interest. */
  #ignored = false;
  /** Bytes of it are not in the capture: among them could be an upgrade. */
  #lossy = false;
  /** The bytes at hand are no HTTP. */
  #offHttp = false;
  /** How the sides ended before there was a session: its packets can come later in the capture. */
  #endings: readonly Ending[] | undefined;

  constructor(context: SessionContext, channel: ByteChannel) {
    this.#context = context;
    this.#channel = channel;
    this.#exchange = new HttpExchange(this, context.limits['header-bytes'], context.budget, context.window);
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    const successor = this.#successor;
    if (successor !== undefined) {
      successor.data(side, bytes, start, end, carrier, at);
      return;
    }
    if (this.#ignored) return;
    if (!this.#decided && !this.#decide(side, bytes, start, end, carrier, at)) return;
    if (this.#channel.midway(side) && this.#exchange?.client === undefined) this.#beginProbe();
    this.#offHttp = false;
    this.#exchange?.data(side, bytes, start, end, carrier, at);
    if (this.#probe === undefined && !this.#offHttp) return;
    if (this.#successor !== undefined || this.#ignored) return;
    if (this.#offHttp && this.#lossy) this.#beginProbe();
    if (this.#offHttp || this.#exchange?.client === undefined) this.#probe?.data(side, bytes, start, end, carrier, at);
    else this.#endProbe();
    this.#judgeProbe(false);
  }

  /** @returns whether these bytes, and all that follow, are to be read as HTTP */
  #decide(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): boolean {
    const opening = this.#firstBytes?.judge(side, bytes, start, end) ?? openingOf(bytes, start, end);
    if (opening === 'more') {
      this.#firstBytes ??= new FirstBytes();
      this.#firstBytes.keep(side, bytes, start, end, carrier, at);
      return false;
    }
    this.#decided = true;
    if (opening === 'tls' && !this.#channel.midway(side)) {
      this.uninteresting();
      return false;
    }
    if (this.#firstBytes === undefined) return true;
    this.#readFirstBytes();
    this.data(side, bytes, start, end, carrier, at);
    return false;
  }

  /** Reads as HTTP what was kept until it was known what it is. */
  #readFirstBytes(): void {
    const pieces = this.#firstBytes?.take() ?? [];
    this.#firstBytes = undefined;
    this.#decided = true;
    for (const { side, bytes, carrier, at } of pieces) this.data(side, bytes, 0, bytes.length, carrier, at);
  }

  #beginProbe(): void {
    this.#probe ??= new MidstreamProbe(this.#context, this.#wsPortSide());
  }

  #endProbe(): void {
    this.#probe?.discard();
    this.#probe = undefined;
  }

  /** The server's side, where its port was named by the user as one of WebSocket. */
  #wsPortSide(): Side | undefined {
    const { wsPorts } = this.#context;
    if (wsPorts.size === 0) return undefined;
    if (wsPorts.has(this.#channel.endpoint(1).port)) return 1;
    return wsPorts.has(this.#channel.endpoint(0).port) ? 0 : undefined;
  }

  #judgeProbe(atEnd: boolean): void {
    const probe = this.#probe;
    if (probe === undefined) return;
    const client = probe.judge(atEnd);
    if (client === undefined) {
      if (probe.hopeless && this.#exchange?.client === undefined) this.uninteresting();
      else if (probe.hopeless) this.#endProbe();
      return;
    }
    this.#probe = undefined;
    const session = this.#begin(client, undefined, undefined, probe.firstAt ?? NOWHERE);
    session.loseContext(0);
    session.loseContext(1);
    for (const side of SIDES) {
      const passedOver = probe.passedOver(side);
      if (passedOver === 0) continue;
      if (!probe.hasRun(side)) session.joinMidway(side, probe.firstAt ?? NOWHERE);
      session.passOver(side, passedOver, probe.firstAt ?? NOWHERE);
    }
    probe.hand((side, bytes, start, end, carrier, at) => {
      session.data(side, bytes, start, end, carrier, at);
    });
  }

  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    const successor = this.#successor;
    if (successor !== undefined) {
      successor.gap(side, length, reason, at);
      return;
    }
    this.#lossy = true;
    this.#readFirstBytes();
    this.#exchange?.gap(side, length, at);
    if (this.#successor !== undefined || this.#ignored) return;
    if (this.#exchange?.client === undefined) this.#beginProbe();
    this.#probe?.gap(side);
  }

  differs(side: Side, at: Readonly<Moment>): void {
    this.#successor?.differs(side, at);
  }

  fin(side: Side, at: Readonly<Moment>): void {
    this.#sideEnded({ side, reset: false, at });
  }

  reset(side: Side, at: Readonly<Moment>): void {
    this.#sideEnded({ side, reset: true, at });
  }

  #sideEnded(ending: Ending): void {
    const successor = this.#successor;
    if (successor === undefined) this.#endings = [...(this.#endings ?? []), { ...ending, at: copyMoment(ending.at) }];
    else if (ending.reset) successor.reset(ending.side, ending.at);
    else successor.fin(ending.side, ending.at);
  }

  patienceOver(): void {
    this.#exchange?.patienceOver();
  }

  close(at: Readonly<Moment>): void {
    this.#readFirstBytes();
    if (this.#successor === undefined) this.#judgeProbe(true);
    const exchange = this.#exchange;
    if (this.#successor === undefined && exchange !== undefined) {
      const request = exchange.pendingUpgrade;
      if (request !== undefined && exchange.client !== undefined) this.upgraded(exchange.client, request, undefined);
      else exchange.patienceOver();
    }
    this.#endProbe();
    this.#exchange?.release();
    this.#successor?.close(at);
  }

  upgraded(client: Side, request: UpgradeRequest | undefined, response: UpgradeResponse | undefined): void {
    const exchange = this.#exchange;
    const held = exchange === undefined ? [] : [exchange.takeHeld(0), exchange.takeHeld(1)];
    const session = this.#begin(client, request, response, request?.at ?? response?.at ?? NOWHERE);
    const server = otherSide(client);
    if (response === undefined) session.loseContext(server);
    else if (response.cut) session.joinMidway(server, response.at);
    const waiting = held.flatMap((pieces, index) => pieces.map((piece) => ({ ...piece, side: SIDES[index] ?? 0 })));
    for (const { side, bytes, gap, carrier, at } of waiting.sort((one, other) => one.at.packet - other.at.packet)) {
      if (gap > 0) session.gap(side, gap, 'lost', at);
      session.data(side, bytes, 0, bytes.length, carrier, at);
    }
  }

  #begin(
    client: Side,
    request: UpgradeRequest | undefined,
    response: UpgradeResponse | undefined,
    at: Readonly<Moment>,
  ): WebSocketSession {
    const session = new WebSocketSession(this.#context, this.#beginning(client, request, response, at));
    if (this.#channel.midway(0) || this.#channel.midway(1)) {
      this.#context.warn({
        code: 'stream-midway',
        message: 'the capture begins in the middle of this connection',
        packet: session.session.begin.packet,
        stream: session.session.stream,
        session: session.session.session,
      });
    }
    this.#handOver(session);
    this.#channel.compare();
    return session;
  }

  /** From here on `successor` is told of the channel, and of the ends that came before. */
  #handOver(successor: ConnectionHandler): void {
    this.#endProbe();
    this.#exchange?.release();
    this.#exchange = undefined;
    this.#successor = successor;
    for (const ending of this.#endings ?? []) this.#sideEnded(ending);
    this.#channel.handOver(successor);
  }

  #beginning(
    client: Side,
    request: UpgradeRequest | undefined,
    response: UpgradeResponse | undefined,
    at: Readonly<Moment>,
  ): SessionBeginning {
    const channel = this.#channel;
    return {
      stream: channel.stream,
      security: channel.security,
      clientSide: client,
      client: channel.endpoint(client),
      server: channel.endpoint(otherSide(client)),
      at: copyMoment(at),
      request,
      response,
    };
  }

  refused(client: Side, request: UpgradeRequest, response: UpgradeResponse): void {
    announceRefused(this.#context, this.#beginning(client, request, response, request.at));
  }

  uninteresting(): void {
    this.#endProbe();
    this.#exchange?.release();
    this.#ignored = true;
    this.#channel.ignore();
  }

  notHttp(): boolean {
    this.#offHttp = true;
    // Only where the beginning is not in the capture can HTTP come later, or WebSocket without its handshake.
    return this.#probe !== undefined || this.#exchange?.client !== undefined;
  }

  passOver(side: Side, length: number): void {
    this.#channel.passOver(side, length);
  }

  waiting(): void {
    this.#channel.askPatience();
  }
}

const SIDES: readonly Side[] = [0, 1];

const NOWHERE: Readonly<Moment> = { seconds: 0, nanoseconds: 0, timeDigits: 6, packet: 0 };
