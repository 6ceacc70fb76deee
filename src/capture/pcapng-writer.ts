import type { Packet } from './packet.js';
import { type CaptureOutput, PcapngBlockWriter } from './pcapng-block-writer.js';
import type { CaptureInterface } from './summary.js';

export type { CaptureOutput } from './pcapng-block-writer.js';

export interface PcapngWriterOptions {
  /** Program that writes it (shb_userappl). */
  readonly application?: string;
}

/** Block types (draft-ietf-opsawg-pcapng, section 11.1). */
const Block = { SECTION: 0x0a0d0d0a, INTERFACE: 1, SIMPLE_PACKET: 3, PACKET: 6, SECRETS: 10 } as const;
const COMMENT = 1;
/** Option of the section header block (section 4.1). */
const APPLICATION = 4;
/** Options of the interface description block (section 4.2). */
const InterfaceOption = {
  NAME: 2,
  DESCRIPTION: 3,
  TIMESTAMP_RESOLUTION: 9,
  FILTER: 11,
  OPERATING_SYSTEM: 12,
  FCS_LENGTH: 13,
  TIMESTAMP_OFFSET: 14,
  HARDWARE: 15,
} as const;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const UNKNOWN_LENGTH = 0xffff_ffff;

/** Comments of one packet that are written: the block must stay one that readers take. */
const MAX_COMMENTS = 16;

const MICROSECONDS = 6;
const NANOSECONDS = 9;
/** Times count from a multiple of this many seconds (if_tsoffset), so that 64 bits hold them in nanoseconds. */
const EPOCH_SECONDS = 0x1_0000_0000;
const WORD = 0x1_0000_0000n;

/** An interface as it is written, by its number in the capture. */
interface Written {
  readonly id: number;
  readonly resolution: number;
  /** In units of {@link EPOCH_SECONDS}. */
  readonly epoch: number;
  readonly fcsLength: number;
  readonly linkType: number;
  /** What is known of it in the capture that its packets come from. */
  readonly source: CaptureInterface | undefined;
}

/**
 * Writes a pcapng capture (draft-ietf-opsawg-pcapng) of one section, packet by packet. Times are exact; link types,
 * lengths, interfaces and comments are kept. Interfaces that differ in nothing that is written are one.
 */
export class PcapngWriter {
  /** Packets written so far. */
  packets = 0;
  readonly #blocks: PcapngBlockWriter;
  readonly #application: string | undefined;
  #begun = false;
  readonly #ids = new Map<string, number>();
  #last: Written | undefined;

  constructor(output: CaptureOutput, { application }: PcapngWriterOptions = {}) {
    this.#blocks = new PcapngBlockWriter(output);
    this.#application = application;
  }

