import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex, type Octets, octets, TcpConversation } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';

/** What two programs say to each other, in turn: the client first, '' for nothing. */
type Talk = readonly Octets[];

function conversation(talk: Talk, withSyn: boolean): TcpConversation {
  const c = new TcpConversation({ server: { port: 4000 } });
  if (withSyn) c.handshake();
  talk.forEach((data, i) => {
    if (octets(data).length === 0) return;
    if (i % 2 === 0) c.client(data);
    else c.server(data);
  });
  return c;
}

function repeat(times: number, of: (i: number) => Talk): Talk {
  return Array.from({ length: times }, (_, i) => of(i)).flat();
}

const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);
const u24le = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >> 8) & 0xff, value >> 16);
const u32 = (value: number): Uint8Array => concat(u16(value >>> 16), u16(value & 0xffff));

/** An MQTT packet (MQTT 3.1.1, section 2.2) shorter than 128 bytes. */
function mqtt(first: number, ...body: readonly Octets[]): Uint8Array {
  const rest = concat(...body);
  return concat(Uint8Array.of(first, rest.length), rest);
}

/** A DNS query or response over TCP: two bytes of length, then the message. */
function dns(id: number, response: boolean, name: string): Uint8Array {
  const labels = concat(
    ...name.split('.').map((label) => concat(Uint8Array.of(label.length), label)),
    hex('00 0001 0001'),
  );
  const message = concat(
    u16(id),
    response ? hex('8180 0001 0001 0000 0000') : hex('0100 0001 0000 0000 0000'),
    labels,
    response ? hex('c00c 0001 0001 0000003c 0004 c0000201') : '',
  );
  return concat(u16(message.length), message);
}

/** BER: identifier, length, contents (X.690); LDAP messages are such. */
function ber(tag: number, ...contents: readonly Octets[]): Uint8Array {
  const body = concat(...contents);
  if (body.length < 128) return concat(Uint8Array.of(tag, body.length), body);
  return concat(Uint8Array.of(tag, 0x82), u16(body.length), body);
}

function mysql(sequence: number, payload: Octets): Uint8Array {
  return concat(u24le(octets(payload).length), Uint8Array.of(sequence), payload);
}

function postgres(type: string, payload: Octets): Uint8Array {
  return concat(type, u32(octets(payload).length + 4), payload);
}

const random = (seed: number, length: number): Uint8Array => {
  let state = seed * 2_654_435_761 + 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state >>> 24;
  });
};

