import { Severity } from '../field/expert.js';
import { formatEndpoint } from '../net/address.js';
import type { CaptureStatistics } from '../packets/statistics/capture-statistics.js';
import {
  CONVERSATION_KINDS,
  type Conversation,
  type ConversationEnd,
  type ConversationKind,
} from '../packets/statistics/conversation.js';
import type { EndpointCount } from '../packets/statistics/endpoints.js';
import { type ExpertCount, SEVERITIES } from '../packets/statistics/expert-summary.js';
import type { HierarchyRow } from '../packets/statistics/hierarchy.js';
import { messageChart } from './message-chart.js';
import { NO_COLOURS, type Palette, styled } from './palette.js';
import { counted } from './session-text.js';
import { type Column, column, textTable } from './text-table.js';
import { visible } from './visible-text.js';

export interface StatsTextOptions {
  /** Packets of the capture, of which those that were counted are a part. */
  readonly packets: number;
  /** Width of the terminal in cells; whole cells where there is none. */
  readonly columns?: number;
  readonly palette?: Palette;
}

/** Rows of a table of conversations or endpoints. */
const MOST_TALKERS = 20;

/** Rows of any other table. */
const MOST_ROWS = 100;

const SECOND = 1e9;

const KIND_NAMES: Readonly<Record<ConversationKind, string>> = { ip: 'IPv4', ipv6: 'IPv6', tcp: 'TCP', udp: 'UDP' };

const SEVERITY_TITLES: ReadonlyMap<Severity, string> = new Map([
  [Severity.ERROR, 'Errors'],
  [Severity.WARNING, 'Warns'],
  [Severity.NOTE, 'Notes'],
  [Severity.CHAT, 'Chats'],
]);

/** Statistics for the eye, in pieces: tables with headings, and only those that have rows. */
export async function* statsText(
  statistics: CaptureStatistics,
  { packets, columns = Number.POSITIVE_INFINITY, palette = NO_COLOURS }: StatsTextOptions,
): AsyncGenerator<string> {
  if (statistics.packets === 0) return;
  yield summary(statistics, packets);
  const heading = (title: string) => `\n${styled(palette.heading, title)}\n`;
  const { hierarchy, conversations, rate, expert } = statistics;

  const { rows } = hierarchy;
  if (rows.length > 0) {
    yield heading('Protocol Hierarchy');
    yield* firstRows(rows, hierarchyColumns(statistics), MOST_ROWS, columns);
  }
  for (const kind of CONVERSATION_KINDS) {
    const found = conversations.of(kind);
    if (found.length === 0) continue;
    yield heading(`${KIND_NAMES[kind]} Conversations`);
    yield* firstRows(found, CONVERSATION_COLUMNS, MOST_TALKERS, columns);
  }
  for (const kind of CONVERSATION_KINDS) {
    const found = conversations.endpoints(kind);
    if (found.length === 0) continue;
    yield heading(`${KIND_NAMES[kind]} Endpoints`);
    yield* firstRows(found, ENDPOINT_COLUMNS, MOST_TALKERS, columns);
  }
  const { intervals } = rate;
  if (intervals.length > 0) {
    yield `\n${await messageChart(intervals, rate.width, columns, palette)}`;
  }
  const { counts } = expert;
  for (const severity of SEVERITIES) {
    const found = counts.filter((each) => each.severity === severity);
    if (found.length === 0) continue;
    const total = found.reduce((sum, { count }) => sum + count, 0);
    yield heading(`${SEVERITY_TITLES.get(severity)} (${total})`);
    yield* firstRows(found, EXPERT_COLUMNS, MOST_ROWS, columns);
  }
}

function summary({ packets, bytes, start, end }: CaptureStatistics, all: number): string {
  const of = packets === all ? counted(packets, 'packet') : `${packets} of ${counted(all, 'packet')}`;
  return `${of}, ${counted(bytes, 'byte')}, ${secondsText(end - start)} s\n`;
}

