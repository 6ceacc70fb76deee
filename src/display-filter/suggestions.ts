/** Longer words are not looked for. */
const LONGEST_WORD = 64;

/** Candidates that are looked at. */
const MOST_CANDIDATES = 20_000;

const MOST_SUGGESTIONS = 3;

/** A name as near as this fraction of its length may be what was meant. */
const NEAR = 1 / 3;

/**
 * What was probably meant by `word`: candidates that are the same but for case, then those few edits away, nearest first,
 * or else those that end in `.word`. At most three.
 */
export function closest(word: string, candidates: Iterable<string>): readonly string[] {
  if (word.length === 0 || word.length > LONGEST_WORD) return [];
  const wanted = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length * NEAR));
  const near: { readonly name: string; readonly distance: number }[] = [];
  const endings: string[] = [];
  let looked = 0;
  for (const name of candidates) {
    if (++looked > MOST_CANDIDATES) break;
    const candidate = name.toLowerCase();
    const distance = editDistance(wanted, candidate, farthest);
    if (distance <= farthest) near.push({ name, distance });
    else if (candidate.endsWith(`.${wanted}`)) endings.push(name);
  }
  near.sort((a, b) => a.distance - b.distance);
  const nearest = near[0]?.distance ?? 0;
  const names = near.filter(({ distance }) => distance <= nearest + 1).map(({ name }) => name);
  return [...new Set(names.length > 0 ? names : endings)].slice(0, MOST_SUGGESTIONS);
}

/** ` ; did you mean tcp.port or tcp.srcport?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const names = closest(word, candidates);
  return names.length === 0 ? '' : `; did you mean ${listed(names)}?`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two words.
 * @param limit more than this is not told apart: the result is then any larger number
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, at(previous, j - 2) + 1);
      next.push(distance);
    }
    if (Math.min(...next) > limit) return limit + 1;
    previous = row;
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
