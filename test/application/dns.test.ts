import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../fixtures/build/index.js';
import { dnsInfo } from '../../src/application/dns-info.js';
import { looksLikeDns } from '../../src/application/dns-message.js';
import { DnsName } from '../../src/application/dns-name.js';
import { dnsMessage, name, question, resource } from './dns-messages.js';

const QUERY = 0x0100;
const ANSWER = 0x8180;
/** Points to the question's name. */
const OWNER = hex('c00c');

function info(message: Uint8Array, multicast = false, missing = 0): string {
  return dnsInfo(message, 0, message.length, missing, multicast);
}

describe('the line of a message', () => {
  it.each<[string, Uint8Array, string]>([
    ['a query', dnsMessage(QUERY, [question('example.com', 1)]), 'Standard query 0x1234 A example.com'],
    ['the root', dnsMessage(QUERY, [question('', 2)]), 'Standard query 0x1234 NS <Root>'],
    ['a type that is not known', dnsMessage(QUERY, [question('a.b', 999)]), 'Standard query 0x1234 Unknown (999) a.b'],
    ['two questions', dnsMessage(QUERY, [question('a', 1), question('b', 28)]), 'Standard query 0x1234 A a AAAA b'],
    [
      'EDNS',
      dnsMessage(QUERY, [question('a', 1)], [], [], [resource('', 41, hex(''))]),
      'Standard query 0x1234 A a OPT',
    ],
    [
      'an answer of aliases and addresses',
      dnsMessage(
        ANSWER,
        [question('a.b', 1)],
        [
          resource(OWNER, 5, name('c.d')),
          resource('c.d', 1, hex('c0000201')),
          resource('c.d', 28, hex('20010db8 00000000 00000000 00000001')),
        ],
      ),
      'Standard query response 0x1234 A a.b CNAME c.d A 192.0.2.1 AAAA 2001:db8::1',
    ],
    [
      'an authority',
      dnsMessage(
        0x8183,
        [question('a.b', 1)],
        [],
        [resource('b', 6, concat(name('ns.b'), name('m.b'), new Uint8Array(20)))],
      ),
      'Standard query response 0x1234 No such name A a.b SOA ns.b',
    ],
    [
      'MX',
      dnsMessage(ANSWER, [], [resource('a', 15, concat(hex('000a'), name('m.b')))]),
      'Standard query response 0x1234 MX 10 m.b',
    ],
    [
      'SRV',
      dnsMessage(ANSWER, [], [resource('a', 33, concat(hex('0001000201bb'), name('t')))]),
      'Standard query response 0x1234 SRV 1 2 443 t',
    ],
    ['TXT', dnsMessage(ANSWER, [], [resource('a', 16, hex('03616263'))]), 'Standard query response 0x1234 TXT'],
    [
      'HINFO',
      dnsMessage(ANSWER, [], [resource('a', 13, hex('036370 75026f73'))]),
      'Standard query response 0x1234 HINFO cpu os',
    ],
    [
      'a type that shows its owner',
      dnsMessage(ANSWER, [], [resource('a.b', 52, hex('030101'))]),
      'Standard query response 0x1234 TLSA a.b',
    ],
    [
      'an update without data',
      dnsMessage(0x2800, [question('a', 6)], [resource('x', 1, hex(''), 255)]),
      'Dynamic update 0x1234 SOA a A',
    ],
    ['an opcode that is not known', dnsMessage(0x1800, [question('a', 1)]), 'Unknown operation (3) 0x1234 A a'],
    ['a reply code that is not known', dnsMessage(0x800c), 'Standard query response 0x1234 Unknown error (12)'],
    [
      'a message that is cut in a question',
      dnsMessage(QUERY, [question('a.b', 1)]).subarray(0, -3),
      'Standard query 0x1234[Malformed Packet]',
    ],
    [
      'a message that is cut in its data',
      dnsMessage(ANSWER, [], [resource('a', 1, hex('01020304'))]).subarray(0, -2),
      'Standard query response 0x1234 A[Malformed Packet]',
    ],
    ['a header that is cut', dnsMessage(QUERY).subarray(0, 11), 'Standard query 0x1234[Malformed Packet]'],
    [
      'records that are missing',
      concat(hex('1234 8180 0000 0064 0000 0000'), resource('a', 1, hex('01020304'))),
      'Standard query response 0x1234 A 1.2.3.4[Malformed Packet]',
    ],
  ])('%s', (_, message, expected) => {
    expect(info(message)).toBe(expected);
  });

  it('says where the snaplen cut it', () => {
    expect(info(dnsMessage(QUERY, [question('a.b', 1)]).subarray(0, -3), false, 3)).toMatch(
      /0x1234\[Packet size limited during capture\]$/,
    );
  });

  it.each<[string, Uint8Array, string]>([
    [
      'questions',
      dnsMessage(0, [question('_a._tcp.local', 12, 0x8001), question('b.local', 1)]),
      'Standard query 0x1234 PTR _a._tcp.local, "QU" question A b.local, "QM" question',
    ],
    [
      'unique records, and OPT which is none',
      dnsMessage(0x8400, [], [resource('x', 1, hex('01020304'), 0x8001), resource('', 41, hex(''), 0x85a0)]),
      'Standard query response 0x1234 A, cache flush 1.2.3.4 OPT',
    ],
  ])('of mDNS: %s', (_, message, expected) => {
    expect(info(message, true)).toBe(expected);
  });
});

