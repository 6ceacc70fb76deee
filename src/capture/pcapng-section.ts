import type { Notes } from './notes.js';
import { OPTION_COMMENT, type OptionCursor } from './pcapng-options.js';
import { type CaptureInterface, type CaptureSummary, MAX_SUMMARY_ITEMS } from './summary.js';
import { TimestampClock } from './timestamp.js';

/** An interface as its packets need it. */
export interface PcapngInterface {
  readonly description: CaptureInterface;
  readonly clock: TimestampClock;
}

/** Interfaces of one section; no machine has more, and hostile captures could describe millions. */
const MAX_INTERFACES = 65_536;
/** Bytes of an interface's name, description, filter, … that are kept. */
const MAX_NAME_LENGTH = 4096;

/** Options of the section header block (draft-ietf-opsawg-pcapng, section 4.1). */
const SectionOption = { HARDWARE: 2, OPERATING_SYSTEM: 3, APPLICATION: 4 } as const;
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
/** Options of the interface statistics block (section 4.6). */
const StatisticsOption = { RECEIVED: 4, DROPPED: 5, DROPPED_BY_SYSTEM: 7 } as const;

/** Where the body of a block stands and how far it goes, without its trailing length. */
export interface BlockBody {
  readonly view: DataView;
  /** First byte of the block. */
  readonly at: number;
  /** Behind the last byte of its body that is there. */
  readonly end: number;
  /** File offset of the block. */
  readonly offset: number;
}

/**
 * One section of a pcapng capture: its byte order, its interfaces, and what its blocks say besides packets, which goes
 * into the summary.
 */
export class PcapngSection {
  readonly interfaces: (PcapngInterface | undefined)[] = [];

  /**
   * @param index counted from 0
   * @param known whether its version is one that can be read; of another one, only where its blocks end is trusted
   */
  constructor(
    readonly index: number,
    readonly littleEndian: boolean,
    readonly known: boolean,
    readonly summary: CaptureSummary,
    readonly notes: Notes,
    readonly options: OptionCursor,
  ) {}

  /** Section header block: takes its options. */
  header(body: BlockBody): void {
    const { options, summary } = this;
    this.#begin(body, 24);
    while (options.next()) {
      if (options.code === OPTION_COMMENT) summary.addComment({ on: 'section', text: options.text() });
      else if (options.code === SectionOption.HARDWARE) summary.hardware ??= options.text();
      else if (options.code === SectionOption.OPERATING_SYSTEM) summary.operatingSystem ??= options.text();
      else if (options.code === SectionOption.APPLICATION) summary.application ??= options.text();
    }
    this.checkOptions(body.offset);
  }

  /** Interface description block. */
  describe(body: BlockBody): void {
    const { options, interfaces } = this;
    if (interfaces.length >= MAX_INTERFACES) {
      const message = `section ${this.index + 1} has more than ${MAX_INTERFACES} interfaces (byte ${body.offset}); packets of those beyond are left out`;
      this.notes.add('capture-damaged', 'interfaces beyond the limit', body.offset, message);
      return;
    }
    if (body.end - body.at < 16) {
      this.#tooShort(body, 'interface description');
      interfaces.push(undefined);
      return;
    }
    let resolution = 6;
    let timeOffset = 0;
    let fcsLength = 0;
    const names: Pick<CaptureInterface, 'name' | 'description' | 'filter' | 'operatingSystem' | 'hardware'> = {};
    const named = this.summary.interfaces.length < MAX_SUMMARY_ITEMS;
    this.#begin(body, 16);
    while (options.next()) {
      if (options.code === InterfaceOption.TIMESTAMP_RESOLUTION) resolution = options.uint8() ?? resolution;
      else if (options.code === InterfaceOption.TIMESTAMP_OFFSET) timeOffset = options.int64() ?? timeOffset;
      else if (options.code === InterfaceOption.FCS_LENGTH) fcsLength = octetsOfFcs(options.uint8() ?? 0);
      else if (options.code === OPTION_COMMENT) this.summary.addComment({ on: 'interface', text: options.text() });
      else if (!named) continue;
      else if (options.code === InterfaceOption.NAME) names.name = options.text(MAX_NAME_LENGTH);
      else if (options.code === InterfaceOption.DESCRIPTION) names.description = options.text(MAX_NAME_LENGTH);
      else if (options.code === InterfaceOption.FILTER) names.filter = filterText(options);
      else if (options.code === InterfaceOption.OPERATING_SYSTEM) names.operatingSystem = options.text(MAX_NAME_LENGTH);
      else if (options.code === InterfaceOption.HARDWARE) names.hardware = options.text(MAX_NAME_LENGTH);
    }
    this.checkOptions(body.offset);
    const clock = new TimestampClock(resolution, timeOffset);
    const description: CaptureInterface = {
      section: this.index,
      id: interfaces.length,
      linkType: body.view.getUint16(body.at + 8, this.littleEndian),
      fcsLength,
      snaplen: body.view.getUint32(body.at + 12, this.littleEndian),
      resolution: clock.resolution,
      timeDigits: clock.timeDigits,
      ...names,
      packets: 0,
    };
    this.summary.addInterface(description);
    interfaces.push({ description, clock });
  }

