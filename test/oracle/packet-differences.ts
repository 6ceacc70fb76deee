import { COMPARED_FIELDS } from './compared-fields.js';
import type { PacketRow } from './packet-row.js';
import type { Right } from './reviewed.js';

/** A packet of a capture as both sides see it. */
export interface PacketPair {
  readonly capture: string;
  readonly packet: number;
  readonly theirs: PacketRow;
  /** Undefined where we do not reach the packet. */
  readonly ours: PacketRow | undefined;
}

/** One value of one field that is not the same on both sides; undefined on the side that has fewer values. */
export interface ValueDifference extends PacketPair {
  readonly field: string;
  readonly theirValue: string | undefined;
  readonly ourValue: string | undefined;
}

/** A kind of difference that somebody has looked into. */
export interface DifferenceClass<Difference> {
  readonly name: string;
  readonly right: Right;
  readonly why: string;
  /** So many there are; more are too many. */
  readonly atMost: number;
  /** Ours is to differ here: such differences count as agreement. */
  readonly isWanted?: true;
  readonly matches: (difference: Difference) => boolean;
}

/** The packets that tshark shows, each beside ours. */
export function pairs(capture: string, theirs: readonly PacketRow[], ours: readonly PacketRow[]): PacketPair[] {
  const byNumber = new Map(ours.map((row) => [row.number, row]));
  return theirs.map((row) => ({ capture, packet: row.number, theirs: row, ours: byNumber.get(row.number) }));
}

/** What came of a comparison. */
export class Agreement<Difference> {
  compared = 0;
  equal = 0;
  readonly unclassified: Difference[] = [];
  readonly #classes: readonly DifferenceClass<Difference>[];
  readonly #counts = new Map<string, number>();

  constructor(classes: readonly DifferenceClass<Difference>[]) {
    this.#classes = classes;
  }

  add(compared: number, differences: readonly Difference[]): void {
    this.compared += compared;
    this.equal += compared - differences.length;
    for (const difference of differences) {
      const name = this.classOf(difference)?.name;
      if (name === undefined) this.unclassified.push(difference);
      else this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
  }

  classOf(difference: Difference): DifferenceClass<Difference> | undefined {
    return this.#classes.find(({ matches }) => matches(difference));
  }

  /** Equal ones of those compared, in percent. */
  get share(): number {
    return (100 * this.equal) / this.compared;
  }

  /** Those that are equal or are to differ, in percent. */
  get wantedShare(): number {
    const wanted = this.#classes.filter(({ isWanted }) => isWanted);
    const count = wanted.reduce((sum, { name }) => sum + (this.#counts.get(name) ?? 0), 0);
    return (100 * (this.equal + count)) / this.compared;
  }

  /** Those that are equal or differ for a known reason, in percent. */
  get explained(): number {
    return 100 - (100 * this.unclassified.length) / this.compared;
  }

  /** Classes with more differences than there were when they were looked into. */
  get grown(): string[] {
    return this.#classes
      .map(({ name, atMost }) => ({ name, atMost, count: this.#counts.get(name) ?? 0 }))
      .filter(({ atMost, count }) => count > atMost)
      .map(({ name, atMost, count }) => `${name}: ${count}, were ${atMost}`);
  }

  /** Says it in lines. @param show one difference that nobody has looked into */
  report(subject: string, show: (difference: Difference) => string): string {
    const { compared, equal, unclassified } = this;
    const [share, wanted, explained] = [this.share, this.wantedShare, this.explained].map((part) => part.toFixed(3));
    const occurring = this.#classes.filter(({ name }) => this.#counts.has(name));
    return [
      `${subject}: ${equal} of ${compared} equal (${share} %), ${wanted} % as wanted, ${explained} % explained`,
      ...occurring.map(({ name, atMost }) => `  ${this.#counts.get(name)} of at most ${atMost}: ${name}`),
      `  ${unclassified.length} that nobody has looked into`,
      ...unclassified.slice(0, 20).map((difference) => `    ${show(difference)}`),
      '',
    ].join('\n');
  }
}

/** Whether the lines of a packet in both lists are the same. */
export function sameLine({ theirs, ours }: PacketPair): boolean {
  return theirs.line === ours?.line;
}

/** Values compared in a packet, and those that differ; a value that only one side has differs. */
export function compareValues(pair: PacketPair): { compared: number; differences: ValueDifference[] } {
  let compared = 0;
  const differences: ValueDifference[] = [];
  for (const [index, field] of COMPARED_FIELDS.entries()) {
    const theirValues = pair.theirs.cells[index] ?? [];
    const ourValues = pair.ours?.cells[index] ?? [];
    const count = Math.max(theirValues.length, ourValues.length);
    compared += count;
    for (let at = 0; at < count; at++) {
      const [theirValue, ourValue] = [theirValues[at], ourValues[at]];
      if (theirValue !== ourValue) differences.push({ ...pair, field, theirValue, ourValue });
    }
  }
  return { compared, differences };
}
