import { Packet, type PacketSink } from './packet.js';
import { CaptureProblem } from './problem.js';
import { type CaptureReader, MAX_RECORD_LENGTH, USUAL_RECORD_LENGTH } from './reader.js';
import { type CaptureInterface, type CaptureKind, CaptureSummary } from './summary.js';

/** Length of the file header (draft-ietf-opsawg-pcap, section 4), in bytes. */
const FILE_HEADER_LENGTH = 24;

interface PcapVariant {
  readonly nanoseconds: boolean;
  readonly littleEndian: boolean;
  /** 16, or 24 in Kuznetzov's modified form, whose records also hold an interface index, protocol and packet type. */
  readonly recordHeaderLength: number;
  readonly kind: CaptureKind;
}

/** File magics as the first four bytes read big-endian. */
const VARIANTS: ReadonlyMap<number, PcapVariant> = new Map(
  (
    [
      { magic: 0xa1b2c3d4, nanoseconds: false, recordHeaderLength: 16, kind: 'pcap' },
      { magic: 0xa1b23c4d, nanoseconds: true, recordHeaderLength: 16, kind: 'pcap' },
      { magic: 0xa1b2cd34, nanoseconds: false, recordHeaderLength: 24, kind: 'modified pcap' },
    ] as const
  ).flatMap(({ magic, ...variant }): [number, PcapVariant][] => [
    [magic, { ...variant, littleEndian: false }],
    [swap32(magic), { ...variant, littleEndian: true }],
  ]),
);

