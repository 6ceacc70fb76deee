import { Notes } from './notes.js';
import { Packet, type PacketSink } from './packet.js';
import { OptionCursor } from './pcapng-options.js';
import { PcapngPackets } from './pcapng-packets.js';
import { type BlockBody, PcapngSection } from './pcapng-section.js';
import { CaptureProblem, type CaptureProblemCode } from './problem.js';
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
  JOURNAL: 9,
  SECRETS: 10,
  CUSTOM: 0x0000_0bad,
  CUSTOM_NOT_COPIED: 0x4000_0bad,
} as const;

/** Byte-order magic of a section header, as it reads in the section's own order. */
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type and total length in front of the body. */
const HEADER_LENGTH = 8;
/** Total length again, behind the body. */
const TRAILER_LENGTH = 4;
const MIN_BLOCK_LENGTH = HEADER_LENGTH + TRAILER_LENGTH;
const SECTION_HEADER_LENGTH = 28;
/** Longest packet block that is believed; a longer one is stepped over. */
const MAX_PACKET_BLOCK_LENGTH = MAX_RECORD_LENGTH + 1024 * 1024;
/** As much of a block without packet as is looked at; the rest is stepped over as it streams past. */
const MAX_BYTES_LOOKED_AT = 4 * 1024 * 1024;

/** First four bytes of a pcapng capture, in either byte order; isPcapng() looks further. */
export const PCAPNG_MAGIC = Block.SECTION;

/** Whether these bytes, at least 12, begin a pcapng capture. */
export function isPcapng(bytes: Uint8Array, start: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(start) === Block.SECTION && isLittleEndian(view, start) !== undefined;
}

/** Byte order of the section that begins at `at`; undefined where its byte-order magic is none. */
function isLittleEndian(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? false : undefined;
}

/** Whether Wireshark shows blocks of this type as frames of their own, and counts them as such. */
function isNumbered(type: number): boolean {
  return type === Block.CUSTOM || type === Block.CUSTOM_NOT_COPIED || type === Block.JOURNAL;
}

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each of its own byte order and with its own
 * interfaces. Section lengths are not used, as writers get them wrong. Blocks that hold no packet and nothing for the
 * summary are stepped over as they stream past, however long they are; custom blocks and journal entries take a number
 * all the same, so that packets have those that Wireshark gives them.
 */
export class PcapngReader implements CaptureReader {
  readonly summary = new CaptureSummary('pcapng');
  problem: CaptureProblem | undefined;

  readonly #notes = new Notes();
  readonly #options = new OptionCursor();
  readonly #packet: Packet;
  readonly #packets: PcapngPackets;
  #section: PcapngSection | undefined;
  #byteOrders = new Set<string>();
  /** Bytes still to step over in a block of `#skippedLength` bytes in all, up to its trailing length. */
  #skip = 0;
  #skippedLength = 0;
  /** The length that this block claims: without padding, where it does not count that. */
  #skippedClaim = 0;
  /** The bytes shown to the present call of read(): up to `#end` of `#view`, whose byte 0 has the file offset `#base`. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  #end = 0;
  #base = 0;

  /** @param packet the object to hand out; several captures read as one share it, so that its number goes on */
  constructor(packet: Packet = new Packet()) {
    this.#packet = packet;
    this.#packets = new PcapngPackets(packet, this.summary, this.#notes, this.#options);
  }

  get notes(): readonly CaptureProblem[] {
    return this.#notes.list;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number, sink: PacketSink): number {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = end;
    this.#base = offset - start;
    this.#packet.bytes = bytes;
    let at = start;
    while (this.problem === undefined) {
      const behind = this.#skippedLength === 0 ? this.#block(at, sink) : this.#stepOver(at);
      if (behind === at) return at;
      at = behind;
    }
    return end;
  }

