import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import { alpnExtension, chosen, clientHello, message, record, serverHello, serverNameExtension } from './messages.js';
import { named, type Segment } from './named.js';

const HELLO = record(
  22,
  message(1, clientHello(serverNameExtension('a.example'), alpnExtension('h2', 'http/1.1'))),
  0x0301,
);
const ANSWER = record(22, message(2, serverHello(0x0303)));
const ANSWER_13 = record(22, message(2, serverHello(0x0303, [chosen(0x0304)])));
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
const RETRY = record(22, message(2, serverHello(0x0303, [chosen(0x0304)], RETRY_RANDOM)));
const CHANGE = record(20, hex('01'));
const APPLICATION = record(23, new Uint8Array(40));
const CERTIFICATE = message(11, new Uint8Array(300));
/** Two messages in one record. */
const BOTH = record(22, concat(message(14), CERTIFICATE));
const client = (...data: Uint8Array[]): Segment => ['client', concat(...data)];
const server = (...data: Uint8Array[]): Segment => ['server', concat(...data)];

describe('the line of a segment', () => {
  it.each<[string, Segment[], string[]]>([
    [
      'TLS 1.2',
      [
        client(HELLO),
        server(ANSWER, record(22, concat(CERTIFICATE, message(14)))),
        client(record(22, message(16, new Uint8Array(33))), CHANGE, record(22, new Uint8Array(40).fill(0xa9))),
        server(record(22, message(4, new Uint8Array(10))), CHANGE, record(22, new Uint8Array(40))),
        client(APPLICATION, APPLICATION),
        server(record(21, new Uint8Array(26))),
      ],
      [
        'TLSv1 | Client Hello',
        'TLSv1.2 | Server Hello, Certificate, Server Hello Done',
        'TLSv1.2 | Client Key Exchange, Change Cipher Spec, Encrypted Handshake Message',
        'TLSv1.2 | New Session Ticket, Change Cipher Spec, Encrypted Handshake Message',
        'TLSv1.2 | Application Data, Application Data',
        'TLSv1.2 | Encrypted Alert',
      ],
    ],
    [
      'TLS 1.3',
      [client(HELLO), server(ANSWER_13, CHANGE, APPLICATION), client(CHANGE, APPLICATION)],
      [
        'TLSv1 | Client Hello',
        'TLSv1.3 | Server Hello, Change Cipher Spec, Application Data',
        'TLSv1.3 | Change Cipher Spec, Application Data',
      ],
    ],
    [
      'a hello that is asked for again',
      [client(HELLO), server(RETRY, CHANGE), client(CHANGE, HELLO), server(ANSWER_13)],
      [
        'TLSv1 | Client Hello',
        'TLSv1.3 | Hello Retry Request, Change Cipher Spec',
        'TLSv1.3 | Change Cipher Spec, Client Hello',
        'TLSv1.3 | Server Hello',
      ],
    ],
    ['SSL 3.0', [server(record(22, message(2, serverHello(0x0300)), 0x0300))], ['SSLv3 | Server Hello']],
    [
      'a version that its record does not say',
      [server(record(22, message(2, serverHello(0x0303)), 0x0301))],
      ['TLSv1.2 | Server Hello'],
    ],
    [
      'a draft of 1.3',
      [server(record(22, message(2, serverHello(0x0303, [chosen(0x7f1c)]))))],
      ['TLSv1.3 | Server Hello'],
    ],
    ['a stream that starts in the middle', [client(APPLICATION)], ['TLSv1.2 | Application Data']],
    [
      'an alert in clear',
      [server(record(21, hex('0228')))],
      ['TLSv1.2 | Alert (Level: Fatal, Description: Handshake Failure)'],
    ],
    [
      'an alert that is not known',
      [server(record(21, hex('03fa')))],
      ['TLSv1.2 | Alert (Level: Unknown, Description: Unknown)'],
    ],
    [
      'heartbeats',
      [client(record(24, hex('010003616263'))), server(record(24, hex('99')))],
      ['TLSv1.2 | Heartbeat Request', 'TLSv1.2 | Encrypted Heartbeat'],
    ],
    [
      'a message that looks clear behind ChangeCipherSpec',
      [client(CHANGE), client(record(22, message(16, new Uint8Array(36))))],
      ['TLSv1.2 | Change Cipher Spec', 'TLSv1.2 | Encrypted Handshake Message'],
    ],
    [
      'a message of no known type',
      [client(record(22, message(99, new Uint8Array(2))))],
      ['TLSv1.2 | Encrypted Handshake Message'],
    ],
    ['bytes that are no record, before a version is known', [client(hex('8090a0b0c0d0'))], ['SSL | Continuation Data']],
    [
      'bytes that are no record, in TLS 1.2',
      [client(APPLICATION), client(APPLICATION, hex('99aabbccddee'))],
      ['TLSv1.2 | Application Data', 'TLSv1.2 | Application Data, Ignored Unknown Record'],
    ],
    [
      'bytes that are no record, in TLS 1.3',
      [server(ANSWER_13), server(APPLICATION, hex('99aabbccddee'))],
      ['TLSv1.3 | Server Hello', 'TLSv1.3 | Application Data, Continuation Data'],
    ],
    [
      'text in place of a record',
      [client(Buffer.from('GET / HTTP/1.1\r\n')), client(HELLO)],
      ['text', 'TLSv1 | Client Hello'],
    ],
  ])('%s', (_, segments, lines) => {
    expect(named(segments).lines).toEqual(lines);
  });

  const whole = concat(ANSWER, record(22, CERTIFICATE));

  it.each<[string, Segment[], string[]]>([
    [
      'a record in two segments',
      [server(whole.subarray(0, 100)), server(whole.subarray(100))],
      ['TLSv1.2 | Server Hello', 'TLSv1.2 | Certificate'],
    ],
    [
      'a record in three',
      [server(whole.subarray(0, 60)), server(whole.subarray(60, 61)), server(whole.subarray(61))],
      ['TLSv1.2 | Server Hello', '-', 'TLSv1.2 | Certificate'],
    ],
    [
      'several messages of one record in two',
      [server(BOTH.subarray(0, 100)), server(BOTH.subarray(100))],
      ['-', 'TLSv1.2 | Server Hello Done, Certificate'],
    ],
    [
      'a message in three records',
      [
        server(record(22, CERTIFICATE.subarray(0, 20))),
        server(record(22, CERTIFICATE.subarray(20, 50))),
        server(record(22, concat(CERTIFICATE.subarray(50), message(14)))),
      ],
      ['TLSv1.2 | [Certificate Fragment]', '-', 'TLSv1.2 | Certificate, Server Hello Done'],
    ],
    [
      'a message whose header is in two records',
      [server(record(22, CERTIFICATE.subarray(0, 3))), server(record(22, CERTIFICATE.subarray(3)))],
      ['TLSv1.2 | [Certificate Fragment]', 'TLSv1.2 | Certificate'],
    ],
    [
      'a message that begins behind another',
      [
        server(record(22, concat(message(14), CERTIFICATE.subarray(0, 9)))),
        server(record(22, CERTIFICATE.subarray(9))),
      ],
      ['TLSv1.2 | Server Hello Done', 'TLSv1.2 | Certificate'],
    ],
    [
      'a hole inside a record',
      [server(APPLICATION.subarray(0, 10)), ['server', 20], server(APPLICATION.subarray(30), APPLICATION)],
      ['-', '-', 'TLSv1.2 | Application Data, Application Data'],
    ],
    [
      'a hole beyond a record',
      [server(APPLICATION.subarray(0, 10)), ['server', 100], server(APPLICATION)],
      ['-', '-', 'TLSv1.2 | Application Data'],
    ],
    [
      'a hole inside a message',
      [
        server(record(22, CERTIFICATE).subarray(0, 50)),
        ['server', 100],
        server(record(22, CERTIFICATE).subarray(150), record(22, message(14))),
      ],
      ['-', '-', 'TLSv1.2 | Server Hello Done'],
    ],
  ])('%s', (_, segments, lines) => {
    expect(named(segments).lines).toEqual(lines);
  });
});

