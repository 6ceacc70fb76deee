import { int32 } from '../byte-order.js';

/** Which of the two ends of a flow: 0 is the one whose address and port are the smaller. */
export type Side = 0 | 1;

export function otherSide(side: Side): Side {
  return side === 0 ? 1 : 0;
}

/** What is known of a flow, as bits of its flags word. The bits of side 1 are those of side 0 shifted left by one. */
export const FlowFlag = {
  /** The sequence number in the base column is known. */
  BASE: 0x01,
  /** It is the one of a SYN: the stream's data begins behind it. */
  SYN: 0x04,
  FIN: 0x10,
  /** Either side reset the connection. */
  RST: 0x40,
  /** Nothing in this flow is of interest: its segments are only counted. */
  IGNORED: 0x80,
  /** Addresses are IPv6. */
  IPV6: 0x100,
  /** The connection was followed to its end. */
  CLOSED: 0x200,
} as const;

/** Bits of the flags word where the window shift of side 0 plus one stands (0: not known); side 1 has the next four. */
const SHIFT_BITS = 16;

const COLUMNS = 16;
const Column = { A: 0, B: 4, PORTS: 8, STREAM: 9, BASE: 10, FLAGS: 12, SEEN: 13, HASH: 14 } as const;

/** Closed flows are forgotten this many seconds of capture time after their last packet: twice the usual 2 MSL. */
const FORGET_AFTER_SECONDS = 240;

/** Memory that is not yet used costs nothing; a table that grows makes the engine compile what looks into it anew. */
const INITIAL_ROWS = 4096;

/**
 * All TCP flows, by addresses and ports, in one table of integers: a flow that carries nothing of interest costs 64 bytes
 * and no object. Streams are numbered as Wireshark numbers tcp.stream: in the order of their first packets, a reused
 * pair of ports anew.
 */
export class FlowTable {
  #rows = new Int32Array(INITIAL_ROWS * COLUMNS);
  #slots = new Int32Array(INITIAL_ROWS * 2).fill(-1);
  #count = 0;
  #streams = 0;
  /** Side of the sender in the packet that was looked up last. */
  side: Side = 0;
  /** Whether that look-up made a new row. */
  isNew = false;

  /** How many streams have been numbered. */
  get streams(): number {
    return this.#streams;
  }

  /** Called for each row that is moved when closed flows are forgotten. */
  onMove: (from: number, to: number) => void = () => {};

  /** Called for each row that is forgotten, while it can still be read. */
  onForget: (row: number) => void = () => {};

  /** Called for each row that is given to a new stream, before it is. */
  onRestart: (row: number) => void = () => {};

