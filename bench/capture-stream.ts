import { closeSync, openSync, writeSync } from 'node:fs';
import { pcapFileHeader } from '../fixtures/build/pcap-writer.js';

const BUFFER_SIZE = 8 * 2 ** 20;
const RECORD = 16;
const ETHERNET = 14;
const HEADERS = RECORD + ETHERNET + 40;
/** Most octets of data in one segment. */
export const MSS = 1460;

export const FLAG = { fin: 0x01, syn: 0x02, psh: 0x08, ack: 0x10 } as const;

/** One direction of a connection: its addresses and what it has sent and received. */
export interface Flow {
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  seq: number;
  ack: number;
}

/**
 * A pcap file (Ethernet, IPv4, TCP) that is written packet by packet, straight into a large buffer. Checksums are left
 * at 0. Time goes on by a few microseconds with each packet.
 */
export class CaptureStream {
  /** Octets written so far. */
  size = 0;
  packets = 0;
  readonly #file: number;
  readonly #buffer = Buffer.alloc(BUFFER_SIZE);
  #used = 0;
  #second = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;
  #microsecond = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
    this.#write(pcapFileHeader());
  }

  /** Writes one segment with `payload[start, end)` and moves the flow's sequence number on. */
  segment(flow: Flow, flags: number, payload: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (this.#used + HEADERS + length + 4 > BUFFER_SIZE) this.#flush();
    const buffer = this.#buffer;
    const options = flags & FLAG.syn ? 4 : 0;
    const captured = ETHERNET + 40 + options + length;
    this.#tick();
    let at = this.#used;
    this.#word(at, this.#second);
    this.#word(at + 4, this.#microsecond);
    this.#word(at + 8, captured);
    this.#word(at + 12, captured);
    at += RECORD;
    // The MACs repeat the addresses, as 02:00:a:b:c:d.
    this.#mac(at, flow.destinationAddress);
    this.#mac(at + 6, flow.sourceAddress);
    buffer[at + 12] = 0x08;
    buffer[at + 13] = 0x00;
    at += ETHERNET;
    buffer[at] = 0x45;
    buffer[at + 1] = 0;
    this.#half(at + 2, 40 + options + length);
    this.#half(at + 4, this.packets & 0xffff);
    this.#half(at + 6, 0x4000);
    buffer[at + 8] = 64;
    buffer[at + 9] = 6;
    this.#half(at + 10, 0);
    this.#network(at + 12, flow.sourceAddress);
    this.#network(at + 16, flow.destinationAddress);
    at += 20;
    this.#half(at, flow.sourcePort);
    this.#half(at + 2, flow.destinationPort);
    this.#network(at + 4, flow.seq);
    this.#network(at + 8, flags & FLAG.ack ? flow.ack : 0);
    buffer[at + 12] = (20 + options) << 2;
    buffer[at + 13] = flags;
    this.#half(at + 14, 65535);
    this.#network(at + 16, 0);
    at += 20;
    if (options > 0) {
      this.#network(at, 0x02040000 | MSS);
      at += 4;
    }
    if (length > 0) buffer.set(payload.subarray(start, end), at);
    this.#used = at + length;
    this.size += RECORD + captured;
    this.packets++;
    flow.seq = (flow.seq + length + (flags & (FLAG.syn | FLAG.fin) ? 1 : 0)) >>> 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
    this.size += bytes.length;
  }

  #flush(): void {
    let offset = 0;
    while (offset < this.#used) offset += writeSync(this.#file, this.#buffer, offset, this.#used - offset);
    this.#used = 0;
  }

  #tick(): void {
    this.#microsecond += 3 + ((this.packets * 7) % 23);
    if (this.#microsecond < 1_000_000) return;
    this.#microsecond -= 1_000_000;
    this.#second++;
  }

  #mac(at: number, address: number): void {
    this.#half(at, 0x0200);
    this.#network(at + 2, address);
  }

  #half(at: number, value: number): void {
    this.#buffer[at] = value >>> 8;
    this.#buffer[at + 1] = value;
  }

  /** 32 bits in network byte order. */
  #network(at: number, value: number): void {
    this.#buffer[at] = value >>> 24;
    this.#buffer[at + 1] = value >>> 16;
    this.#buffer[at + 2] = value >>> 8;
    this.#buffer[at + 3] = value;
  }

  /** 32 bits, little-endian, as in the record headers. */
  #word(at: number, value: number): void {
    this.#buffer[at] = value;
    this.#buffer[at + 1] = value >>> 8;
    this.#buffer[at + 2] = value >>> 16;
    this.#buffer[at + 3] = value >>> 24;
  }
}
