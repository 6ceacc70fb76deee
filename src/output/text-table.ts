import { textWidth } from './terminal-width.js';

/** cli-table3 lays out a whole table at once, in time that grows faster than its rows: many small ones are quick. */
const ROWS_AT_ONCE = 100;

const GAP = '  ';

/** Columns are cut no narrower than this to fit a terminal. */
const NARROWEST = 20;

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** May be cut to fit the table into a terminal. */
  readonly cuttable: boolean;
  /** Left out where no row has it. */
  readonly optional: boolean;
  /** Left out of a narrow terminal, in this order; 0 for what always stays. */
  readonly expendable: number;
  readonly cell: (row: Row) => string;
}

export function column<Row>(title: string, cell: (row: Row) => string, more: Partial<Column<Row>> = {}): Column<Row> {
  return { title, align: 'left', cuttable: false, optional: false, expendable: 0, cell, ...more };
}

/**
 * The lines of a table, in pieces; the first line has the titles. cli-table3 is loaded only when this is called.
 * @param room width of the terminal that the table should fit into; whole cells where there is none
 */
export async function* textTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  room = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  const { default: Table } = await import('cli-table3');
  const { shown, widths } = layOut(rows, columns, room);
  for (let from = 0; from < rows.length || from === 0; from += ROWS_AT_ONCE) {
    const table = new Table({
      head: from === 0 ? shown.map(({ title }) => title) : [],
      colWidths: widths,
      colAligns: shown.map(({ align }) => align),
      chars: NO_BORDERS,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    });
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) table.push(shown.map(({ cell }) => cell(row)));
    yield `${table.toString().replace(/ +$/gm, '')}\n`;
  }
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

interface Layout<Row> {
  readonly shown: readonly Column<Row>[];
  /** Of each of them, in cells. */
  readonly widths: number[];
}

/** Every column as wide as its widest cell; where there is no room, columns are left out and then cut. */
function layOut<Row>(rows: readonly Row[], all: readonly Column<Row>[], room: number): Layout<Row> {
  let columns = all
    .map((each) => ({ each, width: widestCell(each, rows) }))
    .filter(({ each, width }) => !each.optional || width > 0);
  for (let expendable = 1; expendable <= all.length && excess(columns, room, NARROWEST) > 0; expendable++) {
    columns = columns.filter(({ each }) => each.expendable !== expendable);
  }
  for (const column of columns) column.width = Math.max(column.width, textWidth(column.each.title));
  for (let left = excess(columns, room); left > 0; left--) {
    const cuttable = columns.filter(({ each, width }) => each.cuttable && width > NARROWEST);
    const widest = cuttable.toSorted((one, other) => other.width - one.width)[0];
    if (widest === undefined) break;
    widest.width--;
  }
  return { shown: columns.map(({ each }) => each), widths: columns.map(({ width }) => width) };
}

function widestCell<Row>({ cell }: Column<Row>, rows: readonly Row[]): number {
  let widest = 0;
  for (const row of rows) widest = Math.max(widest, textWidth(cell(row)));
  return widest;
}

/** Cells that the columns need beyond `room`, with those that can be cut no wider than `most`. */
function excess<Row>(
  columns: readonly { each: Column<Row>; width: number }[],
  room: number,
  most = Number.POSITIVE_INFINITY,
) {
  let needed = -GAP.length - room;
  for (const { each, width } of columns) {
    const whole = Math.max(width, textWidth(each.title));
    needed += GAP.length + (each.cuttable ? Math.min(whole, Math.max(most, textWidth(each.title))) : whole);
  }
  return needed;
}
