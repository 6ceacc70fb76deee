import { Notes } from './notes.js';
import { Packet, type PacketSink } from './packet.js';
import { OPTION_COMMENT, OptionCursor } from './pcapng-options.js';
import { type PcapngInterface, PcapngSection } from './pcapng-section.js';
import { CaptureProblem } from './problem.js';
import { type CaptureReader, MAX_RECORD_LENGTH } from './reader.js';
import { CaptureSummary } from './summary.js';

/** Block types (draft-ietf-opsawg-pcapng, section 11.1). The section header's reads the same in either byte order. */
const Block = {
  SECTION: 0x0a0d0d0a,
  INTERFACE: 1,
  OBSOLETE_PACKET: 2,
  SIMPLE_PACKET: 3,
  STATISTICS: 5,
  PACKET: 6,
  SECRETS: 10,
} as const;

/** Byte-order magic of a section header, as it reads in the section's own order. */
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type and total length before the body, total length again behind it. */
const BLOCK_OVERHEAD = 12;
const SECTION_HEADER_LENGTH = 28;
/** Fixed part of an enhanced or obsolete packet block, up to the packet data. */
const PACKET_HEADER_LENGTH = 28;
const SIMPLE_PACKET_HEADER_LENGTH = 12;
/** Options of the packet blocks (section 4.3). */
const PacketOption = { FLAGS: 2, DROP_COUNT: 4 } as const;
/** Longest packet block that is believed; what is longer is stepped over. */
const MAX_PACKET_BLOCK_LENGTH = MAX_RECORD_LENGTH + 1024 * 1024;
/** As much of any other block as is looked at; the rest is stepped over as it streams past. */
const MAX_OTHER_BLOCK_LENGTH = 4 * 1024 * 1024;
/** The obsolete packet block's drop count where the writer did not know. */
const UNKNOWN_DROPS = 0xffff;

/** Whether these bytes, at least 12, begin a pcapng capture. */
export function isPcapng(bytes: Uint8Array, start: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(start) === Block.SECTION && byteOrder(view, start) !== undefined;
}

/** Whether the section that begins at `at` is little-endian; undefined where its byte-order magic is none. */
function byteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? false : undefined;
}

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each of its own byte order and with its own
 * interfaces. Section lengths are not used, as writers get them wrong. Blocks that hold no packet and nothing for the
 * summary are stepped over as they stream past, however long they are.
 */
export class PcapngReader implements CaptureReader {
  readonly summary = new CaptureSummary('pcapng');
  wanted = SECTION_HEADER_LENGTH;
  problem: CaptureProblem | undefined;

  readonly #packet: Packet;
  readonly #notes = new Notes();
  readonly #options = new OptionCursor();
  #section: PcapngSection | undefined;
  #sections = 0;
  /** The section is of a version that is not known: its blocks are stepped over. */
  #unknownVersion = false;
  /** Bytes still to step over in a block of `#skippedLength` bytes in all, its trailing length excepted. */
  #skip = 0;
  #skippedLength = 0;

  /** @param packet the object to hand out; several captures read as one share it, so that its number goes on */
  constructor(packet: Packet = new Packet()) {
    this.#packet = packet;
  }

  get notes(): readonly CaptureProblem[] {
    return this.#notes.list;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number, sink: PacketSink): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#packet.bytes = bytes;
    let at = start;
    while (this.problem === undefined) {
      if (this.#skippedLength > 0) {
        const behind = this.#stepOver(view, at, end, offset - start);
        if (this.#skippedLength > 0) return behind;
        at = behind;
      }
      const behind = this.#blocks(view, at, end, offset - start, sink);
      if (this.#skippedLength === 0 || behind === at) return behind;
      at = behind;
    }
    return end;
  }

  finish(left: number, offset: number): void {
    this.#notes.finish(offset + left);
    if (this.problem !== undefined || (left === 0 && this.#skippedLength === 0)) return;
    const begin = this.#skippedLength === 0 ? offset : offset - (this.#skippedLength - 4 - this.#skip);
    this.problem = new CaptureProblem(
      'capture-cut',
      begin,
      `the capture ends at byte ${offset + left}, inside the block that begins at byte ${begin}; the packets before it were read`,
    );
  }

  /** Goes on stepping over a block. @returns the index behind what it took */
  #stepOver(view: DataView, start: number, end: number, base: number): number {
    const step = Math.min(this.#skip, end - start);
    const at = start + step;
    this.#skip -= step;
    if (this.#skip > 0) return at;
    this.wanted = 4;
    if (end - at < 4) return at;
    const length = this.#skippedLength;
    this.#skippedLength = 0;
    return this.#checkTrailer(view, at + 4 - length, length, base) ? at + 4 : end;
  }

  /** Takes whole blocks, up to one that has to be stepped over or is not all there. */
  #blocks(view: DataView, from: number, end: number, base: number, sink: PacketSink): number {
    let at = from;
    this.wanted = BLOCK_OVERHEAD;
    while (end - at >= BLOCK_OVERHEAD) {
      const section = this.#section;
      let little = section?.littleEndian ?? false;
      const type = view.getUint32(at, little);
      if (type === Block.SECTION) {
        const order = byteOrder(view, at);
        if (order === undefined) {
          return this.#stop(end, at + base, `the section header at byte ${at + base} has no valid byte-order magic`);
        }
        little = order;
      } else if (section === undefined) {
        return this.#stop(end, at + base, `there is no section header at byte ${at + base}`);
      }
      const length = view.getUint32(at + 4, little);
      if (length < BLOCK_OVERHEAD || (length & 3) !== 0) {
        return this.#stop(
          end,
          at + base,
          `the block at byte ${at + base} claims ${length} bytes, which no block can have`,
          'record-length',
        );
      }
      const holdsPacket = type === Block.PACKET || type === Block.SIMPLE_PACKET || type === Block.OBSOLETE_PACKET;
      const looksAt = this.#bytesLookedAt(type, length, holdsPacket);
      if (end - at < looksAt) {
        this.wanted = looksAt;
        return at;
      }
      const whole = looksAt === length;
      if (whole && !this.#checkTrailer(view, at, length, base, little)) return end;
      if (type === Block.SECTION) {
        if (length < SECTION_HEADER_LENGTH) {
          return this.#stop(end, at + base, `the section header at byte ${at + base} is too short`);
        }
        this.#beginSection(view, at, whole ? at + length - 4 : at + looksAt, base, little);
      } else if (section !== undefined && looksAt > BLOCK_OVERHEAD) {
        if (!holdsPacket) this.#other(section, type, { view, at, end: at + looksAt - (whole ? 4 : 0), offset: at + base }, whole);
        else if (type === Block.SIMPLE_PACKET) this.#simplePacket(section, view, at, length, base, sink);
        else this.#packetBlock(section, view, at, length, base, type === Block.PACKET, sink);
      }
      if (!whole) {
        this.#skippedLength = length;
        this.#skip = length - 4 - looksAt;
        return at + looksAt;
      }
      at += length;
    }
    return at;
  }
}
