import type { ShownPacket, Timeline } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { PacketClock, type PacketTimeStyle } from './packet-clock.js';
import type { PacketColours } from './packet-colours.js';
import type { PacketFormat } from './packet-format.js';
import { decimalDigits } from './pieces.js';
import { PrintableWriter } from './printable-writer.js';

/** Fills the rest of a row of the terminal with the background at work. */
const ERASE_TO_END = '\u001b[K';

export interface PacketListOptions {
  /** Default: `r`. */
  readonly time?: PacketTimeStyle;
  readonly colours?: PacketColours;
}

/** Widths of columns: what is shorter is filled up with blanks. */
const NUMBER_WIDTH = 5;
const TIME_WIDTH = 10;
const ADDRESS_WIDTH = 12;

const BLANK = 0x20;
const LINE_FEED = 0x0a;

/** One line a packet, as tshark writes it: number, time, addresses, protocol, length, info. */
export class PacketList implements PacketFormat {
  readonly #writer: ByteWriter;
  readonly #text: PrintableWriter;
  readonly #clock: PacketClock;
  readonly #colours: PacketColours | undefined;

  /** @param timeline what times are counted from; read with each packet */
  constructor(writer: ByteWriter, timeline: Timeline, { time = 'r', colours }: PacketListOptions = {}) {
    this.#writer = writer;
    this.#text = new PrintableWriter(writer);
    this.#clock = new PacketClock(time, timeline);
    this.#colours = colours;
  }

  view(packet: ShownPacket): void {
    const style = this.#colours?.packet(packet.colour);
    if (style === undefined || style.open === '') {
      this.#line(packet);
    } else {
      this.#writer.text(style.open);
      this.#line(packet);
      this.#writer.text(`${ERASE_TO_END}${style.close}`);
    }
    this.#writer.byte(LINE_FEED);
  }

  #line(packet: ShownPacket): void {
    const writer = this.#writer;
    writer.blanks(NUMBER_WIDTH - decimalDigits(packet.number));
    writer.integer(packet.number);
    writer.byte(BLANK);
    this.#clock.write(writer, packet, TIME_WIDTH);
    writer.byte(BLANK);
    this.#columns(packet);
  }

  #columns(packet: ShownPacket): void {
    const writer = this.#writer;
    const { source, destination } = packet;
    writer.blanks(ADDRESS_WIDTH - source.length);
    this.#text.text(source);
    this.#text.text(' → ');
    this.#text.text(destination);
    writer.blanks(ADDRESS_WIDTH - destination.length);
    writer.byte(BLANK);
    this.#text.text(packet.protocol);
    writer.byte(BLANK);
    writer.integer(packet.originalLength);
    writer.byte(BLANK);
    packet.tellInfo(this.#text);
  }

  finish(): void {}
}
