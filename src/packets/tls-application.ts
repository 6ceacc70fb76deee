import type { Tree } from '../field/tree.js';
import { GatheredBytes } from '../http/gathered-bytes.js';
import type { Side } from '../tcp/flow-table.js';
import { describeTls } from '../tls/describe-tls.js';
import { applicationOfPort } from '../tls/record.js';
import { TlsConnection } from '../tls/tls-connection.js';
import type { TlsSink } from '../tls/tls-sink.js';
import { type Application, type ApplicationContext, draws } from './application.js';
import { enterUnit, keepUnit, partOf } from './reassembled-pdu.js';

/** TLS above TCP, as far as it shows without its secrets. */
export class TlsApplication implements Application, TlsSink {
  readonly #context: ApplicationContext;
  readonly #gathers: boolean;
  readonly #connection: TlsConnection;
  readonly #application: string | undefined;
  /** Records of each side that are not whole yet, and those before them in the same packets. */
  readonly #gathered: readonly [GatheredBytes, GatheredBytes];
  #names: string[] = [];

  /** @param ports of both sides */
  constructor(context: ApplicationContext, ports: readonly [number, number]) {
    const { budget, limits, drawn } = context;
    this.#gathers = draws(drawn, TLS_LAYERS);
    this.#context = context;
    this.#connection = new TlsConnection(this, budget);
    this.#application = applicationOfPort(ports[0]) ?? applicationOfPort(ports[1]);
    const limit = limits['message-bytes'];
    this.#gathered = [new GatheredBytes(limit, budget), new GatheredBytes(limit, budget)];
  }

  isOpen(side: Side): boolean {
    return this.#connection.inRecord(side);
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number): number {
    const connection = this.#connection;
    const encrypts = connection.encrypts(side);
    this.#names = [];
    if (!connection.data(side, bytes, start, end)) return end;
    const gathered = this.#gathered[side];
    if (this.#gathers) gathered.add(bytes, start, end, carrier);
    if (connection.ended > 0 || this.#names.length > 0) {
      this.#complete(gathered, { version: connection.version, encrypts, application: this.#application });
    }
    if (connection.inRecord(side)) gathered.settle();
    else gathered.clear();
    return end;
  }

  #complete(gathered: GatheredBytes, state: Parameters<typeof describeTls>[4]): void {
    const { pdus } = this.#context;
    const pdu = { protocol: this.#connection.column, layers: TLS_LAYERS, info: this.#names.join(', ') };
    if (!this.#gathers) {
      pdus.push(pdu);
      return;
    }
    const unit = keepUnit(gathered);
    const describe = (tree: Tree): void => {
      enterUnit(tree, unit);
      describeTls(tree, unit.bytes, unit.start, unit.end, state);
    };
    pdus.push({ ...pdu, part: partOf(gathered), describe });
  }

  gap(side: Side, length: number): void {
    this.#connection.gap(side, length);
    this.#gathered[side].clear();
  }

  fin(): void {
    // Records end where they say.
  }

  release(): void {
    this.#connection.close();
    for (const gathered of this.#gathered) gathered.clear();
  }

  tlsName(_from: Side, name: string): void {
    this.#names.push(name);
  }

  clientHello(): void {
    // The list names it and no more.
  }

  serverHello(): void {
    // The list names it and no more.
  }
}

const TLS_LAYERS: readonly string[] = ['tls'];
