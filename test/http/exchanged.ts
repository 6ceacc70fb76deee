import { type Octets, octets } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import type { Moment } from '../../src/capture/moment.js';
import { HttpExchange } from '../../src/http/exchange.js';
import type { UpgradeRequest, UpgradeResponse } from '../../src/http/upgrade.js';
import type { Side } from '../../src/tcp/flow-table.js';

export const CLIENT: Side = 0;
export const SERVER: Side = 1;

/**
 * An HTTP exchange as a connection would drive it: bytes of either side in, what it tells as text. The client is side 0,
 * which the exchange does not know.
 */
export class Exchanged {
  /** `upgraded /chat 101`, `refused /chat 403`, `uninteresting`, `not HTTP`. */
  readonly told: string[] = [];
  readonly budget: BufferBudget;
  readonly exchange: HttpExchange;
  request: UpgradeRequest | undefined;
  response: UpgradeResponse | undefined;
  client: Side | undefined;
  /** What waited when it was over, by side: `abc`, with `[3 lost]` for holes. */
  readonly held: [string, string] = ['', ''];
  /** Whether HTTP is to be looked for behind bytes that are none. */
  goOn = false;
  #packet = 0;
  readonly #unread: [number, number] = [0, 0];

  constructor({ limit = 64 * 1024, budget = 1 << 20 }: { limit?: number; budget?: number } = {}) {
    this.budget = new BufferBudget(budget);
    this.exchange = new HttpExchange(
      {
        upgraded: (client, request, response) => {
          this.client = client;
          this.request = request;
          this.response = response;
          this.told.push(`upgraded ${request?.uri ?? '?'} ${response?.status ?? '?'}`);
          for (const side of [CLIENT, SERVER] as const) {
            for (const { bytes, gap } of this.exchange.takeHeld(side)) {
              this.held[side] += (gap > 0 ? `[${gap} lost]` : '') + Buffer.from(bytes).toString('latin1');
            }
          }
        },
        refused: (client, request, response) => {
          this.client = client;
          this.request = request;
          this.response = response;
          this.told.push(`refused ${request.uri} ${response.status}`);
        },
        uninteresting: () => {
          this.told.push('uninteresting');
          this.exchange.takeHeld(CLIENT);
          this.exchange.takeHeld(SERVER);
        },
        notHttp: () => {
          this.told.push('not HTTP');
          return this.goOn;
        },
        waiting: () => {},
        passOver: (side, length) => {
          this.#unread[side] += length;
        },
      },
      limit,
      this.budget,
    );
  }

  /** Bytes of the client, in pieces of at most `size`. */
  fromClient(data: Octets, size?: number): this {
    return this.#data(CLIENT, octets(data), size);
  }

  fromServer(data: Octets, size?: number): this {
    return this.#data(SERVER, octets(data), size);
  }

  gap(side: Side, length: number): this {
    const passed = Math.min(this.#unread[side], length);
    this.#unread[side] -= passed;
    if (passed < length) this.exchange.gap(side, length - passed, this.#next());
    return this;
  }

  #next(): Moment {
    return { seconds: 0, nanoseconds: 0, timeDigits: 6, packet: ++this.#packet };
  }

  #data(side: Side, bytes: Uint8Array, size = bytes.length): this {
    // As in a capture, the bytes stand in the middle of others.
    const padded = new Uint8Array(bytes.length + 64).fill(0x0a);
    padded.set(bytes, 32);
    for (let at = 0; at < bytes.length; at += size) {
      const end = Math.min(at + size, bytes.length);
      const from = at + Math.min(this.#unread[side], end - at);
      this.#unread[side] -= from - at;
      const moment = this.#next();
      if (from < end) this.exchange.data(side, padded, 32 + from, 32 + end, moment.packet, moment);
    }
    return this;
  }
}

/** A head from its lines, each ended by CR LF. */
export function head(...lines: readonly string[]): string {
  return [...lines, '', ''].join('\r\n');
}

/** A plain request. */
export function get(uri = '/', ...fields: readonly string[]): string {
  return head(`GET ${uri} HTTP/1.1`, 'Host: server.example.com', ...fields);
}

/** A plain response with this body. */
export function ok(body = '', ...fields: readonly string[]): string {
  return head('HTTP/1.1 200 OK', `Content-Length: ${body.length}`, ...fields) + body;
}