  finish(left: number, offset: number): void {
    this.#notes.finish(offset + left);
    if (this.problem !== undefined || (left === 0 && this.#skippedLength === 0)) return;
    const begin = this.#skippedLength === 0 ? offset : offset - (this.#skippedLength - TRAILER_LENGTH - this.#skip);
    const message = `the capture ends at byte ${offset + left}, inside the block that begins at byte ${begin}; the packets before it were read`;
    this.problem = new CaptureProblem('capture-cut', begin, message);
  }

  /** Takes the block at `at`. @returns the index behind what was taken; `at` where more bytes are needed */
  #block(at: number, sink: PacketSink): number {
    const view = this.#view;
    const left = this.#end - at;
    if (left < MIN_BLOCK_LENGTH) return at;
    let little = this.#section?.littleEndian ?? false;
    const type = view.getUint32(at, little);
    if (type === Block.SECTION) {
      const order = isLittleEndian(view, at);
      if (order === undefined) return this.#stop('capture-damaged', at, 'has no byte-order magic');
      little = order;
    } else if (this.#section === undefined) {
      return this.#stop('not-a-capture', at, 'is no section header, with which pcapng begins');
    }
    const claimed = view.getUint32(at + 4, little);
    if (claimed < MIN_BLOCK_LENGTH) {
      return this.#stop('record-length', at, `claims ${claimed} bytes, which no block can have`);
    }
    // Old writers pad the body to 32 bits but do not count the padding.
    const length = claimed + (-claimed & 3);
    if (length <= left) {
      const trailer = view.getUint32(at + length - TRAILER_LENGTH, little);
      if (trailer !== claimed) return this.#lengthsDiffer(at, claimed, trailer);
      this.#take(type, at, length, length - TRAILER_LENGTH, sink);
      return at + length;
    }
    const needed = this.#bytesNeeded(type, at, length);
    if (left < needed) return at;
    if (needed > HEADER_LENGTH) this.#take(type, at, length, needed, sink);
    this.#skippedLength = length;
    this.#skippedClaim = claimed;
    this.#skip = length - TRAILER_LENGTH - needed;
    return at + needed;
  }

  /** Goes on stepping over a block. @returns the index behind what was taken; `at` where more bytes are needed */
  #stepOver(at: number): number {
    const left = this.#end - at;
    if (this.#skip > 0) {
      const step = Math.min(this.#skip, left);
      this.#skip -= step;
      return at + step;
    }
    if (left < TRAILER_LENGTH) return at;
    const trailer = this.#view.getUint32(at, this.#section?.littleEndian);
    if (trailer !== this.#skippedClaim) {
      return this.#lengthsDiffer(at + TRAILER_LENGTH - this.#skippedLength, this.#skippedClaim, trailer);
    }
    this.#skippedLength = 0;
    return at + TRAILER_LENGTH;
  }

  /** How many bytes of a block that is not all there are needed in one piece. */
  #bytesNeeded(type: number, at: number, length: number): number {
    if (type === Block.SECTION) return Math.min(length, MAX_BYTES_LOOKED_AT);
    if (this.#section?.known !== true) return HEADER_LENGTH;
    if (type === Block.INTERFACE || type === Block.STATISTICS || type === Block.SECRETS) {
      return Math.min(length, MAX_BYTES_LOOKED_AT);
    }
    if (isNumbered(type)) return MIN_BLOCK_LENGTH;
    if (type !== Block.PACKET && type !== Block.SIMPLE_PACKET && type !== Block.OBSOLETE_PACKET) return HEADER_LENGTH;
    if (length <= MAX_PACKET_BLOCK_LENGTH) return length;
    this.#packets.tooLong(this.#base + at, length);
    return HEADER_LENGTH;
  }

  /**
   * Takes what a block says.
   * @param there how many bytes of it are there, without its trailing length; packet blocks are there whole
   */
  #take(type: number, at: number, length: number, there: number, sink: PacketSink): void {
    const view = this.#view;
    const offset = this.#base + at;
    if (type === Block.SECTION) this.#beginSection({ view, at, end: at + there, offset });
    const section = this.#section;
    if (section === undefined || !section.known) return;
    if (type === Block.PACKET) this.#packets.enhanced(section, view, at, length, offset, sink);
    else if (type === Block.SIMPLE_PACKET) this.#packets.simple(section, view, at, length, offset, sink);
    else if (type === Block.OBSOLETE_PACKET) this.#packets.obsolete(section, view, at, length, offset, sink);
    else if (type === Block.INTERFACE) section.describe({ view, at, end: at + there, offset });
    else if (type === Block.STATISTICS) section.statistics({ view, at, end: at + there, offset });
    else if (type === Block.SECRETS) {
      section.secrets({ view, at, end: at + there, offset }, there + TRAILER_LENGTH === length);
    } else if (isNumbered(type)) this.#packet.number++;
  }

  #beginSection(body: BlockBody): void {
    const { view, at, end, offset } = body;
    if (end - at < SECTION_HEADER_LENGTH - TRAILER_LENGTH) {
      this.#stop('capture-damaged', at, 'is too short for a section header');
      return;
    }
    const little = isLittleEndian(view, at) === true;
    const major = view.getUint16(at + 12, little);
    const minor = view.getUint16(at + 14, little);
    const index = this.#section === undefined ? 0 : this.#section.index + 1;
    // The draft knows 1.0; 1.2 is what some writers put for it, as Wireshark has found.
    const known = major === 1 && (minor === 0 || minor === 2);
    const section = new PcapngSection(index, little, known, this.summary, this.#notes, this.#options);
    this.#section = section;
    this.summary.sections = index + 1;
    if (index === 0) this.summary.version = `${major}.${minor}`;
    this.#byteOrders.add(little ? 'little-endian' : 'big-endian');
    this.summary.format = `pcapng (${[...this.#byteOrders].join(' and ')})`;
    if (known) {
      section.header(body);
      return;
    }
    const message = `section ${index + 1}, at byte ${offset}, is of pcapng version ${major}.${minor}, and only 1.0 is known; its packets are left out`;
    this.#notes.add('capture-version', 'sections of versions that are not known', offset, message);
  }

  #lengthsDiffer(at: number, length: number, trailer: number): number {
    return this.#stop('record-length', at, `claims ${length} bytes at its beginning and ${trailer} at its end`);
  }

  /** Ends the reading. @returns the end of what was shown */
  #stop(code: CaptureProblemCode, at: number, what: string): number {
    const offset = this.#base + at;
    const message = `the block at byte ${offset} ${what}; the file is damaged there, and only the packets before it were read`;
    this.problem = new CaptureProblem(code, offset, message);
    return this.#end;
  }
}
