import { difference } from './clock.js';
import type { ListedSession } from './session-list.js';
import { closeCodeText, endpointText, sessionUrl } from './session-text.js';
import { textWidth } from './terminal-width.js';
import { visible } from './visible-text.js';

/** cli-table3 lays out a whole table at once, in time that grows faster than its rows: many small ones are quick. */
const ROWS_AT_ONCE = 100;

const GAP = '  ';

/** Columns are cut no narrower than this to fit a terminal. */
const NARROWEST = 20;

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** May be cut to fit the table into a terminal. */
  readonly cuttable: boolean;
  /** Left out where no session has it. */
  readonly optional: boolean;
  /** Left out of a narrow terminal, in this order; 0 for what always stays. */
  readonly expendable: number;
  readonly cell: (listed: ListedSession) => string;
}

function column(title: string, cell: Column['cell'], more: Partial<Column> = {}): Column {
  return { title, align: 'left', cuttable: false, optional: false, expendable: 0, cell, ...more };
}

const COLUMNS: readonly Column[] = [
  column('#', ({ session }) => String(session.session), { align: 'right' }),
  column('Stream', ({ session }) => String(session.stream), { align: 'right', expendable: 2 }),
  column('Client', ({ session }) => endpointText(session.client), { expendable: 6 }),
  column('Server', ({ session }) => endpointText(session.server), { expendable: 1 }),
  column('URL', ({ session }) => sessionUrl(session) ?? '', { cuttable: true }),
  column('Status', statusCell),
  column('Sub-protocol', ({ session }) => visible(session.subprotocol ?? ''), {
    cuttable: true,
    optional: true,
    expendable: 4,
  }),
  column('Extensions', ({ session }) => visible(session.extensions ?? ''), {
    cuttable: true,
    optional: true,
    expendable: 3,
  }),
  column('Messages →', ({ end }) => countCell(end?.clientMessages), { align: 'right' }),
  column('←', ({ end }) => countCell(end?.serverMessages), { align: 'right' }),
  column('Bytes →', ({ end }) => countCell(end?.clientBytes), { align: 'right' }),
  column('←', ({ end }) => countCell(end?.serverBytes), { align: 'right' }),
  column('Seconds', ({ session, end }) => (end === undefined ? '' : difference(end.at, session.begin)), {
    align: 'right',
    expendable: 5,
  }),
  column('End', endCell, { cuttable: true }),
];

function statusCell({ session }: ListedSession): string {
  const status = session.status === undefined ? '' : String(session.status);
  if (session.handshake === 'refused') return `${status} refused`.trimStart();
  return session.handshake === 'complete' ? status : 'missing';
}

function countCell(count: number | undefined): string {
  return count === undefined ? '' : String(count);
}

function endCell({ end }: ListedSession): string {
  if (end === undefined) return '';
  const by = end.by === undefined ? '' : `${end.by}: `;
  if (end.reason === 'close') return `${by}${end.code === undefined ? 'no status code' : closeCodeText(end.code)}`;
  return end.reason === 'capture-end' ? 'open' : `${by}${end.reason.toUpperCase()}`;
}

/**
 * The lines of a table of sessions, in pieces. cli-table3 is loaded only when this is called.
 * @param columns width of the terminal that the table should fit into; whole cells where there is none
 */
export async function* sessionTable(
  sessions: readonly ListedSession[],
  columns = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  const { default: Table } = await import('cli-table3');
  const { shown, widths } = layOut(sessions, columns);
  for (let from = 0; from < sessions.length || from === 0; from += ROWS_AT_ONCE) {
    const table = new Table({
      head: from === 0 ? shown.map(({ title }) => title) : [],
      colWidths: widths,
      colAligns: shown.map(({ align }) => align),
      chars: NO_BORDERS,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    });
    for (const session of sessions.slice(from, from + ROWS_AT_ONCE)) table.push(shown.map(({ cell }) => cell(session)));
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

interface Layout {
  readonly shown: readonly Column[];
  /** Of each of them, in cells. */
  readonly widths: number[];
}

/** Every column as wide as its widest cell; where there is no room, columns are left out and then cut. */
function layOut(sessions: readonly ListedSession[], room: number): Layout {
  let columns = COLUMNS.map((each) => ({ each, width: widestCell(each, sessions) })).filter(
    ({ each, width }) => !each.optional || width > 0,
  );
  for (let expendable = 1; expendable <= COLUMNS.length && excess(columns, room, NARROWEST) > 0; expendable++) {
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

function widestCell({ cell }: Column, sessions: readonly ListedSession[]): number {
  let widest = 0;
  for (const session of sessions) widest = Math.max(widest, textWidth(cell(session)));
  return widest;
}

/** Cells that the columns need beyond `room`, with those that can be cut no wider than `most`. */
function excess(columns: readonly { each: Column; width: number }[], room: number, most = Number.POSITIVE_INFINITY) {
  let needed = -GAP.length - room;
  for (const { each, width } of columns) {
    const whole = Math.max(width, textWidth(each.title));
    needed += GAP.length + (each.cuttable ? Math.min(whole, Math.max(most, textWidth(each.title))) : whole);
  }
  return needed;
}
