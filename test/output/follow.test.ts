import { describe, expect, it } from 'vitest';
import type { FollowAs, FollowedPiece } from '../../src/follow/follow-sink.js';
import { ByteWriter } from '../../src/output/byte-writer.js';
import type { FollowFormat } from '../../src/output/follow-format.js';
import { loadFollowFormat } from '../../src/output/follow-formats.js';
import type { FollowShow } from '../../src/output/follow-show.js';
import type { From } from '../../src/session/events.js';
import { moment } from './events.js';

const NODES = {
  stream: 3,
  client: { address: '192.0.2.1', port: 50_000 },
  server: { address: '2001:db8::1', port: 80 },
};

const AT = moment({ packet: 7 });

function piece(from: From, payload: string | Uint8Array, more: Partial<FollowedPiece> = {}): FollowedPiece {
  const bytes = Buffer.concat([Buffer.from('<<'), Buffer.from(payload as string, 'latin1'), Buffer.from('>>')]);
  return { from, bytes, start: 2, end: bytes.length - 2, packet: AT.packet, at: AT, ...more };
}

/** What a form writes, without the banner and the last rule. */
async function shown(show: FollowShow, write: (format: FollowFormat) => void, as: FollowAs = 'tcp'): Promise<string> {
  const pieces: Buffer[] = [];
  const writer = new ByteWriter({ write: (bytes, start, end) => pieces.push(Buffer.from(bytes.subarray(start, end))) });
  const format = await loadFollowFormat(show, as, writer);
  format.begin(NODES);
  write(format);
  format.finish();
  writer.flush();
  const text = Buffer.concat(pieces).toString('latin1');
  return text.replace(/^\n=+\n(?:[A-Z][^\n]*\n){4}(.*)={67}\n$/s, '$1');
}

describe('a followed stream', () => {
  it.each(['ascii', 'hex', 'raw'] as const)('begins and ends as with tshark: %s', async (show) => {
    const pieces: Buffer[] = [];
    const writer = new ByteWriter({
      write: (bytes, start, end) => pieces.push(Buffer.from(bytes.subarray(start, end))),
    });
    const format = await loadFollowFormat(show, 'websocket', writer);
    format.begin(NODES);
    format.finish();
    writer.flush();
    const rule = '='.repeat(67);
    expect(Buffer.concat(pieces).toString()).toBe(
      `\n${rule}\nFollow: websocket,${show}\nFilter: tcp.stream eq 3\nNode 0: 192.0.2.1:50000\nNode 1: [2001:db8::1]:80\n${rule}\n`,
    );
  });

  const everything = (format: FollowFormat): void => {
    format.piece(piece('client', 'GET\r\n'));
    format.hole('server', 1448, AT);
    format.piece(piece('server', '\u0000\u00ff'));
    format.note('server', 'what\u001b is');
  };

  it.each([
    ['ascii', '5\nGET\r\n\n\t[1448 bytes missing in capture]\n\t2\n..\n\t[what\\u{1b} is]\n'],
    [
      'hex',
      '00000000  47 45 54 0d 0a                                    GET..\n' +
        '\t[1448 bytes missing in capture]\n' +
        '\t000005A8  00 ff                                             ..\n' +
        '\t[what\\u{1b} is]\n',
    ],
    ['raw', '4745540d0a\n\t[1448 bytes missing in capture]\n\t00ff\n\t[what\\u{1b} is]\n'],
    [
      'yaml',
      [
        'peers:\n  - peer: 0\n    host: 192.0.2.1\n    port: 50000\n  - peer: 1\n    host: 2001:db8::1\n    port: 80\npackets:',
        '  - packet: 7\n    peer: 0\n    timestamp: 1530522599.349012000\n    data: !!binary |\n      R0VUDQo=',
        '  - packet: 7\n    peer: 1\n    timestamp: 1530522599.349012000\n    missing: 1448',
        '  - packet: 7\n    peer: 1\n    timestamp: 1530522599.349012000\n    data: !!binary |\n      AP8=',
        '  # what\\u{1b} is\n',
      ].join('\n'),
    ],
    [
      'c-array',
      'char peer0_0[] = { /* Packet 7 */\n0x47, 0x45, 0x54, 0x0d, 0x0a };\n' +
        '/* peer1: [1448 bytes missing in capture] */\n' +
        'char peer1_0[] = { /* Packet 7 */\n0x00, 0xff };\n/* what\\u{1b} is */\n',
    ],
  ] as const)('is shown with its holes in place: %s', async (show, text) => {
    expect(await shown(show, everything)).toBe(text);
  });

  it.each([
    ['ascii', '\t4 ping\nping\n0 close\n\n'],
    [
      'hex',
      '\t[ping, 4 bytes]\n\t00000000  70 69 6e 67                                       ping\n[close, 0 bytes]\n',
    ],
    ['raw', '\t70696e67\n\n'],
    [
      'c-array',
      'char peer1_0[] = { /* Packet 7, ping */\n0x70, 0x69, 0x6e, 0x67 };\nchar peer0_0[] = { /* Packet 7, close */\n};\n',
    ],
  ] as const)('tells control frames from data: %s', async (show, text) => {
    const write = (format: FollowFormat): void => {
      format.piece(piece('server', 'ping', { kind: 'ping' }));
      format.piece(piece('client', '', { kind: 'close' }));
    };
    expect(await shown(show, write, 'websocket')).toBe(text);
  });
});

describe('--show ascii', () => {
  it.each([
    ['an escape', '\u001b[2J', '.[2J'],
    ['a carriage return alone', 'a\rb', 'a.b'],
    ['line ends', 'a\r\nb\nc\r', 'a\r\nb\nc\r'],
    ['a tab, a bell, DEL and what is not ASCII', '\t\u0007\u007f\u0080\u00e9', '.....'],
  ])('lets nothing act on a terminal: %s', async (_, payload, text) => {
    expect(await shown('ascii', (format) => format.piece(piece('client', payload)))).toBe(
      `${payload.length}\n${text}\n`,
    );
  });

  it('writes a long piece whole', async () => {
    const payload = 'x'.repeat(300_000);
    expect(await shown('ascii', (format) => format.piece(piece('client', payload)))).toBe(`300000\n${payload}\n`);
  });
});

describe('--show hex', () => {
  it.each([
    ['sixteen bytes', 'GET /chat HTTP/1', '47 45 54 20 2f 63 68 61  74 20 48 54 54 50 2f 31  GET /cha t HTTP/1'],
    ['eight bytes', 'all that', '61 6c 6c 20 74 68 61 74                           all that'],
    ['a blank at the end', 'the ', '74 68 65 20                                       the'],
    ['a blank before the middle', 'l alpha ', '6c 20 61 6c 70 68 61 20                           l alpha '],
  ])('lays a line out as tshark does: %s', async (_, payload, line) => {
    expect(await shown('hex', (format) => format.piece(piece('client', payload)))).toBe(`00000000  ${line}\n`);
  });
});

describe('--show yaml', () => {
  it('names the kind of a message, and has times before 1970', async () => {
    const at = moment({ seconds: -2, nanoseconds: 500_000_000 });
    const text = await shown('yaml', (format) => format.piece(piece('client', '', { kind: 'ping', at })), 'websocket');
    expect(text).toContain('    timestamp: -1.500000000\n    kind: ping\n    data: !!binary ""\n');
  });
});