describe('names (RFC 1035, section 4.1.4)', () => {
  const read = (bytes: Uint8Array, at = 0) => {
    const reader = new DnsName();
    return reader.read(bytes, 0, bytes.length, at) ? [reader.text, reader.end] : undefined;
  };
  const long = (last: number): string => `${Array(3).fill('a'.repeat(63)).join('.')}.${'b'.repeat(last)}`;

  it.each<[string, Uint8Array, number, unknown]>([
    ['labels', name('www.example.com'), 0, ['www.example.com', 17]],
    ['a pointer', concat(name('b.c'), hex('0161 c000')), 5, ['a.b.c', 9]],
    ['pointers to pointers', hex('0161 00 c000 c003 c005'), 7, ['a', 9]],
    ['a pointer to itself', hex('c000'), 0, ['<Name contains a pointer that loops>', 2]],
    ['a circle that grows', hex('0161 c000'), 0, ['<Name contains a pointer that loops>', 4]],
    ['a pointer behind the message', hex('c010'), 0, undefined],
    ['labels of another kind', hex('4161 00'), 0, undefined],
    ['a label that is cut', hex('0561 62'), 0, undefined],
    ['no end', hex('0161'), 0, undefined],
    ['the longest name', name(long(61)), 0, [long(61), 255]],
    ['a name that is too long', name(long(62)), 0, ['<Name too long>', 256]],
    ['characters that must not reach a terminal', hex('05 0a1b7fc3a9 00'), 0, ['\\n\\033\\177é', 7]],
  ])('%s', (_, bytes, at, expected) => {
    expect(read(bytes, at)).toEqual(expected);
  });
});

describe('bytes on a port of no known use', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['a query', dnsMessage(QUERY, [question('a', 1)]), true],
    ['a query of two questions', dnsMessage(QUERY, [question('a', 1), question('b', 1)]), false],
    ['a query with answers', dnsMessage(QUERY, [question('a', 1)], [resource('a', 1, hex('01020304'))]), false],
    ['an answer', dnsMessage(ANSWER, [question('a', 1)], [resource('a', 1, hex('01020304'))]), true],
    [
      'an answer with 11 additional records',
      dnsMessage(ANSWER, [], [], [], Array(11).fill(resource('a', 1, hex('01020304')))),
      false,
    ],
    ['an update', dnsMessage(0x2800, [question('a', 1)]), false],
    ['a header alone', dnsMessage(ANSWER), false],
  ])('%s', (_, message, expected) => {
    expect(looksLikeDns(message, 0, message.length)).toBe(expected);
  });
});

describe('hostile messages', () => {
  it('give a line of bounded length, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, multicast) => {
        expect(info(bytes, multicast).length).toBeLessThan(8192);
      }),
    );
  });

  it('of thousands of names in circles are done with in no time', () => {
    const owners = Array.from({ length: 4000 }, () => resource(hex('c00c'), 2, hex('c00c')));
    const message = dnsMessage(ANSWER, [question(hex('0161 c00c'), 1)], owners);
    expect(info(message)).toMatch(/^Standard query response 0x1234 A <Name contains a pointer that loops>/);
  });
});