  /** Interface statistics block: the counts are those since the beginning, so that the latest block holds good. */
  statistics(body: BlockBody): void {
    if (body.end - body.at < 20) {
      this.#tooShort(body, 'interface statistics');
      return;
    }
    const description = this.interfaces[body.view.getUint32(body.at + 8, this.littleEndian)]?.description;
    const { options } = this;
    this.#begin(body, 20);
    while (options.next()) {
      if (options.code === OPTION_COMMENT) this.summary.addComment({ on: 'statistics', text: options.text() });
      if (description === undefined) continue;
      const count = options.uint64();
      if (count === undefined) continue;
      if (options.code === StatisticsOption.RECEIVED) description.received = count;
      else if (options.code === StatisticsOption.DROPPED) description.dropped = count;
      else if (options.code === StatisticsOption.DROPPED_BY_SYSTEM) description.droppedBySystem = count;
    }
    this.checkOptions(body.offset);
  }

  /** Decryption secrets block. @param whole whether all of the block is there */
  secrets(body: BlockBody, whole: boolean): void {
    const { view, at, end } = body;
    const length = end - at < 16 ? 0 : view.getUint32(at + 12, this.littleEndian);
    if (!whole) {
      this.summary.secretsOmitted++;
    } else if (end - at < 16 || length > end - at - 16) {
      this.#tooShort(body, 'decryption secrets');
    } else {
      const data = new Uint8Array(view.buffer, view.byteOffset + at + 16, length);
      this.summary.addSecrets(view.getUint32(at + 8, this.littleEndian), data);
    }
  }

  /** Tells of a list of options that did not end as it should. @param offset of its block in the file */
  checkOptions(offset: number): void {
    if (!this.options.damaged) return;
    const message = `the block at byte ${offset} has a damaged list of options; the options before the damage were read`;
    this.notes.add('capture-damaged', 'blocks with a damaged list of options', offset, message);
  }

  #begin({ view, at, end }: BlockBody, fixed: number): void {
    this.options.begin(view, this.littleEndian, at + fixed, end);
  }

  #tooShort({ offset }: BlockBody, what: string): void {
    const message = `the ${what} block at byte ${offset} is too short for what it must hold; it was stepped over`;
    this.notes.add('capture-damaged', 'blocks that are too short', offset, message);
  }
}

/**
 * if_fcslen in octets. The draft says bits and gives 4 as its example; writers do either. No FCS has 8 octets or more,
 * and none has less than 8 bits.
 */
function octetsOfFcs(value: number): number {
  return value < 8 ? value : value >>> 3;
}

/** if_filter: its first octet says what follows, 0 for a text in libpcap's language, 1 for BPF instructions. */
function filterText(options: OptionCursor): string {
  const text = options.text(MAX_NAME_LENGTH);
  return text.startsWith('\0') ? text.slice(1) : '(BPF instructions)';
}
