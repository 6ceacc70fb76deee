/** Widths are in milliseconds, as all times here. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The finest intervals that messages are counted in. */
export const FINEST = 1;

/** Widths of the intervals that are counted, each a whole number of the one before. */
const COUNTED = [FINEST, 10, 100, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY];

/** Widths of the intervals that are shown, for times of up to some days. */
const SHOWN = [
  ...[1, 10, 100].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[SECOND, MINUTE].flatMap((unit) => [1, 2, 5, 10, 20, 30].map((count) => count * unit)),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
];

/** The width of counted intervals that follows: beyond a day ten times as wide. */
export function nextWider(width: number): number {
  return COUNTED.find((each) => each > width) ?? width * 10;
}

/**
 * The narrowest width, of those that people count in, with which the times fit into so many intervals.
 * @param first the earliest time in milliseconds; last likewise
 */
export function shownWidth(first: number, last: number, most: number): number {
  const fits = (width: number) => Math.floor(last / width) - Math.floor(first / width) < most;
  const short = SHOWN.find(fits);
  if (short !== undefined) return short;
  for (let unit = DAY; ; unit *= 10) {
    const long = [unit, 2 * unit, 5 * unit].find(fits);
    if (long !== undefined) return long;
  }
}