const TRAFFIC: readonly (readonly [string, Talk])[] = [
  [
    'MQTT: SUBSCRIBE and SUBACK',
    repeat(30, (i) => [mqtt(0x82, u16(i), u16(9), 'sensors/a', hex('00')), mqtt(0x90, u16(i), hex('00'))]),
  ],
  ['MQTT: SUBSCRIBE alone, one direction', repeat(30, (i) => [mqtt(0x82, u16(i), u16(9), 'sensors/a', hex('00')), ''])],
  [
    'MQTT: UNSUBSCRIBE, PINGREQ, DISCONNECT',
    repeat(20, (i) => [
      concat(mqtt(0xa2, u16(i), u16(3), 'a/b'), mqtt(0xc0), mqtt(0xe0)),
      concat(mqtt(0xb0, u16(i)), mqtt(0xd0)),
    ]),
  ],
  ['MQTT: PUBLISH', repeat(30, (i) => [mqtt(0x30, u16(3), 'a/b', `{"value":${i}}`), ''])],
  [
    'DNS over TCP',
    repeat(30, (i) => [
      dns(0x8100 + i, false, `host-${i}.example.com`),
      dns(0x8100 + i, true, `host-${i}.example.com`),
    ]),
  ],
  [
    'DNS over TCP, long messages',
    repeat(10, (i) => [
      dns(i, false, `${'x'.repeat(60)}.`.repeat(3) + i),
      dns(i, true, `${'x'.repeat(60)}.`.repeat(3) + i),
    ]),
  ],
  ['an SSLv2-like hello', [concat(hex('802e 01 0002 0015 0000 0010'), random(1, 37)), hex('8043 04 0001 0002')]],
  [
    'SSLv2-like records, many',
    repeat(20, (i) => [concat(hex('8020'), random(i, 32)), concat(hex('8020'), random(i + 50, 32))]),
  ],
  [
    'TLS 1.2 records',
    repeat(20, (i) => [concat(hex('170303 0040'), random(i, 64)), concat(hex('170303 0100'), random(i + 99, 256))]),
  ],
  ['TLS alerts', repeat(10, () => [hex('150303 0002 0100'), hex('150303 0002 0100')])],
  [
    'HTTP in the middle of a body',
    [
      '',
      concat(random(7, 1400), random(8, 1400)),
      'GET /next HTTP/1.1\r\nHost: a\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc',
    ],
  ],
  [
    'HTTP, keep-alive',
    repeat(20, (i) => [
      `GET /${i} HTTP/1.1\r\nHost: a\r\n\r\n`,
      `HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{${i % 10}}\n`,
    ]),
  ],
  ['server-sent events', ['', ...repeat(40, (i) => [`data: {"event":${i}}\n\n`, '']).slice(1)]],
  ['lines of text', repeat(40, (i) => [`SAY hello ${i}\r\n`, `250 OK ${i}\r\n`])],
  ['lines of one letter', repeat(40, () => ['a\n', 'b\n'])],
  ['IRC', repeat(20, () => ['PING :server.example\r\n', ':server.example PONG server.example :x\r\n'])],
  ['Redis', repeat(20, () => ['*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n', '$5\r\nvalue\r\n'])],
  [
    'LDAP searches',
    repeat(20, (i) => [
      ber(0x30, ber(2, Uint8Array.of(i)), ber(0x63, ber(4, 'dc=example'), ber(0x87, 'objectClass'))),
      ber(0x30, ber(2, Uint8Array.of(i)), ber(0x64, ber(4, 'x'.repeat(200)))),
    ]),
  ],
  [
    'BER with context tags 82 and 81',
    repeat(20, (i) => [ber(0x82, Uint8Array.of(i, 1, 2)), ber(0x81, Uint8Array.of(i, 3))]),
  ],
  ['BER with context tag 82, unequal lengths', repeat(30, (i) => [ber(0x82, random(i, 5 + i)), ''])],
  [
    'BER with context tag 82 from both sides, random contents',
    repeat(30, (i) => [ber(0x82, random(i, 3 + (i % 40))), ber(0x82, random(i + 7, 4 + (i % 60)))]),
  ],
  [
    'MySQL',
    repeat(20, (i) => [
      mysql(0, `\x03SELECT ${i}`),
      concat(mysql(1, hex('01')), mysql(2, `col${i}`), mysql(3, hex('fe00000200'))),
    ]),
  ],
  ['MySQL packets of 129 and 130 bytes', repeat(20, () => [mysql(0, 'x'.repeat(129)), mysql(1, 'y'.repeat(130))])],
  [
    'PostgreSQL',
    repeat(20, (i) => [
      postgres('Q', `SELECT ${i}\0`),
      concat(postgres('T', random(i, 20)), postgres('D', random(i, 30)), postgres('Z', 'I')),
    ]),
  ],
  [
    'messages with a length of two bytes in front',
    repeat(30, (i) => [concat(u16(40), random(i, 40)), concat(u16(0x8102), random(i, 0x02))]),
  ],
  [
    'messages with a length of four bytes in front',
    repeat(30, (i) => [concat(u32(60), random(i, 60)), concat(u32(100), random(i + 1, 100))]),
  ],
  [
    'a type byte 81 to 8a and one of length, binary, unequal directions',
    repeat(10, (i) => [concat(Uint8Array.of(0x81, 10), random(i, 9)), concat(Uint8Array.of(0x82, 11), random(i, 13))]),
  ],
  ['random bytes', repeat(60, (i) => [random(i, 20 + i), random(i + 1000, 700)])],
  ['zeros', repeat(60, () => [new Uint8Array(100), new Uint8Array(1400)])],
  ['bytes FF', repeat(60, () => [new Uint8Array(100).fill(0xff), new Uint8Array(1400).fill(0xff)])],
  [
    'single bytes, as of a terminal',
    repeat(200, (i) => [Uint8Array.of(0x61 + (i % 26)), Uint8Array.of(0x61 + (i % 26))]),
  ],
  ['single bytes 81 to 8a', repeat(200, (i) => [Uint8Array.of(0x81 + (i % 10)), Uint8Array.of(0x82)])],
  ['Telnet negotiation', repeat(20, () => [hex('fffd01 fffd03'), hex('fffb01 fffb03')])],
  [
    'SIP over TCP',
    repeat(5, () => [
      'OPTIONS sip:a@b SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n',
      'SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n\r\n',
    ]),
  ],
  [
    'RTSP with interleaved RTP',
    ['', ...repeat(30, (i) => [concat(hex('2400 0030 8060'), random(i, 46)), '']).slice(1)],
  ],
  [
    'AMQP frames',
    repeat(30, (i) => [concat(hex('01 0001'), u32(20), random(i, 20), hex('ce')), hex('08 0000 00000000 ce')]),
  ],
  [
    'BitTorrent',
    repeat(30, (i) => [
      concat(u32(13), hex('06'), u32(i), u32(0), u32(16_384)),
      concat(u32(9), hex('07'), random(i, 8)),
    ]),
  ],
  [
    'Bitcoin-like magic and checksum',
    repeat(20, (i) => [concat(hex('f9beb4d9'), 'ping\0\0\0\0\0\0\0\0', u32(8), random(i, 12)), '']),
  ],
  [
    'protobuf with varint lengths of 0x81 and up',
    repeat(30, (i) => [concat(hex('8101'), random(i, 129)), concat(hex('8201'), random(i, 130))]),
  ],
];

describe('ordinary TCP traffic is not mistaken for WebSocket', () => {
  it.each(TRAFFIC)('%s, from the middle on', (_, talk) => {
    const { sessions } = dissect(conversation(talk, false).packets);
    expect(sessions).toEqual([]);
  });

  it.each(TRAFFIC)('%s, with the beginning', (_, talk) => {
    const { sessions } = dissect(conversation(talk, true).packets);
    expect(sessions).toEqual([]);
  });

  it.each(TRAFFIC)('%s, with a hole', (_, talk) => {
    const c = conversation(talk, true);
    c.ack('client');
    c.ack('server');
    const packets = c.packets.filter((_packet, i) => i !== 3);
    expect(dissect(packets).sessions).toEqual([]);
  });

  it('random bytes in random segments, whatever their first ones are', () => {
    const first = fc.constantFrom(0x81, 0x82, 0x88, 0x89, 0x8a, 0xc1, 0xc2, 0x01, 0x02);
    const segment = fc.tuple(first, fc.nat({ max: 127 }), fc.uint8Array({ minLength: 3, maxLength: 60 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 30 }), (segments) => {
        const c = new TcpConversation({ server: { port: 4000 } });
        for (const [byte, length, rest, fromClient] of segments) {
          // A length that does not lead to the end of the segment, nor to another frame.
          const off = length === rest.length ? length + 1 : length;
          c.send(
            fromClient ? 'client' : 'server',
            concat(
              Uint8Array.of(byte, off & 0x7f),
              rest.map((b) => b | 0x70),
            ),
          );
        }
        expect(dissect(c.packets).sessions).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
