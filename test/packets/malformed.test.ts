import { describe, expect, it } from 'vitest';
import { hex } from '../../fixtures/build/index.js';
import { captured, shown } from './shown.js';
import { inIpv4, inIpv6, inTcp, onEthernet, segment } from './single-packets.js';

const ACK = '50000 → 80 [ACK] Seq=1 Ack=1 Win=100';
const UDP = 17;
const GRE = 47;

function changed(bytes: Uint8Array, change: Readonly<Record<number, number>>): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, value] of Object.entries(change)) copy[Number(at)] = value;
  return copy;
}

interface Damage {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly malformed: string;
  readonly info: string;
}

/** As tshark has them, but for where `info` says so. */
const DAMAGES: readonly Damage[] = [
  {
    what: 'a TCP header of 10 bytes',
    bytes: inTcp(segment().subarray(0, 10)),
    malformed: 'TCP',
    info: '50000 → 80[Malformed Packet]',
  },
  {
    what: 'a data offset of 15 with 20 bytes there',
    bytes: inTcp(segment({}, { 12: 0xf0 })),
    malformed: 'TCP',
    info: `${ACK}[Malformed Packet]`,
  },
  // tshark tells of these in remarks of their own.
  {
    what: 'a data offset of 4',
    bytes: inTcp(segment({}, { 12: 0x40 })),
    malformed: 'TCP',
    info: `${ACK}, bogus TCP header length (16, must be at least 20)`,
  },
  {
    what: 'a data offset of 0 with data behind',
    bytes: inTcp(segment({ payload: hex('4141') }, { 12: 0 })),
    malformed: 'TCP',
    info: `${ACK}, bogus TCP header length (0, must be at least 20)`,
  },
  {
    what: 'a TCP option of length 0',
    bytes: inTcp(segment({ options: hex('03000000') })),
    malformed: 'TCP',
    info: `${ACK} Len=0`,
  },
  {
    what: 'a TCP option of length 1',
    bytes: inTcp(segment({ options: hex('02010000') })),
    malformed: 'TCP',
    info: `${ACK} Len=0`,
  },
  {
    what: 'a TCP option past the end',
    bytes: inTcp(segment({ options: hex('080a0000') })),
    malformed: 'TCP',
    info: `${ACK} Len=0`,
  },
  {
    what: 'a SACK option of half a block',
    bytes: inTcp(segment({ options: hex('0506000000010101') })),
    malformed: 'TCP',
    info: `${ACK} Len=0`,
  },
  {
    what: 'an IPv4 header of 10 bytes',
    bytes: inTcp(segment()).subarray(0, 24),
    malformed: 'IPv4',
    info: '[Malformed Packet]',
  },
  { what: 'no IPv4 header at all', bytes: onEthernet('', 0x800), malformed: 'IPv4', info: '[Malformed Packet]' },
  {
    what: 'an IPv6 header of 20 bytes',
    bytes: inIpv6(6, segment()).subarray(0, 34),
    malformed: 'IPv6',
    info: 'Invalid IPv6 header (20 bytes, need exactly 40)[Malformed Packet]',
  },
  {
    what: 'hop-by-hop options past the end',
    bytes: inIpv6(0, '06ff010400000000'),
    malformed: 'IPv6 Hop-by-Hop',
    info: '[Malformed Packet]',
  },
  {
    what: 'an IPv6 fragment of 4 bytes',
    bytes: inIpv6(44, '06000001'),
    malformed: 'IPv6 Fragment',
    info: '[Malformed Packet]',
  },
  {
    what: 'a UDP header of 4 bytes',
    bytes: inIpv4(UDP, 'c3500050'),
    malformed: 'UDP',
    info: '50000 → 80[Malformed Packet]',
  },
  { what: 'ICMP of 2 bytes', bytes: inIpv4(1, '0800'), malformed: 'ICMP', info: '[Malformed Packet]' },
  { what: 'GRE without its key', bytes: inIpv4(GRE, '200008000102'), malformed: 'GRE', info: '[Malformed Packet]' },
  {
    what: 'GTP of 4 bytes',
    bytes: inIpv4(UDP, 'c3500868000c000030ff0010'),
    malformed: 'GTP',
    info: '[Malformed Packet]',
  },
  {
    what: 'Geneve options past the end',
    bytes: inIpv4(UDP, 'c35017c1001000003f00655800000100'),
    malformed: 'Geneve',
    info: '[Malformed Packet]',
  },
  { what: 'a VLAN tag of 2 bytes', bytes: onEthernet('0001', 0x8100), malformed: 'VLAN', info: '[Malformed Packet]' },
  {
    what: 'ARP of 10 bytes',
    bytes: onEthernet('00010800060400010000', 0x806),
    malformed: 'ARP/RARP',
    info: '[Malformed Packet]',
  },
  {
    what: 'Ethernet of 10 bytes',
    bytes: hex('02000000000102000000'),
    malformed: 'Ethernet',
    info: '[Malformed Packet]',
  },
  {
    what: 'a DNS message of 5 bytes',
    bytes: inIpv4(UDP, 'c3500035000d00001234010000'),
    malformed: 'DNS',
    info: 'Standard query 0x1234[Malformed Packet]',
  },
];

