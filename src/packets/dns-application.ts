import { describeDns } from '../application/describe-dns.js';
import { dnsInfo } from '../application/dns-info.js';
import { TCP_LENGTH_SIZE } from '../application/dns-message.js';
import { DnsStream } from '../application/dns-stream.js';
import type { Side } from '../tcp/flow-table.js';
import { type Application, type ApplicationContext, draws } from './application.js';

/** The port of DNS, over TCP as over UDP (RFC 1035, section 4.2). */
export const DNS_PORT = 53;

const LAYERS: readonly string[] = ['dns'];

/** DNS above TCP. */
export class DnsApplication implements Application {
  readonly #context: ApplicationContext;
  readonly #streams: readonly [DnsStream, DnsStream];
  readonly #open: [boolean, boolean] = [false, false];

  constructor(context: ApplicationContext) {
    this.#context = context;
    const take = (bytes: Uint8Array, start: number, end: number): void => this.#message(bytes, start, end);
    this.#streams = [new DnsStream(take, context.budget), new DnsStream(take, context.budget)];
  }

  isOpen(side: Side): boolean {
    return this.#open[side];
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number): number {
    const before = this.#context.pdus.length;
    this.#streams[side].push(bytes, start, end);
    this.#open[side] = this.#context.pdus.length === before;
    return end;
  }

  #message(bytes: Uint8Array, start: number, end: number): void {
    const { drawn, pdus } = this.#context;
    const pdu = { protocol: 'DNS', layers: LAYERS, info: dnsInfo(bytes, start, end, 0, false) };
    if (!draws(drawn, LAYERS)) {
      pdus.push(pdu);
      return;
    }
    const message = bytes.slice(start - TCP_LENGTH_SIZE, end);
    pdus.push({
      ...pdu,
      describe: (tree) => {
        tree.enterSource({ title: 'DNS message', bytes: message, start: 0, end: message.length });
        describeDns(tree, message, TCP_LENGTH_SIZE, message.length, 'dns', TCP_LENGTH_SIZE);
      },
    });
  }

  gap(side: Side): void {
    this.#streams[side].gap();
  }

  fin(): void {
    // Messages end where they say.
  }

  release(): void {
    for (const stream of this.#streams) stream.close();
  }
}