  /**
   * Finds the flow of a packet, or begins one.
   * @param source index in `bytes` of the source address; destination likewise
   * @param seconds capture time
   * @returns its row, valid until the next look-up
   */
  lookup(
    bytes: Uint8Array,
    version: number,
    source: number,
    destination: number,
    sourcePort: number,
    destinationPort: number,
    seconds: number,
  ): number {
    const isIpv6 = version === 6;
    let order = isIpv6
      ? compareIpv6(bytes, source, destination)
      : compareWords(int32(bytes, source), int32(bytes, destination));
    if (order === 0) order = sourcePort - destinationPort;
    const swapped = order > 0;
    this.side = swapped ? 1 : 0;
    const a = swapped ? destination : source;
    const b = swapped ? source : destination;
    const ports = swapped ? (destinationPort << 16) | sourcePort : (sourcePort << 16) | destinationPort;
    const mixed = isIpv6 ? hashIpv6(ports, bytes, a, b) : hashWords(ports, int32(bytes, a), int32(bytes, b));
    const hash = mixed ^ (mixed >>> 13);

    const rows = this.#rows;
    const slots = this.#slots;
    const mask = slots.length - 1;
    const family = isIpv6 ? FlowFlag.IPV6 : 0;
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot] as number;
      if (row < 0) break;
      const at = row * COLUMNS;
      if (
        rows[at + Column.HASH] === hash &&
        rows[at + Column.PORTS] === ports &&
        ((rows[at + Column.FLAGS] as number) & FlowFlag.IPV6) === family &&
        rows[at + Column.A] === int32(bytes, a) &&
        rows[at + Column.B] === int32(bytes, b) &&
        (!isIpv6 || this.#sameTail(at, bytes, a, b))
      ) {
        rows[at + Column.SEEN] = seconds;
        this.isNew = false;
        return row;
      }
      slot = (slot + 1) & mask;
    }
    this.isNew = true;
    return this.#insert(bytes, isIpv6 ? 4 : 1, a, b, ports, hash, seconds);
  }

  #sameTail(at: number, bytes: Uint8Array, a: number, b: number): boolean {
    for (let word = 1; word < 4; word++) {
      if (this.#rows[at + Column.A + word] !== int32(bytes, a + word * 4)) return false;
      if (this.#rows[at + Column.B + word] !== int32(bytes, b + word * 4)) return false;
    }
    return true;
  }

  #insert(
    bytes: Uint8Array,
    words: number,
    a: number,
    b: number,
    ports: number,
    hash: number,
    seconds: number,
  ): number {
    if ((this.#count + 1) * COLUMNS > this.#rows.length) this.#makeRoom(seconds);
    const row = this.#count++;
    const rows = this.#rows;
    const at = row * COLUMNS;
    rows.fill(0, at, at + COLUMNS);
    for (let word = 0; word < words; word++) {
      rows[at + Column.A + word] = int32(bytes, a + word * 4);
      rows[at + Column.B + word] = int32(bytes, b + word * 4);
    }
    rows[at + Column.PORTS] = ports;
    rows[at + Column.HASH] = hash;
    rows[at + Column.SEEN] = seconds;
    rows[at + Column.FLAGS] = words === 4 ? FlowFlag.IPV6 : 0;
    rows[at + Column.STREAM] = this.#streams++;
    this.#link(row);
    return row;
  }

  #link(row: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (this.#rows[row * COLUMNS + Column.HASH] as number) & mask;
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    slots[slot] = row;
  }

  /** Forgets flows that ended long ago; doubles the table where that frees too little. */
  #makeRoom(seconds: number): void {
    const old = this.#rows;
    const ended = FlowFlag.CLOSED | FlowFlag.RST;
    const bothFins = FlowFlag.FIN | (FlowFlag.FIN << 1);
    let kept = 0;
    for (let row = 0; row < this.#count; row++) {
      const at = row * COLUMNS;
      const flags = old[at + Column.FLAGS] as number;
      const over = (flags & ended) !== 0 || (flags & bothFins) === bothFins;
      if (over && seconds - (old[at + Column.SEEN] as number) > FORGET_AFTER_SECONDS) {
        this.onForget(row);
        continue;
      }
      if (kept !== row) {
        old.copyWithin(kept * COLUMNS, at, at + COLUMNS);
        this.onMove(row, kept);
      }
      kept++;
    }
    this.#count = kept;
    if (kept * COLUMNS > old.length / 2) {
      this.#rows = new Int32Array(old.length * 2);
      this.#rows.set(old);
      this.#slots = new Int32Array(this.#slots.length * 2);
    }
    this.#slots.fill(-1);
    for (let row = 0; row < kept; row++) this.#link(row);
  }

  /** Gives the row's ports to a new stream: its number is the next one, everything known of the old one is forgotten. */
  restart(row: number): void {
    this.onRestart(row);
    const at = row * COLUMNS;
    this.#rows[at + Column.STREAM] = this.#streams++;
    this.#rows[at + Column.FLAGS] = (this.#rows[at + Column.FLAGS] as number) & FlowFlag.IPV6;
  }

  stream(row: number): number {
    return this.#rows[row * COLUMNS + Column.STREAM] as number;
  }

  flags(row: number): number {
    return this.#rows[row * COLUMNS + Column.FLAGS] as number;
  }

  setFlags(row: number, bits: number): void {
    const at = row * COLUMNS + Column.FLAGS;
    this.#rows[at] = (this.#rows[at] as number) | bits;
  }

  /** The sequence number before the side's first byte, where FlowFlag.BASE is set. */
  base(row: number, side: Side): number {
    return this.#rows[row * COLUMNS + Column.BASE + side] as number;
  }

  setBase(row: number, side: Side, seq: number, fromSyn: boolean): void {
    this.#rows[row * COLUMNS + Column.BASE + side] = seq;
    this.setFlags(row, (fromSyn ? FlowFlag.BASE | FlowFlag.SYN : FlowFlag.BASE) << side);
  }

  /** Window shift the side announced in its SYN; -1 where it is not known. */
  windowShift(row: number, side: Side): number {
    return ((this.flags(row) >>> (SHIFT_BITS + side * 4)) & 0xf) - 1;
  }

  setWindowShift(row: number, side: Side, shift: number): void {
    this.setFlags(row, (shift + 1) << (SHIFT_BITS + side * 4));
  }

  port(row: number, side: Side): number {
    const ports = this.#rows[row * COLUMNS + Column.PORTS] as number;
    return side === 0 ? ports >>> 16 : ports & 0xffff;
  }

  /** The side's address as it stands in a header: 4 or 16 bytes. */
  address(row: number, side: Side): Uint8Array {
    const length = (this.flags(row) & FlowFlag.IPV6) !== 0 ? 16 : 4;
    const bytes = new Uint8Array(length);
    const view = new DataView(bytes.buffer);
    const at = row * COLUMNS + (side === 0 ? Column.A : Column.B);
    for (let word = 0; word < length / 4; word++) view.setInt32(word * 4, this.#rows[at + word] as number);
    return bytes;
  }
}

/** Which of two words comes first, read as unsigned: less than 0 for the one, more for the other. */
function compareWords(one: number, other: number): number {
  if (one === other) return 0;
  return one >>> 0 < other >>> 0 ? -1 : 1;
}

function compareIpv6(bytes: Uint8Array, one: number, other: number): number {
  for (let at = 0; at < 16; at += 4) {
    const order = compareWords(int32(bytes, one + at), int32(bytes, other + at));
    if (order !== 0) return order;
  }
  return 0;
}

function hashWords(seed: number, a: number, b: number): number {
  const hash = Math.imul(seed ^ a, 0x9e3779b1);
  return Math.imul(hash ^ (hash >>> 15) ^ b, 0x85ebca6b);
}

function hashIpv6(seed: number, bytes: Uint8Array, a: number, b: number): number {
  let hash = seed;
  for (let at = 0; at < 16; at += 4) hash = hashWords(hash, int32(bytes, a + at), int32(bytes, b + at));
  return hash;
}
