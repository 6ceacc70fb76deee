import type { Packet, PacketSink } from '../capture/packet.js';
import type { Limits } from '../limits.js';
import { ID_PREFIX } from '../output/message-id.js';
import { counted } from '../output/session-text.js';
import { Dissector } from '../session/dissector.js';
import type { MessageView, Session, SessionSink } from '../session/events.js';

/** Comments on packets that lie back, as their messages became known late; more are left out. */
const MAX_LATE = 100_000;
const NONE: readonly string[] = [];

export interface MessageCommentsOptions {
  readonly limits?: Partial<Limits>;
  readonly wsPorts?: readonly number[];
}

/** Finds the sessions of a capture, and names the messages that are complete with each packet. */
export class MessageComments implements PacketSink, SessionSink {
  /** The TCP stream of each session, by its number. */
  readonly streams = new Map<number, number>();
  /**
   * Comments on packets that had been dissected before: their messages were complete with them, but waited for others.
   */
  readonly late = new Map<number, string[]>();
  /** Late comments that were left out. */
  omitted = 0;
  readonly #dissector: Dissector;
  #packet = 0;
  #present: string[] = [];
  #lateCount = 0;

  constructor(options: MessageCommentsOptions = {}) {
    this.#dissector = new Dissector(this, options);
  }

  packet(packet: Packet): void {
    this.#packet = packet.number;
    if (this.#present.length > 0) this.#present = [];
    this.#dissector.packet(packet);
  }

  finish(): void {
    this.#packet = Number.POSITIVE_INFINITY;
    this.#dissector.finish();
  }

  /** Comments on the packet that was dissected last: `Client.1 text 193 bytes` for each message complete with it. */
  get present(): readonly string[] {
    return this.#present.length === 0 ? NONE : this.#present;
  }

  session({ session, stream }: Session): void {
    this.streams.set(session, stream);
  }

  message({ from, number, kind, length, at }: MessageView): void {
    const comment = `${ID_PREFIX[from]}${number} ${kind} ${counted(length, 'byte')}`;
    if (at.packet === this.#packet) {
      this.#present.push(comment);
    } else if (this.#lateCount < MAX_LATE) {
      this.#lateCount++;
      this.late.set(at.packet, [...(this.late.get(at.packet) ?? NONE), comment]);
    } else {
      this.omitted++;
    }
  }

  frame(): void {}
  end(): void {}
  warning(): void {}
}
