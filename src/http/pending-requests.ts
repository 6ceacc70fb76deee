import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';

/** What a response to a request means for what follows it. */
export type RequestKind = 'other' | 'head' | 'connect' | 'upgrade';

/** A request whose final response has not come. */
export interface PendingRequest {
  readonly kind: RequestKind;
  /** The how-manieth of its connection, from 1. */
  readonly number: number;
  /** With its host; undefined where it is not known. */
  readonly uri: string | undefined;
  /** The request before it. */
  readonly previousFrame: number | undefined;
  /** When and where it was complete; undefined as long as it is not. */
  at: Moment | undefined;
}

/** More requests than this without a response are no pipelining. */
const MAX_PIPELINED = 1000;
const REQUEST_COST = 160;

/** The requests of a connection that wait for their responses, in order (RFC 9112, section 9.3.2). */
export class PendingRequests {
  /** Requests so far, and responses that had none. */
  count = 0;
  readonly #budget: BufferBudget;
  #requests: PendingRequest[] = [];
  #lastFrame: number | undefined;

  constructor(budget: BufferBudget) {
    this.#budget = budget;
  }

  get first(): PendingRequest | undefined {
    return this.#requests[0];
  }

  /** Whether what the client sends next may be the tunnel's: the response to a CONNECT has not come. */
  get awaitTunnel(): boolean {
    return this.#requests.some(({ kind, at }) => at !== undefined && kind === 'connect');
  }

  add(kind: RequestKind, uri: string | undefined): PendingRequest {
    if (this.#requests.length >= MAX_PIPELINED) this.take();
    const keepsUri = uri !== undefined && this.#budget.reserve(uri.length * 2);
    this.#budget.used += REQUEST_COST;
    const request: PendingRequest = {
      kind,
      number: ++this.count,
      uri: keepsUri ? uri : undefined,
      previousFrame: this.#lastFrame,
      at: undefined,
    };
    this.#requests.push(request);
    return request;
  }

  /** The last byte of the request has come. */
  complete(request: PendingRequest, at: Readonly<Moment>): void {
    request.at = copyMoment(at);
    this.#lastFrame = at.packet;
  }

  /** Takes the one that a final response answers. */
  take(): PendingRequest | undefined {
    const request = this.#requests.shift();
    if (request !== undefined) this.#budget.release(REQUEST_COST + (request.uri?.length ?? 0) * 2);
    return request;
  }

  /** Forgets all of them, and gives the memory back. */
  clear(): void {
    while (this.take() !== undefined);
  }
}