  /** Writes the section header block, where that has not been done. @param comments on the whole capture */
  begin(comments: readonly string[] = []): void {
    if (this.#begun) return;
    this.#begun = true;
    const blocks = this.#blocks;
    blocks.begin(Block.SECTION);
    blocks.uint32(BYTE_ORDER_MAGIC);
    blocks.uint16(1);
    blocks.uint16(0);
    blocks.uint32(UNKNOWN_LENGTH);
    blocks.uint32(UNKNOWN_LENGTH);
    for (const comment of comments) blocks.text(COMMENT, comment);
    blocks.text(APPLICATION, this.#application);
    blocks.end();
  }

  /** Writes decryption secrets, which hold for the packets behind them. @param type 0x544c534b is a TLS key log */
  secrets(type: number, data: Uint8Array): void {
    this.begin();
    const blocks = this.#blocks;
    blocks.begin(Block.SECRETS);
    blocks.uint32(type);
    blocks.uint32(data.length);
    blocks.padded(data, 0, data.length);
    blocks.end();
  }

  /**
   * Writes a packet. One without a time is written as a simple packet block where that can say what it is, and otherwise
   * with the time 0.
   * @param source the interface it was captured on, where that is known
   */
  packet(packet: Packet, source?: CaptureInterface, comments: readonly string[] = packet.comments): void {
    this.begin();
    this.packets++;
    const written = this.#interfaceOf(packet, source);
    const { bytes, start, end, originalLength } = packet;
    const blocks = this.#blocks;
    if (!packet.hasTime && comments.length === 0 && fitsSimpleBlock(packet, written)) {
      blocks.begin(Block.SIMPLE_PACKET);
      blocks.uint32(originalLength);
      blocks.padded(bytes, start, end);
      blocks.end();
      return;
    }
    blocks.begin(Block.PACKET);
    blocks.uint32(written.id);
    this.#timestamp(packet, written);
    blocks.uint32(end - start);
    blocks.uint32(originalLength);
    blocks.padded(bytes, start, end);
    for (const comment of comments.slice(0, MAX_COMMENTS)) blocks.text(COMMENT, comment);
    blocks.end();
  }

  /** Hands on what has been written. */
  flush(): void {
    this.#blocks.flush();
  }

  #timestamp({ seconds, nanoseconds }: Packet, { resolution, epoch }: Written): void {
    const whole = BigInt(seconds - epoch * EPOCH_SECONDS);
    const units =
      resolution === NANOSECONDS
        ? whole * 1_000_000_000n + BigInt(nanoseconds)
        : whole * 1_000_000n + BigInt(nanoseconds / 1000);
    this.#blocks.uint32(Number(units / WORD));
    this.#blocks.uint32(Number(units % WORD));
  }

  /** The interface of a packet, which is described where it is new. */
  #interfaceOf(packet: Packet, source: CaptureInterface | undefined): Written {
    const { linkType, fcsLength } = packet;
    const resolution = resolutionOf(packet, source);
    const epoch = Math.floor(packet.seconds / EPOCH_SECONDS);
    const last = this.#last;
    const isLast =
      last?.source === source &&
      last?.resolution === resolution &&
      last.epoch === epoch &&
      last.fcsLength === fcsLength &&
      last.linkType === linkType;
    if (last !== undefined && isLast) return last;
    const { snaplen, name, description, filter, hardware, operatingSystem } = source ?? NOTHING_KNOWN;
    const key = JSON.stringify([
      [linkType, fcsLength, resolution, epoch, snaplen],
      [name, description, filter, hardware, operatingSystem],
    ]);
    const id = this.#ids.get(key) ?? this.#ids.size;
    const written: Written = { id, resolution, epoch, fcsLength, linkType, source };
    if (id === this.#ids.size) this.#describe(written);
    this.#ids.set(key, id);
    this.#last = written;
    return written;
  }

  #describe({ linkType, fcsLength, resolution, epoch, source }: Written): void {
    const { snaplen, name, description, filter, hardware, operatingSystem } = source ?? NOTHING_KNOWN;
    const blocks = this.#blocks;
    blocks.begin(Block.INTERFACE);
    blocks.uint16(linkType & 0xffff);
    blocks.uint16(0);
    blocks.uint32(snaplen);
    blocks.text(InterfaceOption.NAME, name);
    blocks.text(InterfaceOption.DESCRIPTION, description);
    if (resolution !== MICROSECONDS) blocks.option(InterfaceOption.TIMESTAMP_RESOLUTION, Uint8Array.of(resolution));
    // A text in libpcap's language has 0 in front of it; BPF instructions were not kept.
    if (filter !== undefined) blocks.text(InterfaceOption.FILTER, `\0${filter}`);
    blocks.text(InterfaceOption.OPERATING_SYSTEM, operatingSystem);
    // The draft counts bits and its example octets; every reader takes a small number for octets.
    if (fcsLength !== 0) blocks.option(InterfaceOption.FCS_LENGTH, Uint8Array.of(fcsLength));
    if (epoch !== 0) blocks.option(InterfaceOption.TIMESTAMP_OFFSET, int64(BigInt(epoch) * BigInt(EPOCH_SECONDS)));
    blocks.text(InterfaceOption.HARDWARE, hardware);
    blocks.end();
  }
}

const NOTHING_KNOWN: Partial<CaptureInterface> & Pick<CaptureInterface, 'snaplen'> = { snaplen: 0 };

/** Digits of a second that its packets' times need. Parts of 2^-n s are written in nanoseconds, all of an interface alike. */
function resolutionOf({ timeDigits, nanoseconds }: Packet, source: CaptureInterface | undefined): number {
  const binary = source?.resolution.startsWith('2') === true;
  return timeDigits === NANOSECONDS || binary || nanoseconds % 1000 !== 0 ? NANOSECONDS : MICROSECONDS;
}

/** Simple packet blocks belong to interface 0, and are captured up to its snaplen. */
function fitsSimpleBlock({ start, end, originalLength }: Packet, { id, source }: Written): boolean {
  const snaplen = source?.snaplen ?? 0;
  return id === 0 && end - start === (snaplen === 0 ? originalLength : Math.min(originalLength, snaplen));
}

function int64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}
