import { COMPARED_FIELDS } from './compared-fields.js';
import { cellsOf, folded, type PacketRow, VALUE_SEPARATOR } from './packet-row.js';
import { tshark } from './tshark.js';

/** The columns of tshark's packet list, in the order of the list; `→` stands between the addresses. */
const COLUMNS = ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info'];

/**
 * What tshark says of every packet of a capture. The columns are those of its packet list, asked for as fields, so that
 * one run tells both.
 */
export async function tsharkPackets(capture: string): Promise<PacketRow[]> {
  const names = [...COLUMNS.map((column) => `_ws.col.${column}`), ...COMPARED_FIELDS];
  const output = await tshark(capture, [
    ...['-T', 'fields', '-E', `aggregator=${VALUE_SEPARATOR}`],
    ...names.flatMap((name) => ['-e', name]),
  ]);
  const rows = output.split('\n');
  rows.pop();
  return rows.map((row) => {
    const cells = row.split('\t');
    const [number = '', time = '', source = '', destination = '', protocol = '', length = '', info = ''] = cells;
    return {
      number: Number(number),
      protocol,
      line: folded(`${number} ${time} ${source} → ${destination} ${protocol} ${length} ${info}`),
      cells: cellsOf(cells.slice(COLUMNS.length)),
    };
  });
}
