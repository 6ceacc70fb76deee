import type { Moment } from '../capture/moment.js';

/** Seconds from one moment to a later one. */
export function secondsBetween(from: Readonly<Moment>, to: Readonly<Moment>): number {
  return to.seconds - from.seconds + (to.nanoseconds - from.nanoseconds) / 1e9;
}