function swap32(value: number): number {
  return (((value & 0xff) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
}

/** Whether these first four bytes (read big-endian) begin a classic pcap file. */
export function isPcapMagic(magic: number): boolean {
  return VARIANTS.has(magic);
}

/**
 * Reads classic pcap (draft-ietf-opsawg-pcap): both byte orders, micro- and nanoseconds, and Kuznetzov's modified form.
 * Versions 2.0 and later are read; before 2.3 the two lengths of a record stood the other way round, which is recognised
 * from the lengths themselves, as some writers got it wrong.
 */
export class PcapReader implements CaptureReader {
  readonly summary = new CaptureSummary('pcap');
  /** Nothing can be stepped over here: without its length field there is no way to the next record. */
  readonly notes: readonly CaptureProblem[] = [];
  problem: CaptureProblem | undefined;

  readonly #packet: Packet;
  #variant: PcapVariant | undefined;
  #interface: CaptureInterface | undefined;
  #longest = USUAL_RECORD_LENGTH;
  #swappedLengths = false;

  /** @param packet the object to hand out; several captures read as one share it, so that its number goes on */
  constructor(packet: Packet = new Packet()) {
    this.#packet = packet;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number, sink: PacketSink): number {
    if (this.problem !== undefined) return end;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = start;
    if (this.#variant === undefined || this.#interface === undefined) {
      if (end - at < FILE_HEADER_LENGTH) return at;
      this.#fileHeader(view, at, offset);
      if (this.#variant === undefined || this.#interface === undefined) return end;
      at += FILE_HEADER_LENGTH;
    }
    this.#setPacket(bytes, this.#interface);
    return this.#records(view, at, end, offset - start, this.#variant, this.#interface, sink);
  }

  finish(left: number, offset: number): void {
    if (this.problem !== undefined || left === 0) return;
    const where =
      this.#variant === undefined
        ? `inside its file header, of which ${left} of ${FILE_HEADER_LENGTH} bytes are there`
        : `at byte ${offset + left}, inside the record that begins at byte ${offset}; the packets before it were read`;
    this.problem = new CaptureProblem('capture-cut', offset, `the capture ends ${where}`);
  }

  #fileHeader(view: DataView, at: number, offset: number): void {
    const variant = VARIANTS.get(view.getUint32(at));
    if (variant === undefined) {
      this.problem = new CaptureProblem('not-a-capture', offset, `no pcap file header at byte ${offset}`);
      return;
    }
    const little = variant.littleEndian;
    const major = view.getUint16(at + 4, little);
    const minor = view.getUint16(at + 6, little);
    if (major !== 2) {
      this.problem = new CaptureProblem(
        'capture-version',
        offset + 4,
        `pcap version ${major}.${minor} (at byte ${offset + 4}) is not known, only 2.x is; have the program that wrote it save it again`,
      );
      return;
    }
    this.#variant = variant;
    this.#swappedLengths = minor <= 3;
    const snaplen = view.getUint32(at + 16, little);
    this.#longest = Math.max(USUAL_RECORD_LENGTH, Math.min(snaplen, MAX_RECORD_LENGTH));
    const linkWord = view.getUint32(at + 20, little);
    this.#interface = {
      section: 0,
      id: 0,
      // Bits 16 to 25 are reserved: where one is set, the whole is no link type that anyone knows, and is shown as that.
      linkType: linkWord & 0x03ff_ffff,
      // Bit 26 says that the four uppermost bits hold the FCS length, in units of 16 bits.
      fcsLength: (linkWord & 0x0400_0000) === 0 ? 0 : (linkWord >>> 28) * 2,
      snaplen,
      resolution: variant.nanoseconds ? '10^-9' : '10^-6',
      timeDigits: variant.nanoseconds ? 9 : 6,
      packets: 0,
    };
    this.summary.addInterface(this.#interface);
    const order = little ? 'little-endian' : 'big-endian';
    this.summary.kind = variant.kind;
    this.summary.version = `${major}.${minor}`;
    this.summary.format = `${variant.kind} (${order}, ${variant.nanoseconds ? 'nanoseconds' : 'microseconds'})`;
  }

  /** What all packets of the capture have in common: another capture may have had the object in between. */
  #setPacket(bytes: Uint8Array, { linkType, fcsLength, timeDigits }: CaptureInterface): void {
    const packet = this.#packet;
    packet.bytes = bytes;
    packet.linkType = linkType;
    packet.fcsLength = fcsLength;
    packet.timeDigits = timeDigits;
    packet.hasTime = true;
    packet.interfaceId = 0;
  }

  #records(
    view: DataView,
    from: number,
    end: number,
    base: number,
    variant: PcapVariant,
    captureInterface: CaptureInterface,
    sink: PacketSink,
  ): number {
    const headerLength = variant.recordHeaderLength;
    const little = variant.littleEndian;
    const unit = variant.nanoseconds ? 1 : 1000;
    const perSecond = variant.nanoseconds ? 1_000_000_000 : 1_000_000;
    const packet = this.#packet;
    packet.headerLength = headerLength;
    const tally = this.summary.tally;
    let at = from;
    while (end - at >= headerLength) {
      let captured = view.getUint32(at + 8, little);
      let original = view.getUint32(at + 12, little);
      if (captured > original) {
        if (this.#swappedLengths) [captured, original] = [original, captured];
        else original = captured;
      }
      if (captured > this.#longest) {
        this.problem = new CaptureProblem(
          'record-length',
          base + at,
          `the record at byte ${base + at} claims ${captured} bytes, more than a packet can have; the file is damaged there, and only the packets before it were read`,
        );
        return end;
      }
      const next = at + headerLength + captured;
      if (next > end) return at;
      let seconds = view.getUint32(at, little);
      let fraction = view.getUint32(at + 4, little);
      if (fraction >= perSecond) {
        seconds += Math.floor(fraction / perSecond);
        fraction %= perSecond;
      }
      packet.number++;
      packet.seconds = seconds;
      packet.nanoseconds = fraction * unit;
      packet.start = at + headerLength;
      packet.end = next;
      packet.originalLength = original;
      packet.fileOffset = base + at;
      captureInterface.packets++;
      tally.count(packet);
      sink.packet(packet);
      at = next;
    }
    return at;
  }
}
