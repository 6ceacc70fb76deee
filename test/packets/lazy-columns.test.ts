import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PacketDissection } from '../../src/packet-dissection.js';
import type { DrawnPayloads } from '../../src/packets/application.js';
import type { PacketView } from '../../src/packets/packet-view.js';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

function captures(): string[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.pcap(ng)?$/.test(name));
}

/** The columns of all packets. @param drawn what is kept to be drawn */
async function columnsOf(capture: string, drawn: DrawnPayloads): Promise<string[]> {
  const lines: string[] = [];
  const dissection = new PacketDissection([join(FIXTURES, capture)], { drawn });
  const view = ({ source, destination, protocol, info }: PacketView): void => {
    lines.push([source, destination, protocol, info].join(' | '));
  };
  for await (const _ of dissection.run({ view }, () => {}));
  return lines;
}

describe('the columns of a packet', () => {
  it.each(captures())('%s: are the same whether bytes are kept to be drawn or not', async (capture) => {
    const expected = await columnsOf(capture, 'all');
    expect(await columnsOf(capture, new Set())).toEqual(expected);
    expect(await columnsOf(capture, new Set(['websocket']))).toEqual(expected);
  });
});
