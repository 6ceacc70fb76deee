import { type CapturedPacket, type PcapOptions, writePcap } from '../../fixtures/build/index.js';
import { compileFilter } from '../../src/display-filter/display-filter.js';
import { itemText } from '../../src/field/item-text.js';
import { Tree, type TreeItem } from '../../src/field/tree.js';
import { PacketDissection } from '../../src/packet-dissection.js';
import { fieldRegistry } from '../../src/packets/fields.js';
import type { PacketDissectorOptions } from '../../src/packets/packet-dissector.js';
import { type PacketChoice, PacketSelection } from '../../src/packets/packet-selection.js';
import type { PacketView } from '../../src/packets/packet-view.js';
import type { Warning } from '../../src/session/events.js';

const REGISTRY = fieldRegistry();

/** A packet as it was shown. */
export interface ShownPacket
  extends Pick<PacketView, 'number' | 'source' | 'destination' | 'protocol' | 'info' | 'protocols' | 'stream'> {
  /** Of its tree, indented by two blanks a level; hidden items are left out. */
  readonly lines: readonly string[];
}

export interface ShowOptions extends PacketDissectorOptions, PcapOptions {
  readonly filter?: string;
  readonly ranges?: PacketChoice['ranges'];
  readonly streams?: PacketChoice['streams'];
}

/** What is shown of the packets of a capture. @param warn is told what is wrong with it */
export async function shown(
  packets: Iterable<CapturedPacket> | Uint8Array,
  { filter, ranges, streams, ...options }: ShowOptions = {},
  warn: (warning: Warning) => void = () => {},
): Promise<ShownPacket[]> {
  const capture = packets instanceof Uint8Array ? packets : writePcap(packets, options);
  const all: ShownPacket[] = [];
  const selection = new PacketSelection(
    (packet) => all.push(copyOf(packet)),
    {
      ...(filter !== undefined && { filter: compileFilter(filter, REGISTRY) }),
      ...(ranges !== undefined && { ranges }),
      ...(streams !== undefined && { streams }),
    },
    new Tree(),
  );
  const dissection = new PacketDissection([capture], { drawn: 'all', ...options });
  for await (const _ of dissection.run(selection, warn));
  return all;
}

function copyOf(packet: PacketView): ShownPacket {
  const { number, source, destination, protocol, info, protocols, stream, tree } = packet;
  const lines = tree === undefined ? [] : linesOf(tree, tree.roots, '');
  return { number, source, destination, protocol, info, protocols, stream, lines };
}

function linesOf(tree: Tree, items: readonly TreeItem[], indent: string): string[] {
  return items
    .filter(({ hidden }) => !hidden)
    .flatMap((item) => [
      indent + itemText(item, tree.sources[item.source]),
      ...linesOf(tree, item.children, `${indent}  `),
    ]);
}

/** Protocol and Info of each packet: `TCP 50000 → 80 [SYN] …`, blanks at the end left out. */
export async function listed(packets: Iterable<CapturedPacket>, options?: ShowOptions): Promise<string[]> {
  return (await shown(packets, options)).map(({ protocol, info }) => `${protocol} ${info}`.trimEnd());
}

let moment = 1_700_000_000_000_000_000n;

/** A packet of these bytes, a millisecond after the one before. */
export function captured(bytes: Uint8Array, length = bytes.length): CapturedPacket {
  moment += 1_000_000n;
  return { time: moment, bytes: bytes.subarray(0, length), originalLength: bytes.length };
}
