/** A moment in capture time, as precise as the capture itself, and the packet that marks it. */
export interface Moment {
  /** Whole seconds since 1970-01-01 UTC. */
  seconds: number;
  /** 0 … 999,999,999. */
  nanoseconds: number;
  /** Digits of a second that the capture records. */
  timeDigits: 6 | 9;
  /** Number of the packet, from 1, as Wireshark's frame.number. */
  packet: number;
}

export function newMoment(): Moment {
  return { seconds: 0, nanoseconds: 0, timeDigits: 6, packet: 0 };
}

export function copyMoment(from: Readonly<Moment>): Moment {
  return { seconds: from.seconds, nanoseconds: from.nanoseconds, timeDigits: from.timeDigits, packet: from.packet };
}

/** Makes `to` say what `from` says, without a new object. */
export function setMoment(to: Moment, from: Readonly<Moment>): void {
  to.seconds = from.seconds;
  to.nanoseconds = from.nanoseconds;
  to.timeDigits = from.timeDigits;
  to.packet = from.packet;
}