const REMARK = [
  '  [Expert Info (Error/Malformed): Malformed Packet (Exception occurred)]',
  '    [Malformed Packet (Exception occurred)]',
  '    [Severity level: Error]',
  '    [Group: Malformed]',
];

describe('a malformed packet', () => {
  it.each(DAMAGES)('$what is told of, and the next packet goes on', async ({ bytes, malformed, info }) => {
    const [packet, next] = await shown([captured(bytes), captured(inTcp(segment()))]);
    expect(packet?.lines.slice(-5)).toEqual([`[Malformed Packet: ${malformed}]`, ...REMARK]);
    expect(packet?.info).toBe(info);
    expect(next?.lines).toContain('  Source Port: 50000');
    expect(next?.lines.at(-1)).not.toContain('Malformed');
  });

  it('has what is there of it', async () => {
    const [tcp, ip] = await shown([
      captured(inTcp(segment().subarray(0, 10))),
      captured(inTcp(segment()).subarray(0, 24)),
    ]);
    expect(tcp?.lines).toContain('Transmission Control Protocol, Src Port: 50000, Dst Port: 80');
    expect(tcp?.lines).toContain('  Destination Port: 80');
    expect(ip?.lines).toContain('  Total Length: 40');
  });

  it('is found by filters on Wireshark’s own fields', async () => {
    const packets = [captured(inTcp(segment())), ...DAMAGES.map(({ bytes }) => captured(bytes))];
    const numbers = DAMAGES.map((_, index) => index + 2);
    for (const filter of ['_ws.malformed', '_ws.malformed.expert', '_ws.expert.message contains "Exception"']) {
      expect(
        (await shown(packets, { filter })).map(({ number }) => number),
        filter,
      ).toEqual(numbers);
    }
  });
});

describe('a packet that the capture cut', () => {
  const options = segment({ options: hex('020405b40103030801010402') });
  it.each([
    { what: 'in its Ethernet header', bytes: inTcp(segment()), length: 8, told: 'Ethernet', info: '' },
    { what: 'before its IPv4 header', bytes: inTcp(segment()), length: 14, told: 'IPv4', info: '' },
    { what: 'in its IPv4 header', bytes: inTcp(segment()), length: 24, told: 'IPv4', info: '' },
    { what: 'in its IPv6 header', bytes: inIpv6(6, segment()), length: 34, told: 'IPv6', info: '' },
    { what: 'in its TCP header', bytes: inTcp(segment()), length: 44, told: 'TCP', info: '50000 → 80' },
    { what: 'in its TCP options', bytes: inTcp(options), length: 60, told: 'TCP', info: `${ACK} Len=0 MSS=1460` },
    {
      what: 'in its UDP header',
      bytes: inIpv4(UDP, 'c3500050000900000a'),
      length: 38,
      told: 'UDP',
      info: '50000 → 80',
    },
    { what: 'in ICMP', bytes: inIpv4(1, '0800000000000000'), length: 36, told: 'ICMP', info: '' },
  ])('$what is said to be', async ({ bytes, length, told, info }) => {
    const [packet] = await shown([captured(bytes, length)]);
    expect(packet?.lines.at(-1)).toBe(`[Packet size limited during capture: ${told} truncated]`);
    expect(packet?.info).toBe(`${info}[Packet size limited during capture]`);
  });

  it('is found by _ws.short, and is not malformed', async () => {
    const packets = [captured(inTcp(segment()), 44), captured(inTcp(segment()))];
    expect((await shown(packets, { filter: '_ws.short' })).map(({ number }) => number)).toEqual([1]);
    expect(await shown(packets, { filter: '_ws.malformed' })).toEqual([]);
  });

  it('is none where only its payload is cut', async () => {
    const [packet] = await shown([captured(inTcp(segment({ payload: new Uint8Array(50) })), 70)]);
    expect(packet?.lines.join('\n')).not.toContain('Packet size limited');
  });
});

describe('a header that cannot be', () => {
  const whole = inTcp(segment());
  it.each([
    { what: 'an IP version', bytes: changed(whole, { 14: 0x95 }), info: 'Bogus IPv4 version (9, must be 4)' },
    {
      what: 'a header length',
      bytes: changed(whole, { 14: 0x41 }),
      info: 'Bogus IP header length (4, must be at least 20)',
    },
    {
      what: 'a total length',
      bytes: changed(whole, { 17: 10 }),
      info: 'Bogus IP length (10, less than header length 20)',
    },
    {
      what: 'a UDP length too small',
      bytes: inIpv4(UDP, 'c3500050000400000102'),
      info: '50000 → 80 [BAD UDP LENGTH 4 < 8]',
    },
    {
      what: 'a UDP length too large',
      bytes: inIpv4(UDP, 'c3500050006400000102'),
      info: '50000 → 80 [BAD UDP LENGTH 100 > IP PAYLOAD LENGTH] Len=92',
    },
  ])('$what is named in the list', async ({ bytes, info }) => {
    const [packet] = await shown([captured(bytes)]);
    expect(packet?.info).toBe(info);
  });
});

describe('an IP packet that has nothing of the protocol it names', () => {
  it.each([6, 1, UDP])('%i is shown as IP', async (protocol) => {
    const [packet] = await shown([captured(inIpv4(protocol, ''))]);
    expect(packet).toMatchObject({ protocol: 'IPv4', info: '', protocols: 'eth:ethertype:ip' });
  });
});
