import type { Moment } from '../capture/moment.js';
import type { Head } from '../http/head.js';
import type { Limits } from '../limits.js';
import type { From } from '../session/events.js';
import type { FollowSink, StreamReader } from './follow-sink.js';
import { type BodyKind, HttpSide } from './http-side.js';

/** Requests that wait for their responses; more of them are forgotten. */
const MAX_PIPELINED = 1000;

/** `--as http`: each piece is the head or the body of an HTTP/1 message, the body as its sender had it. */
export class HttpReader implements StreamReader {
  readonly #sides: Record<From, HttpSide>;
  readonly #requests: ('head' | 'connect' | 'other')[] = [];
  /** The answer to switch stands in the capture before the request that it answers. */
  #switchedEarly = false;

  constructor(sink: FollowSink, limits: Limits) {
    this.#sides = {
      client: new HttpSide(sink, 'client', limits, (head) => this.#bodyOf(head)),
      server: new HttpSide(sink, 'server', limits, (head) => this.#bodyOf(head)),
    };
  }

  data(from: From, bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): void {
    this.#sides[from].data(bytes, start, end, packet, at);
  }

  hole(from: From, length: number, at: Readonly<Moment>): void {
    this.#sides[from].hole(length, at);
  }

  end(): void {
    this.#sides.client.end();
    this.#sides.server.end();
  }

  #bodyOf(head: Head): BodyKind {
    if (!head.isResponse) {
      if (this.#switchedEarly) return 'other-protocol';
      if (this.#requests.length >= MAX_PIPELINED) this.#requests.shift();
      this.#requests.push(head.isHead ? 'head' : head.isConnect ? 'connect' : 'other');
      return 'as-described';
    }
    if (head.status === 101) {
      if (this.#requests.length === 0) this.#switchedEarly = true;
      else this.#sides.client.switchTo('other-protocol');
      return 'other-protocol';
    }
    if (head.status < 200) return 'none';
    const request = this.#requests.shift();
    if (request === 'connect' && head.status < 300) {
      // The tunnel begins: both sides start anew (RFC 9110, section 9.3.6).
      this.#sides.client.switchTo('head');
      this.#requests.length = 0;
      return 'none';
    }
    return request === 'head' || head.status === 204 || head.status === 304 ? 'none' : 'as-described';
  }
}
