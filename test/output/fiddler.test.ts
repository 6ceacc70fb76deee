import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FiddlerFormat } from '../../src/output/fiddler.js';
import type { OutputFormat } from '../../src/output/format.js';
import type { TextOptions } from '../../src/output/text-options.js';
import type { MessageView } from '../../src/session/events.js';
import { binary, close, end, frame, message, moment, session, without, written } from './events.js';

beforeAll(() => vi.stubEnv('TZ', 'Asia/Shanghai'));
afterAll(() => vi.unstubAllEnvs());

const START = moment({ seconds: 1_530_522_545, nanoseconds: 966_904_000, packet: 1 });

function log(play: (format: OutputFormat) => void, options: TextOptions = {}): string {
  return written((writer) => {
    const format = new FiddlerFormat(writer, START, options);
    play(format);
    format.finish();
  });
}

function block(view: MessageView, options: TextOptions = {}): string {
  return log((format) => format.message(view), options);
}

/** The lines of a block that follow Fiddler's five. */
function extraLines(view: MessageView, options: TextOptions = {}): string[] {
  return block(view, options).trimEnd().split('\n').slice(5);
}

describe('a block is Fiddler’s own', () => {
  it('for a text of the client', () => {
    expect(block(message({ payload: '{"Operation":0,"DeviceId":"pc"}', keys: [0xb29fff85] }))).toBe(
      [
        "17:09:59:3490 WSSession1.WebSocket'WebSocket #1'",
        'MessageID:\tClient.1',
        'MessageType:\tText',
        'PayloadString:\t{"Operation":0,"DeviceId":"pc"}',
        'Masking:\tB2-9F-FF-85',
        '',
      ].join('\n'),
    );
  });

  it('for a text of the server', () => {
    const view = message({ from: 'server', number: 4, session: session({ session: 565260 }), payload: '土豆子' });
    expect(block(view)).toBe(
      [
        "17:09:59:3490 WSSession565260.WebSocket'WebSocket #565260'",
        'MessageID:\tServer.4',
        'MessageType:\tText',
        'PayloadString:\t土豆子',
        'Masking:\t<none>',
        '',
      ].join('\n'),
    );
  });

  it('for a Close without payload', () => {
    expect(block(close(undefined, '', { number: 12 }))).toBe(
      [
        "17:09:59:3490 WSSession1.WebSocket'WebSocket #1'",
        'MessageID:\tClient.12',
        'MessageType:\tClose',
        'PayloadString:\t',
        'Masking:\tAB-9A-CC-C1',
        '',
      ].join('\n'),
    );
  });

  it.each([
    { view: binary(Uint8Array.of(0x68, 0x69)), type: 'Binary', payload: '68-69' },
    { view: binary('', { kind: 'ping', opcode: 9 }), type: 'Ping', payload: '' },
    { view: binary('hi', { kind: 'pong', opcode: 10 }), type: 'Pong', payload: '68-69' },
    { view: binary('hi', { kind: 'reserved', opcode: 11 }), type: '11', payload: '68-69' },
    { view: binary('hi', { kind: 'reserved', opcode: 0 }), type: 'Continuation', payload: '68-69' },
    { view: close(1000), type: 'Close', payload: '03-E8' },
  ])('for $type: the payload as hex pairs', ({ view, type, payload }) => {
    const lines = block(view).split('\n');
    expect(lines[2]).toBe(`MessageType:\t${type}`);
    expect(lines[3]).toBe(`PayloadString:\t${payload}`);
  });

  it('with an empty line between blocks, and none at the end', () => {
    const text = log((format) => {
      format.message(message());
      format.message(message({ number: 2 }));
    });
    expect(text.match(/\n\n/g)).toHaveLength(1);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('lines beyond Fiddler’s five appear only where there is more to say', () => {
  it('not for a plain message', () => {
    expect(extraLines(message())).toEqual([]);
  });

  it('Frames, and a masking key for each', () => {
    const view = message({ keys: [0x01020304, null, 0xffffffff] });
    expect(block(view)).toContain('\nMasking:\t01-02-03-04, <none>, FF-FF-FF-FF\n');
    expect(extraLines(view)).toEqual(['Frames:\t\t3']);
  });

  it('masking keys of many frames are counted behind the first 16', () => {
    const view = message({ keys: Array.from({ length: 1000 }, () => 1) });
    expect(block(view)).toMatch(/\nMasking:\t(00-00-00-01, ){16}and 984 more\n/);
  });

  it('Compression', () => {
    expect(extraLines(message({ payload: 'x'.repeat(210), compressed: true, wireLength: 45 }))).toEqual([
      'Compression:\t45 bytes on the wire of 210',
    ]);
  });

  it.each([
    { view: close(1000), status: '1000 Normal Closure' },
    { view: close(1001, 'so long'), status: '1001 Going Away, so long' },
    { view: close(1014), status: '1014 Bad Gateway' },
    { view: close(3000), status: '3000 Unauthorized' },
    { view: close(3999), status: '3999 unassigned, for libraries and frameworks' },
    { view: close(4999), status: '4999 private use' },
    { view: close(2000), status: '2000 unassigned' },
    { view: close(999), status: '999 not used' },
    { view: close(5000), status: '5000 not used' },
    { view: close(1008, 'a\nMessageID:\tServer.9'), status: '1008 Policy Violation, a' },
  ])('CloseStatus $status', ({ view, status }) => {
    expect(extraLines(view)[0]).toBe(`CloseStatus:\t${status}`);
  });

  it('a Note for each, before that on invalid UTF-8 and on a payload cut short', () => {
    const view = message({
      payload: Buffer.from('abc\u00ffdef', 'latin1'),
      validUtf8: false,
      notes: ['its beginning is not in the capture', 'a\u001b[2Jb'],
    });
    expect(block(view, { maxPayload: 5 })).toContain('PayloadString:\tabc\ufffdd\n');
    expect(extraLines(view, { maxPayload: 5 })).toEqual([
      'Note:\t\tits beginning is not in the capture',
      'Note:\t\ta\\u{1b}[2Jb',
      'Note:\t\tnot valid UTF-8: U+FFFD stands for what is not',
      'Note:\t\t5 of 7 bytes shown (--max-payload)',
    ]);
  });

  it('a text that could not be inflated is shown as hex', () => {
    const view = message({
      payload: Uint8Array.of(0xab, 0x56),
      validUtf8: false,
      compressed: true,
      unverified: true,
      notes: ['it does not inflate; shown as on the wire'],
    });
    expect(block(view)).toContain('PayloadString:\tAB-56\n');
    expect(extraLines(view)).toEqual([
      'Compression:\t2 bytes on the wire of 2',
      'Note:\t\tit does not inflate; shown as on the wire',
    ]);
  });
});

describe('a payload cannot forge a line', () => {
  const forged = "x\nMasking:\t<none>\r\n\r\n17:10:00:0000 WSSession1.WebSocket'WebSocket #1'\nMessageID:\tServer.1";

  it('its own lines are indented', () => {
    const lines = block(message({ payload: forged }))
      .trimEnd()
      .split('\n');
    const own = lines.filter((line) => !line.startsWith('\t'));
    expect(own).toHaveLength(5);
    expect(lines.slice(4, -1).every((line) => line.startsWith('\t\t'))).toBe(true);
  });

  it.each(['\u0085', '\u2028', '\u2029', '\u000b', '\u000c', '\r'])('nor with %j', (lineEnd) => {
    expect(block(message({ payload: `a${lineEnd}b` })).split(/[\n\v\f\r\u0085\u2028\u2029]/)).toHaveLength(6);
  });

  it('nor can a header value, a reason phrase or a sub-protocol', () => {
    const text = log((format) =>
      format.session(
        session({
          uri: '/a\nSession 2: ws://x',
          host: 'h\r\nx',
          statusText: 'OK\u2028x',
          subprotocol: 'p\u202eq',
          extensions: 'e\u001b[31m',
        }),
      ),
    );
    expect(text.trimEnd().split(/[\n\r\u2028]/)).toHaveLength(1);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });
});

describe('where a session begins', () => {
  it.each([
    {
      what: 'upgraded',
      view: session({ subprotocol: 'chat', extensions: 'permessage-deflate; client_max_window_bits=15' }),
      line:
        'Session 1: ws://192.168.120.217:9030/pc, 192.168.120.68:51000 → 192.168.120.217:9030, ' +
        '101 Switching Protocols, sub-protocol chat, extensions permessage-deflate; client_max_window_bits=15, ' +
        '2018-07-02 17:09:48 +08:00',
    },
    {
      what: 'refused',
      view: session({ session: 2, handshake: 'refused', status: 403, statusText: 'Forbidden' }),
      line:
        'Session 2: ws://192.168.120.217:9030/pc, 192.168.120.68:51000 → 192.168.120.217:9030, ' +
        'refused: 403 Forbidden, 2018-07-02 17:09:48 +08:00',
    },
    {
      what: 'without a handshake',
      view: without(session({ handshake: 'missing' }), 'method', 'uri', 'host', 'status', 'statusText'),
      line: 'Session 1: 192.168.120.68:51000 → 192.168.120.217:9030, handshake not captured, 2018-07-02 17:09:48 +08:00',
    },
    {
      what: 'without a response',
      view: without(session({ handshake: 'missing' }), 'status', 'statusText'),
      line:
        'Session 1: ws://192.168.120.217:9030/pc, 192.168.120.68:51000 → 192.168.120.217:9030, ' +
        'response not captured, 2018-07-02 17:09:48 +08:00',
    },
    {
      what: 'over IPv6, without Host and reason phrase',
      view: without(
        session({ server: { address: '2001:db8::1', port: 80 }, client: { address: '::1', port: 5 } }),
        'host',
        'statusText',
      ),
      line: 'Session 1: ws://[2001:db8::1]:80/pc, [::1]:5 → [2001:db8::1]:80, 101, 2018-07-02 17:09:48 +08:00',
    },
    {
      what: 'through a proxy, with the whole URL as its target',
      view: without(session({ uri: 'http://push.example/pc' }), 'statusText'),
      line:
        'Session 1: ws://push.example/pc, 192.168.120.68:51000 → 192.168.120.217:9030, 101, ' +
        '2018-07-02 17:09:48 +08:00',
    },
  ])('$what', ({ view, line }) => {
    expect(log((format) => format.session(view))).toBe(`${line}\n`);
  });

  it('in UTC where times are', () => {
    const text = log((format) => format.session(session()), { time: 'utc' });
    expect(text).toMatch(/, 2018-07-02 09:09:48 UTC\n$/);
  });
});

describe('where a session ends', () => {
  const counts = 'client: 2 messages, 193 bytes; server: 5 messages, 1110 bytes';
  it.each([
    { view: end(), how: 'closed by the client, 1000 Normal Closure' },
    { view: end({ by: 'server', code: undefined }), how: 'closed by the server, no status code' },
    {
      view: end({ reason: 'fin', by: 'server', code: undefined }),
      how: 'TCP connection ended by the server (FIN) without a Close',
    },
    {
      view: end({ reason: 'rst', by: 'client', code: undefined }),
      how: 'TCP connection reset by the client (RST) without a Close',
    },
    { view: end({ reason: 'capture-end', by: undefined, code: undefined }), how: 'still open when the capture ends' },
  ])('$how', ({ view, how }) => {
    expect(log((format) => format.end(view))).toBe(`Session 1 ended: ${how}, after 103.838780 s; ${counts}\n`);
  });

  it('counts one as one', () => {
    const text = log((format) => format.end(end({ clientMessages: 1, clientBytes: 1 })));
    expect(text).toContain('client: 1 message, 1 byte;');
  });
});

describe('options', () => {
  it.each([
    { time: 'local', shown: '17:09:59:3490' },
    { time: 'utc', shown: '09:09:59:3490' },
    { time: 'relative', shown: '53.382108' },
    { time: 'epoch', shown: '1530522599.349012' },
  ] as const)('--time $time', ({ time, shown }) => {
    expect(block(message(), { time })).toMatch(new RegExp(`^${shown} WSSession1`));
  });

  it('--time delta counts from the message before', () => {
    const text = log(
      (format) => {
        format.message(message());
        format.message(message({ at: moment({ seconds: 1_530_522_600, nanoseconds: 1000 }) }));
        format.message(message({ at: moment({ seconds: 1_530_522_599, nanoseconds: 999_000_000 }) }));
      },
      { time: 'delta' },
    );
    expect(text.match(/^\S+(?= WSSession)/gm)).toEqual(['0.000000', '0.650989', '-0.001001']);
  });

  it('--numbering fiddler counts the frames of both directions', () => {
    expect(block(message({ number: 2, frameNumber: 9 }), { numbering: 'fiddler' })).toContain('MessageID:\tClient.9\n');
  });

  it.each([
    { most: 0, shown: '' },
    { most: 1, shown: 'a' },
    { most: 2, shown: 'a' },
    { most: 3, shown: 'a' },
    { most: 4, shown: 'a土' },
    { most: 5, shown: 'a土' },
    { most: 8, shown: 'a土😀' },
  ])('--max-payload $most cuts between characters', ({ most, shown }) => {
    expect(block(message({ payload: 'a土😀' }), { maxPayload: most })).toContain(`PayloadString:\t${shown}\n`);
  });

  it('--frames shows each frame above its message', () => {
    const text = log((format) => {
      format.message(message());
      format.frame(frame({ number: 2, fin: false }));
      format.frame(frame({ number: 2, index: 1, opcode: 0, masked: false, packets: [5, 7, 8], rsv1: true }));
      format.message(message({ number: 2 }));
    });
    const [, second] = text.split('\n\n');
    expect(second?.split('\n').slice(0, 4)).toEqual([
      "17:09:59:3490 WSSession1.WebSocket'WebSocket #1' Frame 0 of Client.2: Text [MASKED], header 6 bytes, payload 5 bytes, key AB-9A-CC-C1, packet 2120",
      "17:09:59:3490 WSSession1.WebSocket'WebSocket #1' Frame 1 of Client.2: Continuation [FIN] [RSV1], header 6 bytes, payload 5 bytes, packets 5 to 8 (3)",
      "17:09:59:3490 WSSession1.WebSocket'WebSocket #1'",
      'MessageID:\tClient.2',
    ]);
  });

  it('colours', () => {
    const mark = (name: string) => ({ open: `<${name}>`, close: '</>' });
    const palette = {
      heading: mark('h'),
      label: mark('l'),
      client: mark('c'),
      server: mark('s'),
      note: mark('n'),
    };
    const text = log(
      (format) => {
        format.session(session());
        format.message(message({ notes: ['x'] }));
      },
      { palette },
    );
    expect(text).toContain('<h>Session 1: ');
    expect(text).toContain('<l>MessageID:</>\t<c>Client.1</>\n<l>MessageType:</>\t');
    expect(text).toContain('<n>Note:</>\t\tx');
  });
});
