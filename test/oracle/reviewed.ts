/** Who is right where we and tshark differ. */
export type Right = 'ours' | 'tshark' | 'either';

/** A difference that somebody has looked into. */
export interface Reviewed {
  /** What differs: `8`, `2-5,9`, … stand for several numbers in one place. */
  readonly what: string;
  readonly right: Right;
  readonly why: string;
}

/** `0 client data 2-4,9 content` as four differences. */
function spread(what: string): string[] {
  const list = /(?<=^| )\d+(?:[-,]\d+)+(?= |$)/.exec(what);
  if (list === null) return [what];
  return list[0].split(',').flatMap((run) => {
    const [first = 0, last = first] = run.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => what.replace(list[0], `${first + index}`));
  });
}

/** The reverse of {@link spread}, to be read by people: differences alike but for one number become one line. */
function gather(differences: readonly string[]): string[] {
  const groups = new Map<string, number[]>();
  for (const difference of differences) {
    const [, head = '', number = '', tail = ''] = /^(.*?)(\d+)((?: [a-z]+)*)$/.exec(difference) ?? [];
    const group = `${head}\n${tail}`;
    groups.set(group, [...(groups.get(group) ?? []), Number(number)]);
  }
  return [...groups].map(([group, numbers]) => group.replace('\n', runs(numbers)));
}

/** 1, 2, 3, 6 as `1-3,6`. */
function runs(numbers: readonly number[]): string {
  const found: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open?.last === number - 1) open.last = number;
    else found.push({ first: number, last: number });
  }
  return found.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join();
}

/** What a run of the comparison says against the reviewed table. */
export interface Verdict {
  /** Differences that nobody has looked into. */
  readonly unknown: readonly string[];
  /** Entries of the table that no longer occur. */
  readonly stale: readonly string[];
}

/** Holds the differences that were found against those that were reviewed. */
export function judge(found: readonly string[], reviewed: readonly Reviewed[] = []): Verdict {
  const known = new Set(reviewed.flatMap(({ what }) => spread(what)));
  const occurring = new Set(found);
  return {
    unknown: gather(found.filter((difference) => !known.has(difference))),
    stale: gather([...known].filter((difference) => !occurring.has(difference))),
  };
}

/** The verdict of a comparison in which all differences are known. */
export const AS_REVIEWED: Verdict = { unknown: [], stale: [] };
