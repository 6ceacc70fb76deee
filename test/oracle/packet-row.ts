/** What a dissector says of one packet. */
export interface PacketRow {
  readonly number: number;
  /** As in the column Protocol of the packet list. */
  readonly protocol: string;
  /** The line in the packet list, runs of blanks made one. */
  readonly line: string;
  /** The values of each compared field, in the order of the fields; none where the packet has no such field. */
  readonly cells: readonly (readonly string[])[];
}

/** Between the values of a field in a row; no value has it, for control characters are escaped. */
export const VALUE_SEPARATOR = '\u001e';

/** A line as lines are compared: widths of columns are no matter. */
export function folded(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

/** The values of each field of a row of `-T fields`. */
export function cellsOf(columns: readonly string[]): string[][] {
  return columns.map((cell) => (cell === '' ? [] : cell.split(VALUE_SEPARATOR)));
}
