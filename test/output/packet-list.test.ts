import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PacketTimeStyle } from '../../src/output/packet-clock.js';
import { PacketColours } from '../../src/output/packet-colours.js';
import { PacketList, type PacketListOptions } from '../../src/output/packet-list.js';
import type { ColourFacts, ShownPacket } from '../../src/packets/packet-view.js';
import { written } from './events.js';
import { PLAIN_FACTS, TIMELINE, view } from './packets.js';

function listed(packets: readonly ShownPacket[], options?: PacketListOptions): string {
  return written((writer) => {
    const list = new PacketList(writer, TIMELINE, options);
    for (const packet of packets) list.view(packet);
    list.finish();
  });
}

beforeEach(() => {
  vi.stubEnv('TZ', 'Asia/Shanghai');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a line of the list', () => {
  it.each<readonly [string, Partial<ShownPacket>]>([
    ['   12   1.000012     10.0.0.1 → 10.0.0.2     TCP 60 51000 → 9030 [SYN]', {}],
    ['123456   1.000012     10.0.0.1 → 10.0.0.2     TCP 60 51000 → 9030 [SYN]', { number: 123_456 }],
    [
      '   12   1.000012 192.168.120.68 → 192.168.120.217 TCP 60 x ',
      { source: '192.168.120.68', destination: '192.168.120.217', info: 'x ' },
    ],
    [
      '   12   1.000012              →               40 ',
      { source: '', destination: '', protocol: '', info: '', originalLength: 40 },
    ],
    ['   12 1.000012000     10.0.0.1 → 10.0.0.2     TCP 60 x', { timeDigits: 9, info: 'x' }],
    ['   12   1.000012     10.0.0.1 → 10.0.0.2     TCP 60 GET /\\033[2J\\u202E', { info: 'GET /\u001b[2J\u202e' }],
  ])('%s', (line, members) => {
    expect(listed([view(members)])).toBe(`${line}\n`);
  });
});

describe('the time of a line', () => {
  it.each<readonly [PacketTimeStyle, string]>([
    ['a', '17:09:59.349012'],
    ['ad', '2018-03-15 17:09:59.349012'],
    ['adoy', '2018/074 17:09:59.349012'],
    ['r', '  1.000012'],
    ['d', '  0.000012'],
    ['dd', '  0.000000'],
    ['e', '1521104999.349012'],
    ['u', '09:09:59.349012'],
    ['ud', '2018-03-15 09:09:59.349012'],
    ['udoy', '2018/074 09:09:59.349012'],
  ])('-t %s', (time, text) => {
    expect(listed([view()], { time })).toContain(`   12 ${text}     10.0.0.1`);
  });

  it('is counted from the packet shown before with dd', () => {
    const later = view({ number: 20, seconds: 1_521_105_001, nanoseconds: 0 });
    expect(listed([view(), later], { time: 'dd' })).toContain('   20   1.650988 ');
  });
});

describe('the colour of a line', () => {
  const colours = new PacketColours(([red], background) => ({ open: `<${red}/${background?.[0]}>`, close: '</>' }));
  const style = (facts: Partial<ColourFacts>) => colours.packet({ ...PLAIN_FACTS, ...facts }).open;

  it.each<readonly [string, Partial<ColourFacts>, string]>([
    ['an ordinary segment', { tcp: true, tcpFlags: 0x10 }, '<18/231>'],
    ['a SYN', { tcp: true, tcpFlags: 0x02 }, '<18/160>'],
    ['a FIN', { tcp: true, tcpFlags: 0x11 }, '<18/160>'],
    ['a RST is told before HTTP', { tcp: true, http: true, tcpFlags: 0x04 }, '<255/164>'],
    ['HTTP is told before a SYN', { tcp: true, http: true, tcpFlags: 0x02 }, '<18/228>'],
    ['what the analysis found comes first', { tcp: true, badTcp: true, tcpFlags: 0x04 }, '<247/18>'],
    ['an ICMP error is told before ICMP', { icmp: true, icmpError: true }, '<183/18>'],
    ['ARP', { arp: true, group: true }, '<18/250>'],
    ['UDP', { udp: true }, '<18/218>'],
    ['broadcast', { group: true }, '<186/255>'],
    ['anything else', {}, ''],
  ])('%s', (_, facts, open) => {
    expect(style(facts)).toBe(open);
  });

  it('fills the row', () => {
    expect(listed([view({ colour: { ...PLAIN_FACTS, udp: true }, info: 'x' })], { colours })).toBe(
      '<18/218>   12   1.000012     10.0.0.1 → 10.0.0.2     TCP 60 x\u001b[K</>\n',
    );
  });

  it('is none without facts', () => {
    expect(listed([view({ info: 'x' })], { colours })).not.toContain('<');
  });
});
