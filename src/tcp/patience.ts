import type { Moment } from '../capture/moment.js';
import type { Connection } from './connection.js';

/** What is waited for: a hole of side 0 or 1 to be filled, stragglers behind the end, or the other side's packet. */
export type Awaited = 'hole-0' | 'hole-1' | 'stragglers' | 'other-side';

interface Entry {
  readonly connection: Connection;
  readonly awaited: Awaited;
  /** Where the hole begins that is waited for. */
  readonly hole: number;
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * What waits for the capture's clock to move on by one fixed time: packets can stand in a capture a little later than
 * they were sent, so that nothing is given up at once. Deterministic, as only time stamps count.
 */
export class Patience {
  readonly #entries: Entry[] = [];
  #head = 0;
  /** When the first entry is due; no number is greater while nothing waits. */
  #dueSeconds = Number.POSITIVE_INFINITY;
  #dueNanoseconds = 0;
  readonly #seconds: number;
  readonly #nanoseconds: number;

  /** @param milliseconds how long is waited */
  constructor(milliseconds: number) {
    this.#seconds = Math.floor(milliseconds / 1000);
    this.#nanoseconds = Math.round((milliseconds % 1000) * 1e6);
  }

  /** @param hole sequence number at which the hole begins, where one is waited for */
  add(connection: Connection, awaited: Awaited, at: Readonly<Moment>, hole = 0): void {
    let seconds = at.seconds + this.#seconds;
    let nanoseconds = at.nanoseconds + this.#nanoseconds;
    if (nanoseconds >= 1e9) {
      seconds++;
      nanoseconds -= 1e9;
    }
    this.#entries.push({ connection, awaited, hole, seconds, nanoseconds });
    if (this.#head === this.#entries.length - 1) this.#setDue();
  }

  /** Whether something is due at this time. */
  isDue(seconds: number, nanoseconds: number): boolean {
    return seconds > this.#dueSeconds || (seconds === this.#dueSeconds && nanoseconds >= this.#dueNanoseconds);
  }

  /** Takes the first entry. Call only while {@link isDue}. */
  take(): Entry | undefined {
    const entry = this.#entries[this.#head++];
    if (this.#head === this.#entries.length) {
      this.#entries.length = 0;
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#head);
      this.#head = 0;
    }
    this.#setDue();
    return entry;
  }

  #setDue(): void {
    const first = this.#entries[this.#head];
    this.#dueSeconds = first === undefined ? Number.POSITIVE_INFINITY : first.seconds;
    this.#dueNanoseconds = first === undefined ? 0 : first.nanoseconds;
  }
}
