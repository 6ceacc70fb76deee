import type { Moment } from '../capture/moment.js';
import type { ShownPacket, Timeline } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { difference } from './clock.js';
import { fractionOf, isoSecond } from './iso-time.js';
import { momentOf } from './packet-format.js';
import { decimalDigits } from './pieces.js';

/** Time columns of the packet list, by the letters that `-t` of tshark has for them. */
export type PacketTimeStyle = 'a' | 'ad' | 'adoy' | 'r' | 'd' | 'dd' | 'e' | 'u' | 'ud' | 'udoy';

export const PACKET_TIME_STYLES: readonly PacketTimeStyle[] = [
  'a',
  'ad',
  'adoy',
  'r',
  'd',
  'dd',
  'e',
  'u',
  'ud',
  'udoy',
];

const EPOCH: Readonly<Moment> = { seconds: 0, nanoseconds: 0, timeDigits: 9, packet: 0 };
const DAY = 86_400;
const DOT = 0x2e;
const MOST_SECONDS = 0x7fffffff;

/** Shows the times of a run of packets in one style. */
export class PacketClock {
  readonly #style: PacketTimeStyle;
  readonly #timeline: Timeline;
  #shown: Moment | undefined;

  /** @param timeline read when a time is asked for */
  constructor(style: PacketTimeStyle, timeline: Timeline) {
    this.#style = style;
    this.#timeline = timeline;
  }

  /** Writes {@link time}, with blanks before it up to `width` characters. */
  write(writer: ByteWriter, packet: ShownPacket, width: number): void {
    if (this.#style === 'r' && writeDifference(writer, packet, this.#timeline.first, width)) return;
    if (this.#style === 'd' && writeDifference(writer, packet, this.#timeline.previous, width)) return;
    const text = this.time(packet);
    writer.blanks(width - text.length);
    writer.text(text);
  }

  /** The time of a packet. With `dd` it is counted from the packet that was asked for before. */
  time(packet: ShownPacket): string {
    const at = momentOf(packet);
    switch (this.#style) {
      case 'r':
        return difference(at, this.#timeline.first);
      case 'd':
        return difference(at, this.#timeline.previous);
      case 'dd': {
        const shown = this.#shown ?? at;
        this.#shown = at;
        return difference(at, shown);
      }
      case 'e':
        return difference(at, EPOCH);
      default:
        return `${clockTime(at.seconds, this.#style)}.${fractionOf(at)}`;
    }
  }
}

/** Writes how far a time is behind another. @returns false where it is before that, or further behind than a word counts */
function writeDifference(writer: ByteWriter, packet: ShownPacket, from: Readonly<Moment>, width: number): boolean {
  const { timeDigits } = packet;
  let seconds = packet.seconds - from.seconds;
  let nanoseconds = packet.nanoseconds - from.nanoseconds;
  if (nanoseconds < 0) {
    seconds--;
    nanoseconds += 1_000_000_000;
  }
  if (seconds < 0 || seconds > MOST_SECONDS) return false;
  writer.blanks(width - decimalDigits(seconds) - 1 - timeDigits);
  writer.integer(seconds);
  writer.byte(DOT);
  writer.digits(timeDigits === 9 ? nanoseconds : (nanoseconds / 1000) | 0, timeDigits);
  return true;
}

/** A whole second as a time of day, with the date (`…d`) or the day of the year (`…doy`) before it. */
function clockTime(seconds: number, style: PacketTimeStyle): string {
  const local = style.startsWith('a') ? seconds + localAhead(seconds) : seconds;
  const [date = '', time = ''] = isoSecond(local).split('T');
  if (style.endsWith('doy')) {
    const year = date.slice(0, date.indexOf('-', 1));
    const day = Math.floor(local / DAY) - Math.floor(Date.UTC(Number(year), 0) / 1000 / DAY) + 1;
    return `${year}/${String(day).padStart(3, '0')} ${time}`;
  }
  return style.endsWith('d') ? `${date} ${time}` : time;
}

/** The local date of that second: `2018-03-15`. */
export function localDate(seconds: number): string {
  return isoSecond(seconds + localAhead(seconds)).slice(0, -'T00:00:00'.length);
}

/** How far local time is ahead of UTC, in seconds; 0 where Date cannot tell. */
function localAhead(seconds: number): number {
  return -new Date(seconds * 1000).getTimezoneOffset() * 60 || 0;
}
