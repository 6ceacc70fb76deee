import type { Moment } from '../capture/moment.js';
import type { DeflateAgreement } from '../http/extensions.js';
import { judgeStart } from '../http/head.js';
import type { Connection, ConnectionHandler } from '../tcp/connection.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import { looksLikeTls } from '../tls/record.js';
import type { Application, ApplicationContext } from './application.js';
import { DNS_PORT, DnsApplication } from './dns-application.js';
import { HttpApplication, type HttpSuccessor } from './http-application.js';
import { TlsApplication } from './tls-application.js';
import { WebSocketApplication } from './websocket-application.js';

/** Finds out what a TCP connection carries, and follows it. */
export class StreamApplication implements ConnectionHandler, HttpSuccessor {
  readonly #context: ApplicationContext;
  readonly #connection: Connection;
  readonly #ports: readonly [number, number];
  /** The side whose upgrade request has not come, while the response to it has. */
  #lateRequest: Side | undefined;
  #application: Application | undefined;

  /** @param ports of both sides */
  constructor(context: ApplicationContext, connection: Connection, ports: readonly [number, number]) {
    this.#context = context;
    this.#connection = connection;
    this.#ports = ports;
  }

  /** Whether what a side sent so far ends inside a unit that later packets complete, or waits behind a hole. */
  carriesPart(side: Side): boolean {
    if (this.#application === undefined) return false;
    const half = this.#connection.half(side);
    return half.unread > 0 || this.#application.isOpen(side) || half.waiting;
  }

  /** What the list says of the unit that the packet at hand began and did not complete. */
  openInfo(side: Side, packet: number): string | undefined {
    return this.#application?.openInfo?.(side, packet);
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    if (side === this.#lateRequest) {
      this.#lateRequest = undefined;
      if (this.#takeLateRequest(side, bytes, start, end, carrier, at)) return;
    }
    for (let position = start; position < end; ) {
      this.#application ??= this.#choose(bytes, position, end);
      if (this.#application === undefined) return;
      const taken = this.#application.data(side, bytes, position, end, carrier, at);
      // What follows a switch is looked at anew; what nothing was taken of is no beginning of anything.
      if (taken === position && this.#application !== undefined) return;
      position = taken;
    }
    this.#connection.half(side).unread = this.#application?.passOver?.(side) ?? 0;
  }

  /** A capture can hold the response before its request. @returns false where the bytes begin no request */
  #takeLateRequest(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    carrier: number,
    at: Readonly<Moment>,
  ): boolean {
    if (judgeStart(bytes, start, end) !== 'request') return false;
    const request = new HttpApplication(this.#context, this);
    request.data(side, bytes, start, end, carrier, at);
    request.release();
    return true;
  }

  /** What the first bytes of a connection are; undefined where that is nothing that is named. */
  #choose(bytes: Uint8Array, start: number, end: number): Application | undefined {
    const context = this.#context;
    if (looksLikeTls(bytes, start, end)) return new TlsApplication(context, this.#ports);
    const verdict = judgeStart(bytes, start, end);
    if (verdict === 'request' || verdict === 'response') return new HttpApplication(context, this);
    if (this.#ports.includes(DNS_PORT)) return new DnsApplication(context);
    if (this.#hasPort(context.wsPorts)) {
      const server: Side = context.wsPorts.has(this.#ports[1]) ? 1 : 0;
      return new WebSocketApplication(context, otherSide(server), undefined);
    }
    return undefined;
  }

  #hasPort(ports: ReadonlySet<number>): boolean {
    return ports.has(this.#ports[0]) || ports.has(this.#ports[1]);
  }

  upgraded(client: Side, deflate: DeflateAgreement | undefined, hasRequest: boolean): void {
    if (!hasRequest) this.#lateRequest = client;
    this.#application = new WebSocketApplication(this.#context, client, deflate);
  }

  switched(): void {
    this.#application = undefined;
  }

  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    this.#application?.gap(side, length, reason, at);
  }

  differs(): void {
    // The first copy counts; the analysis tells of the other.
  }

  fin(side: Side, at: Readonly<Moment>): void {
    this.#application?.fin(side, at);
  }

  reset(): void {
    // What is open stays so.
  }

  patienceOver(): void {
    // Nothing here waits for the other side.
  }

  close(): void {
    this.#application?.release();
    this.#application = undefined;
  }
}