/** A table of the first rows, and how many more there are. */
async function* firstRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  most: number,
  room: number,
): AsyncGenerator<string> {
  yield* textTable(rows.slice(0, most), columns, room);
  if (rows.length > most) yield `and ${rows.length - most} more\n`;
}

function hierarchyColumns({ packets, bytes }: CaptureStatistics): readonly Column<HierarchyRow>[] {
  return [
    column('Protocol', ({ path }) => `${'  '.repeat(path.length - 1)}${path.at(-1) ?? ''}`, { cuttable: true }),
    column('Packets', (row) => String(row.packets), { align: 'right' }),
    column('%', (row) => percent(row.packets, packets), { align: 'right', expendable: 1 }),
    column('Bytes', (row) => String(row.bytes), { align: 'right' }),
    column('%', (row) => percent(row.bytes, bytes), { align: 'right', expendable: 1 }),
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : ((part / whole) * 100).toFixed(1);
}

const CONVERSATION_COLUMNS: readonly Column<Conversation>[] = [
  column('A', ({ a }) => endText(a), { cuttable: true }),
  column('B', ({ b }) => endText(b), { cuttable: true }),
  column('Stream', ({ stream }) => (stream === undefined ? '' : String(stream)), {
    align: 'right',
    optional: true,
    expendable: 5,
  }),
  column('Packets →', ({ packetsAToB }) => String(packetsAToB), { align: 'right', expendable: 3 }),
  column('←', ({ packetsBToA }) => String(packetsBToA), { align: 'right', expendable: 3 }),
  column('Packets', ({ packetsAToB, packetsBToA }) => String(packetsAToB + packetsBToA), { align: 'right' }),
  column('Bytes →', ({ bytesAToB }) => String(bytesAToB), { align: 'right', expendable: 4 }),
  column('←', ({ bytesBToA }) => String(bytesBToA), { align: 'right', expendable: 4 }),
  column('Bytes', ({ bytesAToB, bytesBToA }) => String(bytesAToB + bytesBToA), { align: 'right' }),
  column('Start', ({ start }) => secondsText(start), { align: 'right', expendable: 2 }),
  column('Seconds', ({ start, end }) => secondsText(end - start), { align: 'right', expendable: 1 }),
];

const ENDPOINT_COLUMNS: readonly Column<EndpointCount>[] = [
  column('Address', (end) => endText(end), { cuttable: true }),
  column('Packets', ({ packetsSent, packetsReceived }) => String(packetsSent + packetsReceived), { align: 'right' }),
  column('Bytes', ({ bytesSent, bytesReceived }) => String(bytesSent + bytesReceived), { align: 'right' }),
  column('Tx Packets', ({ packetsSent }) => String(packetsSent), { align: 'right', expendable: 1 }),
  column('Tx Bytes', ({ bytesSent }) => String(bytesSent), { align: 'right', expendable: 2 }),
  column('Rx Packets', ({ packetsReceived }) => String(packetsReceived), { align: 'right', expendable: 1 }),
  column('Rx Bytes', ({ bytesReceived }) => String(bytesReceived), { align: 'right', expendable: 2 }),
];

const EXPERT_COLUMNS: readonly Column<ExpertCount>[] = [
  column('Frequency', ({ count }) => String(count), { align: 'right' }),
  column('Group', ({ group }) => group, { expendable: 2 }),
  column('Protocol', ({ protocol }) => protocol),
  column('First', ({ firstPacket }) => String(firstPacket), { align: 'right', expendable: 1 }),
  column('Summary', ({ message }) => visible(message), { cuttable: true }),
];

function endText({ address, port }: ConversationEnd): string {
  return port === undefined ? address : formatEndpoint(address, port);
}

/** To the microsecond, as conversations are compared by it. */
function secondsText(nanoseconds: number): string {
  return (nanoseconds / SECOND).toFixed(6);
}
