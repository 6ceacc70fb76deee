import type { Moment } from '../../capture/moment.js';
import type { Timeline } from '../packet-view.js';

const NANOSECONDS = 1_000_000_000;

/** Nanoseconds since the capture's first packet; exact up to 104 days. */
export function sinceFirst({ first }: Timeline, at: Pick<Moment, 'seconds' | 'nanoseconds'>): number {
  return (at.seconds - first.seconds) * NANOSECONDS + at.nanoseconds - first.nanoseconds;
}

/** The moment so many nanoseconds after the capture's first packet. */
export function afterFirst({ first }: Timeline, nanoseconds: number): Moment {
  const total = first.nanoseconds + nanoseconds;
  const seconds = Math.floor(total / NANOSECONDS);
  const { timeDigits, packet } = first;
  return { seconds: first.seconds + seconds, nanoseconds: total - seconds * NANOSECONDS, timeDigits, packet };
}
