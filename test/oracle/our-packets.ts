import { Tree } from '../../src/field/tree.js';
import { ByteWriter } from '../../src/output/byte-writer.js';
import { DEFAULT_FIELDS_OPTIONS } from '../../src/output/fields-options.js';
import { PacketFields } from '../../src/output/packet-fields.js';
import { PacketList } from '../../src/output/packet-list.js';
import { PacketDissection } from '../../src/packet-dissection.js';
import { fieldRegistry } from '../../src/packets/fields.js';
import { PacketSelection } from '../../src/packets/packet-selection.js';
import { COMPARED_FIELDS } from './compared-fields.js';
import { cellsOf, folded, type PacketRow, VALUE_SEPARATOR } from './packet-row.js';

const REGISTRY = fieldRegistry();

/** Fields that are compared and that we do not have. */
export const UNKNOWN_FIELDS: readonly string[] = COMPARED_FIELDS.filter((name) => REGISTRY.byName(name).length === 0);

/** Keeps the lines of one form of output. */
class Lines {
  readonly #pieces: Buffer[] = [];
  readonly writer = new ByteWriter({
    write: (bytes, start, end) => this.#pieces.push(Buffer.from(bytes.subarray(start, end))),
  });

  finish(): string[] {
    this.writer.flush();
    const lines = Buffer.concat(this.#pieces).toString('utf8').split('\n');
    lines.pop();
    return lines;
  }
}

/** What we say of every packet of a capture: the lines of the packet list, and the chosen fields. */
export async function ourPackets(capture: string): Promise<PacketRow[]> {
  const dissection = new PacketDissection([capture], { drawn: 'all' });
  const [listed, chosen] = [new Lines(), new Lines()];
  const list = new PacketList(listed.writer, dissection.timeline);
  const fields = new PacketFields(chosen.writer, COMPARED_FIELDS, {
    ...DEFAULT_FIELDS_OPTIONS,
    aggregator: VALUE_SEPARATOR,
  });
  const heads: Pick<PacketRow, 'number' | 'protocol'>[] = [];
  const selection = new PacketSelection(
    (packet) => {
      const { number, protocol } = packet;
      heads.push({ number, protocol });
      list.view(packet);
      fields.view(packet);
    },
    {},
    new Tree(new Set(COMPARED_FIELDS.flatMap((name) => REGISTRY.byName(name)))),
  );
  for await (const _ of dissection.run(selection, () => {}));
  const [lines, rows] = [listed.finish(), chosen.finish()];
  return heads.map((head, index) => ({
    ...head,
    line: folded(lines[index] ?? ''),
    cells: cellsOf((rows[index] ?? '').split('\t')),
  }));
}
