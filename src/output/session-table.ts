import { difference } from './clock.js';
import type { ListedSession } from './session-list.js';
import { closeCodeText, endpointText, sessionUrl } from './session-text.js';
import { type Column, column, textTable } from './text-table.js';
import { visible } from './visible-text.js';

const COLUMNS: readonly Column<ListedSession>[] = [
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
export function sessionTable(
  sessions: readonly ListedSession[],
  columns = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  return textTable(sessions, COLUMNS, columns);
}
