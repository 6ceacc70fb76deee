import { type CaptureStream, FLAG, type Flow, MSS } from './capture-stream.js';
import type { Random } from './random.js';

const NOTHING = new Uint8Array(0);
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const FINAL = 0x80;
const MASKED = 0x80;

export type Side = 'client' | 'server';

/** What was written, to hold the decoders' counts against. */
export interface Tally {
  messages: number;
  frames: number;
}

/** How a side's data is acknowledged: after each segment, after every second one (and the last), or never. */
export type Acknowledge = 'each' | 'second' | 'never';

/** A connection of a generated capture. Its methods yield after each packet, so that connections can be interleaved. */
export class Connection {
  readonly #capture: CaptureStream;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #flows: Record<Side, Flow>;

  constructor(capture: CaptureStream, random: Random, tally: Tally, number: number) {
    this.#capture = capture;
    this.#random = random;
    this.#tally = tally;
    const client = { address: 0x0a000001 + Math.floor(number / 40_000), port: 20_000 + (number % 40_000) };
    const server = { address: 0xc0a80101 + (number % 7), port: number % 2 === 0 ? 80 : 8080 };
    const [clientSeq, serverSeq] = [random.word(), random.word()];
    const flow = (source: typeof client, destination: typeof client, seq: number): Flow => ({
      sourceAddress: source.address,
      destinationAddress: destination.address,
      sourcePort: source.port,
      destinationPort: destination.port,
      seq,
      ack: 0,
    });
    this.#flows = { client: flow(client, server, clientSeq), server: flow(server, client, serverSeq) };
  }

  /** The TCP handshake. */
  *open(): Generator<void> {
    this.#segment('client', FLAG.syn);
    yield;
    this.#segment('server', FLAG.syn | FLAG.ack);
    yield;
    this.#segment('client', FLAG.ack);
    yield;
  }

  /** The opening handshake of RFC 6455. */
  *upgrade(): Generator<void> {
    const request = [
      'GET /stream?token=c2VjcmV0 HTTP/1.1',
      'Host: bench.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Origin: http://bench.example',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${KEY}`,
    ];
    const response = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${ACCEPT}`,
    ];
    yield* this.send('client', Buffer.from(`${request.join('\r\n')}\r\n\r\n`));
    yield* this.send('server', Buffer.from(`${response.join('\r\n')}\r\n\r\n`));
  }

  /** A message in one frame. */
  *message(from: Side, opcode: number, payload: Uint8Array, acknowledge: Acknowledge = 'each'): Generator<void> {
    this.#tally.messages++;
    this.#tally.frames++;
    yield* this.send(from, this.#frame(from, FINAL | opcode, payload), acknowledge);
  }

  /** A text message of as many frames as it has octets. */
  *tinyFrames(from: Side, payload: Uint8Array): Generator<void> {
    this.#tally.messages++;
    this.#tally.frames += payload.length;
    const frames: Buffer[] = [];
    for (let i = 0; i < payload.length; i++) {
      const first = (i === 0 ? 1 : 0) | (i === payload.length - 1 ? FINAL : 0);
      frames.push(this.#frame(from, first, payload.subarray(i, i + 1)));
    }
    yield* this.send(from, Buffer.concat(frames), 'second');
  }

  /** Data in full segments, acknowledged by the other side. */
  *send(from: Side, data: Uint8Array, acknowledge: Acknowledge = 'each'): Generator<void> {
    const other = from === 'client' ? 'server' : 'client';
    const every = acknowledge === 'second' ? 2 * MSS : MSS;
    for (let start = 0; start < data.length; start += MSS) {
      const end = Math.min(start + MSS, data.length);
      const last = end === data.length;
      this.#segment(from, last ? FLAG.psh | FLAG.ack : FLAG.ack, data, start, end);
      yield;
      if (acknowledge === 'never') continue;
      this.#flows[other].ack = this.#flows[from].seq;
      if (!last && (start + MSS) % every !== 0) continue;
      this.#segment(other, FLAG.ack);
      yield;
    }
  }

  /** A Close from the client and its answer, then the four segments that end TCP. */
  *close(): Generator<void> {
    const normal = Uint8Array.of(0x03, 0xe8);
    yield* this.message('client', 8, normal);
    yield* this.message('server', 8, normal);
    yield* this.finish();
  }

  /** FIN, ACK, FIN, ACK. */
  *finish(): Generator<void> {
    for (const [from, other] of [
      ['client', 'server'],
      ['server', 'client'],
    ] as const) {
      this.#segment(from, FLAG.fin | FLAG.ack);
      yield;
      this.#segment(other, FLAG.ack);
      yield;
    }
  }

  #segment(from: Side, flags: number, data: Uint8Array = NOTHING, start = 0, end = data.length): void {
    const flow = this.#flows[from];
    this.#capture.segment(flow, flags, data, start, end);
    if (flags & (FLAG.syn | FLAG.fin)) this.#flows[from === 'client' ? 'server' : 'client'].ack = flow.seq;
  }

  #frame(from: Side, first: number, payload: Uint8Array): Buffer {
    const { length } = payload;
    const lengthOctets = length < 126 ? 0 : length < 0x10000 ? 2 : 8;
    const mask = from === 'client';
    const head = 2 + lengthOctets + (mask ? 4 : 0);
    const frame = Buffer.allocUnsafe(head + length);
    frame[0] = first;
    frame[1] = (mask ? MASKED : 0) | (lengthOctets === 0 ? length : lengthOctets === 2 ? 126 : 127);
    if (lengthOctets === 2) frame.writeUInt16BE(length, 2);
    if (lengthOctets === 8) frame.writeBigUInt64BE(BigInt(length), 2);
    if (!mask) {
      frame.set(payload, head);
      return frame;
    }
    frame.writeUInt32BE(this.#random.word(), head - 4);
    for (let i = 0; i < length; i++) frame[head + i] = (payload[i] ?? 0) ^ (frame[head - 4 + (i & 3)] ?? 0);
    return frame;
  }
}
