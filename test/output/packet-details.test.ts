import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeHexdump, writeSources } from '../../src/output/hexdump.js';
import { PacketColours } from '../../src/output/packet-colours.js';
import { PacketDetails, type PacketDetailsOptions } from '../../src/output/packet-details.js';
import { PacketList } from '../../src/output/packet-list.js';
import { written } from './events.js';
import { dataTree, exampleTree, TIMELINE, view } from './packets.js';

const TREE = `Frame 12: 20 bytes
    Arrival Time: Mar 15, 2018 09:09:59.349012000 UTC
Ethernet
    Type: 0x4849
Example
    Flags: 0x80
        1... .... = Flag: True
    Heading
        [Delta: 0.000031000 seconds]
    no field
    Key: 0102
    Text: a\\r\\n
    Big: 9223372036854775808
`;
const DUMP = `0000  3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b   <=>?@ABCDEFGHIJK
0010  4c 4d 4e 4f                                       LMNO
`;
const LINE = '   12   1.000012     10.0.0.1 → 10.0.0.2     TCP 60 51000 → 9030 [SYN]\n';

function details(options: Omit<PacketDetailsOptions, 'list'>, list = false, tree = exampleTree()): string {
  return written((writer) => {
    const format = new PacketDetails(writer, { ...options, ...(list && { list: new PacketList(writer, TIMELINE) }) });
    format.view(view({ tree }));
    format.finish();
  });
}

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the details of a packet', () => {
  it.each([
    { what: 'its tree', tree: true, dump: false, list: false, text: `${TREE}\n` },
    { what: 'its bytes', tree: false, dump: true, list: false, text: `${DUMP}\n` },
    { what: 'both', tree: true, dump: true, list: false, text: `${TREE}\n${DUMP}\n` },
    { what: 'its line and its tree', tree: true, dump: false, list: true, text: `${LINE}${TREE}\n` },
    { what: 'its line and its bytes', tree: false, dump: true, list: true, text: `${LINE}\n${DUMP}\n` },
  ])('$what', ({ tree, dump, list, text }) => {
    expect(details({ tree, dump }, list)).toBe(text);
  });

  it('dump what nothing is known of, unless all is dumped', () => {
    expect(details({ tree: true, dump: false }, false, dataTree())).toBe(`Data (20 bytes)\n\n${DUMP}\n\n`);
    expect(details({ tree: true, dump: true }, false, dataTree())).toBe(`Data (20 bytes)\n\n${DUMP}\n`);
  });

  it('look alike in the tree and in the bytes, layer by layer', () => {
    let made = 0;
    const colours = new PacketColours((_, background) => {
      if (background === undefined) made++;
      return background === undefined ? { open: `<${made}>`, close: '</>' } : { open: '', close: '' };
    });
    const text = details({ tree: true, dump: true, colours });
    expect(text).toContain('\n<1>Ethernet</>\n    <1>Type: 0x4849</>\n<2>Example</>\n');
    expect(text).toMatch(/^Frame 12/);
    expect(text).toContain(
      '0000  <1>3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49</> <2>4a 4b</>   <1><=>?@ABCDEFGHI</><2>JK</>\n',
    );
  });
});

describe('the dump of bytes', () => {
  it('has titles where there are several sources', () => {
    const tree = exampleTree();
    tree.enterSource({ title: 'Unmasked data', bytes: Uint8Array.of(0x68, 0x69, 0x0a), start: 0, end: 3 });
    expect(written((writer) => writeSources(writer, tree))).toBe(
      `Frame (20 bytes):\n${DUMP}Unmasked data (3 bytes):\n0000  68 69 0a                                          hi.\n`,
    );
  });

  it('has more digits where four are too few', () => {
    const lines = written((writer) => writeHexdump(writer, new Uint8Array(0x10001), 0, 0x10001)).split('\n');
    expect(lines[0]).toMatch(/^00000 {2}00 /);
    expect(lines.at(-2)).toMatch(/^10000 {2}00 {48}\.$/);
  });

  it('of nothing is nothing', () => {
    expect(written((writer) => writeHexdump(writer, new Uint8Array(4), 2, 2))).toBe('');
  });
});