describe('hellos', () => {
  it('tell host, protocols and cipher suite', () => {
    const { hosts, protocols, suites } = named([client(HELLO), server(ANSWER)]);
    expect({ hosts, protocols, suites }).toEqual({
      hosts: ['a.example'],
      protocols: ['h2', 'http/1.1'],
      suites: [0x1301],
    });
  });

  it.each([1, 2, 3, 5, 7, 50])('in pieces of %i bytes tell the same', (size) => {
    const pieces = Array.from(
      { length: Math.ceil(HELLO.length / size) },
      (_, index): Segment => client(HELLO.subarray(index * size, (index + 1) * size)),
    );
    const { lines, hosts } = named(pieces);
    expect(lines.filter((line) => line !== '-')).toEqual(['TLSv1 | Client Hello']);
    expect(hosts).toEqual(['a.example']);
  });

  it('that are cut anywhere do no harm', () => {
    const body = clientHello(serverNameExtension('a.example'));
    for (let length = 0; length < body.length; length++) {
      expect(named([client(record(22, message(1, body.subarray(0, length))))]).hosts).toHaveLength(1);
    }
  });
});

describe('hostile input', () => {
  const segments = fc.array(
    fc.tuple(
      fc.constantFrom<'client' | 'server'>('client', 'server'),
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(70),
        fc
          .tuple(fc.integer({ min: 19, max: 26 }), fc.uint8Array({ maxLength: 80 }))
          .map(([type, fragment]) => record(type, fragment)),
        fc.tuple(fc.nat(20), fc.uint8Array({ maxLength: 80 })).map(([type, body]) => record(22, message(type, body))),
      ),
    ),
    { maxLength: 30 },
  );

  it('neither throws nor holds anything in the end', () => {
    fc.assert(
      fc.property(segments, (input) => {
        expect(named(input).leftHeld).toBe(0);
      }),
    );
  });

  it('holds no more of a hello than has come, whatever it claims', () => {
    const { mostHeld } = named([client(record(22, hex('01 00ffff 0303').subarray(0, 6)))]);
    expect(mostHeld).toBeLessThanOrEqual(4096);
  });

  it('keeps no hello where the budget is used up, and still names it', () => {
    const { lines, hosts } = named([client(HELLO)], new BufferBudget(0));
    expect({ lines, hosts }).toEqual({ lines: ['TLSv1 | Client Hello'], hosts: [undefined] });
  });
});
