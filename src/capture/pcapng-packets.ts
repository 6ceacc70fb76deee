import type { Notes } from './notes.js';
import type { Packet, PacketSink } from './packet.js';
import { OPTION_COMMENT, type OptionCursor } from './pcapng-options.js';
import type { PcapngInterface, PcapngSection } from './pcapng-section.js';
import { MAX_RECORD_LENGTH } from './reader.js';
import type { CaptureSummary } from './summary.js';

/** Fixed part of an enhanced or obsolete packet block, up to the packet data. */
const HEADER_LENGTH = 28;
const SIMPLE_HEADER_LENGTH = 12;
/** A block ends with its length once more. */
const TRAILER_LENGTH = 4;
/** Options of the packet blocks (draft-ietf-opsawg-pcapng, section 4.3). */
const PacketOption = { FLAGS: 2, DROP_COUNT: 4 } as const;
/** The obsolete packet block's drop count where the writer did not know. */
const UNKNOWN_DROPS = 0xffff;
const IMPOSSIBLE_LENGTH = 'packet blocks of impossible length';

/**
 * The packet blocks of a pcapng capture, each in one piece. A block that contradicts itself is stepped over with a note:
 * its frame was sound, so that the next one can be read.
 */
export class PcapngPackets {
  readonly #packet: Packet;
  readonly #summary: CaptureSummary;
  readonly #notes: Notes;
  readonly #options: OptionCursor;

  constructor(packet: Packet, summary: CaptureSummary, notes: Notes, options: OptionCursor) {
    this.#packet = packet;
    this.#summary = summary;
    this.#notes = notes;
    this.#options = options;
  }

  /** Enhanced packet block at `at`, `length` bytes in all; `offset` is where it begins in the file. */
  enhanced(section: PcapngSection, view: DataView, at: number, length: number, offset: number, sink: PacketSink): void {
    const id = view.getUint32(at + 8, section.littleEndian);
    this.#timed(section, id, view, at, length, offset, sink);
  }

  /** Obsolete packet block: like the enhanced one, but for a smaller interface number and a drop count beside it. */
  obsolete(section: PcapngSection, view: DataView, at: number, length: number, offset: number, sink: PacketSink): void {
    const id = view.getUint16(at + 8, section.littleEndian);
    const drops = view.getUint16(at + 10, section.littleEndian);
    const description = section.interfaces[id]?.description;
    if (description !== undefined && drops !== UNKNOWN_DROPS) {
      description.droppedBetween = (description.droppedBetween ?? 0) + drops;
    }
    this.#timed(section, id, view, at, length, offset, sink);
  }

  /** Simple packet block: of interface 0, without a time; captured up to that interface's snaplen. */
  simple(section: PcapngSection, view: DataView, at: number, length: number, offset: number, sink: PacketSink): void {
    const packetInterface = section.interfaces[0];
    const room = length - SIMPLE_HEADER_LENGTH - TRAILER_LENGTH;
    if (packetInterface === undefined || room < 0) {
      this.#unusable(offset, packetInterface === undefined ? undescribed(0) : 'is too short for a packet');
      return;
    }
    const packet = this.#packet;
    const { snaplen } = packetInterface.description;
    const original = view.getUint32(at + 8, section.littleEndian);
    const captured = snaplen === 0 ? original : Math.min(original, snaplen);
    if (captured > room || captured > MAX_RECORD_LENGTH) {
      this.#noRoom(offset, captured, room);
      return;
    }
    packet.seconds = 0;
    packet.nanoseconds = 0;
    packet.hasTime = false;
    packet.timeDigits = packetInterface.clock.timeDigits;
    packet.headerLength = SIMPLE_HEADER_LENGTH;
    packet.start = at + SIMPLE_HEADER_LENGTH;
    packet.end = packet.start + captured;
    packet.originalLength = original;
    this.#handOut(packetInterface, 0, packetInterface.description.fcsLength, offset, sink);
  }

