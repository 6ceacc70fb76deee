import { type DirectionCount, MESSAGE_KINDS, type MessageInterval } from '../packets/statistics/message-rate.js';
import { type Palette, styled } from './palette.js';
import { textWidth } from './terminal-width.js';
import { type Column, column, textTable } from './text-table.js';

/** Blocks of the two directions: they differ without colours as well. */
export const CLIENT_BLOCK = '█';
export const SERVER_BLOCK = '▒';

const GAP = '  ';

/** Cells of the longest bar: no more even where there is room, and room for so many is kept free. */
const LONGEST_BAR = 60;
const SHORTEST_BAR = 16;

/** Width of what is written where there is no terminal. */
const USUAL_WIDTH = 80;

const SECOND = 1e9;

/** @param width of the intervals, as precise as which it is: `0.250`, `60` */
function secondsText(nanoseconds: number, width: number): string {
  return (nanoseconds / SECOND).toFixed(width < SECOND ? 3 : 0);
}

const COLUMNS = (width: number): readonly Column<MessageInterval>[] => [
  column('Seconds', ({ start }) => secondsText(start, width), { align: 'right' }),
  column('Messages →', ({ client }) => countText(client.messages), { align: 'right' }),
  column('←', ({ server }) => countText(server.messages), { align: 'right' }),
  column('Bytes →', ({ client }) => countText(client.bytes), { align: 'right', expendable: 2 }),
  column('←', ({ server }) => countText(server.bytes), { align: 'right', expendable: 2 }),
  ...MESSAGE_KINDS.map((kind) =>
    column<MessageInterval>(
      kind,
      ({ client, server }) => countText((client.kinds[kind] ?? 0) + (server.kinds[kind] ?? 0)),
      {
        align: 'right',
        optional: true,
        expendable: 1,
      },
    ),
  ),
];

function countText(count: number): string {
  return count === 0 ? '' : String(count);
}

/**
 * A heading and a line for each interval: when it begins, its messages by direction and kind, and a bar of them.
 * @param width of the intervals, in nanoseconds
 * @param columns of the terminal; infinite where there is none
 */
export async function messageChart(
  intervals: readonly MessageInterval[],
  width: number,
  columns: number,
  palette: Palette,
): Promise<string> {
  const room = Number.isFinite(columns) ? columns : USUAL_WIDTH;
  let text = '';
  for await (const piece of textTable(intervals, COLUMNS(width), room - GAP.length - SHORTEST_BAR)) text += piece;
  const [titles = '', ...lines] = text.trimEnd().split('\n');
  const widest = Math.max(...[titles, ...lines].map(textWidth));
  const longest = Math.min(Math.max(room - widest - GAP.length, 1), LONGEST_BAR);
  const most = Math.max(...intervals.map(({ client, server }) => client.messages + server.messages), 1);
  const drawn = lines.map((line, index) => {
    const interval = intervals[index];
    const bar = interval === undefined ? '' : barOf(interval, longest / most, palette);
    return bar === '' ? line : `${line}${' '.repeat(widest - textWidth(line))}${GAP}${bar}`;
  });
  const legend = `${styled(palette.client, CLIENT_BLOCK)} client ${styled(palette.server, SERVER_BLOCK)} server`;
  const title = styled(palette.heading, `Messages per ${secondsText(width, width)} s`);
  return `${title}  ${legend}\n${[titles, ...drawn].join('\n')}\n`;
}

/** @param scale cells for each message */
function barOf({ client, server }: MessageInterval, scale: number, palette: Palette): string {
  const clientCells = cells(client, scale);
  const all = Math.round((client.messages + server.messages) * scale);
  const serverCells = server.messages === 0 ? 0 : Math.max(all - clientCells, 1);
  return bar(palette.client, CLIENT_BLOCK, clientCells) + bar(palette.server, SERVER_BLOCK, serverCells);
}

/** What is there is seen, however little it is. */
function cells({ messages }: DirectionCount, scale: number): number {
  return messages === 0 ? 0 : Math.max(Math.round(messages * scale), 1);
}

function bar(style: Palette['client'], block: string, length: number): string {
  return length === 0 ? '' : styled(style, block.repeat(length));
}