  #timed(
    section: PcapngSection,
    id: number,
    view: DataView,
    at: number,
    length: number,
    offset: number,
    sink: PacketSink,
  ): void {
    const little = section.littleEndian;
    const packetInterface = section.interfaces[id];
    const room = length - HEADER_LENGTH - TRAILER_LENGTH;
    if (packetInterface === undefined || room < 0) {
      this.#unusable(offset, room < 0 ? 'is too short for a packet' : undescribed(id));
      return;
    }
    const captured = view.getUint32(at + 20, little);
    if (captured > room || captured > MAX_RECORD_LENGTH) {
      this.#noRoom(offset, captured, room);
      return;
    }
    const packet = this.#packet;
    const original = view.getUint32(at + 24, little);
    packetInterface.clock.stamp(packet, view.getUint32(at + 12, little), view.getUint32(at + 16, little));
    packet.hasTime = true;
    packet.headerLength = HEADER_LENGTH;
    packet.start = at + HEADER_LENGTH;
    packet.end = packet.start + captured;
    packet.originalLength = Math.max(original, captured);
    let { fcsLength } = packetInterface.description;
    const options = at + HEADER_LENGTH + ((captured + 3) & ~3);
    const end = at + length - TRAILER_LENGTH;
    if (options < end) {
      this.#options.begin(view, little, options, end);
      fcsLength = this.#takeOptions(section, packetInterface, offset);
    }
    this.#handOut(packetInterface, id, fcsLength, offset, sink);
  }

  /** @returns octets of FCS at the end of this packet */
  #takeOptions(section: PcapngSection, { description }: PcapngInterface, offset: number): number {
    const options = this.#options;
    let { fcsLength } = description;
    while (options.next()) {
      if (options.code === OPTION_COMMENT) {
        const number = this.#packet.number + 1;
        const text = options.text();
        this.#packet.addComment(number, text);
        this.#summary.addComment({ on: 'packet', packet: number, text });
      } else if (options.code === PacketOption.FLAGS) {
        // Bits 5 to 8; 0 says that it is not known.
        fcsLength = ((options.uint32() ?? 0) >>> 5) & 0xf || fcsLength;
      } else if (options.code === PacketOption.DROP_COUNT) {
        description.droppedBetween = (description.droppedBetween ?? 0) + (options.uint64() ?? 0);
      }
    }
    section.checkOptions(offset);
    return fcsLength;
  }

  /** Hands out the packet, whose time and place in the buffer are set. */
  #handOut({ description }: PcapngInterface, id: number, fcsLength: number, offset: number, sink: PacketSink): void {
    const packet = this.#packet;
    packet.number++;
    packet.linkType = description.linkType;
    packet.fcsLength = fcsLength;
    packet.interfaceId = id;
    packet.fileOffset = offset;
    description.packets++;
    this.#summary.tally.count(packet);
    sink.packet(packet);
  }

  /** Tells of a packet block that is longer than any packet: it cannot be taken in one piece. */
  tooLong(offset: number, length: number): void {
    const message = `the packet block at byte ${offset} claims ${length} bytes, more than a packet can have; it was stepped over`;
    this.#notes.add('record-length', IMPOSSIBLE_LENGTH, offset, message);
  }

  #unusable(offset: number, why: string): void {
    const message = `the packet block at byte ${offset} ${why}; it was stepped over`;
    this.#notes.add('capture-damaged', 'packet blocks that cannot be used', offset, message);
  }

  #noRoom(offset: number, captured: number, room: number): void {
    const message = `the packet block at byte ${offset} claims ${captured} captured bytes and has room for ${room}; it was stepped over`;
    this.#notes.add('record-length', IMPOSSIBLE_LENGTH, offset, message);
  }
}

function undescribed(id: number): string {
  return `belongs to interface ${id}, which its section does not describe`;
}
