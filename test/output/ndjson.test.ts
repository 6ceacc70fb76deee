import { describe, expect, it } from 'vitest';
import { NdjsonFormat } from '../../src/output/ndjson.js';
import { RecordSink } from '../../src/output/record-sink.js';
import type { EndView, FrameView, MessageView, SessionSink, Warning } from '../../src/session/events.js';
import { binary, close, end, frame, message, moment, session, without, written } from './events.js';

/** The line that comes of one event. */
function line(event: (sink: SessionSink) => void): string {
  return written((writer) => event(new NdjsonFormat(writer)));
}

function messageLine(view: MessageView): Record<string, unknown> {
  return JSON.parse(line((sink) => sink.message(view)));
}

describe('records as lines', () => {
  it('session', () => {
    const view = session({
      origin: 'http://push.example',
      userAgent: 'Mozilla/5.0',
      subprotocol: 'chat',
      extensions: 'permessage-deflate',
      key: 'dGhlIHNhbXBsZSBub25jZQ==',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      acceptExpected: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    });
    expect(line((sink) => sink.session(view))).toBe(
      '{"type":"session","session":1,"stream":13,"time":"2018-07-02T09:09:48.510232Z","packet":1621,' +
        '"client":{"address":"192.168.120.68","port":51000},"server":{"address":"192.168.120.217","port":9030},' +
        '"http":"1.1","security":"none","handshake":"complete","method":"GET","uri":"/pc",' +
        '"host":"192.168.120.217:9030","origin":"http://push.example","userAgent":"Mozilla/5.0","status":101,' +
        '"subprotocol":"chat","extensions":"permessage-deflate","key":"dGhlIHNhbXBsZSBub25jZQ==",' +
        '"accept":"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=","acceptExpected":"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="}\n',
    );
  });

  it('session without a handshake: what is not known is absent', () => {
    const view = without(session({ handshake: 'missing' }), 'method', 'uri', 'host', 'status', 'statusText');
    expect(line((sink) => sink.session(view))).toBe(
      '{"type":"session","session":1,"stream":13,"time":"2018-07-02T09:09:48.510232Z","packet":1621,' +
        '"client":{"address":"192.168.120.68","port":51000},"server":{"address":"192.168.120.217","port":9030},' +
        '"http":"1.1","security":"none","handshake":"missing"}\n',
    );
  });

  it('message', () => {
    expect(line((sink) => sink.message(message({ payload: '{"a":"土"}' })))).toBe(
      '{"type":"message","session":1,"stream":13,"id":"Client.1","from":"client","kind":"text","opcode":1,' +
        '"time":"2018-07-02T09:09:59.349012Z","packet":2120,"firstPacket":2120,"length":11,"wireLength":11,' +
        '"frames":1,"compressed":false,"maskingKeys":["ab9accc1"],"text":"{\\"a\\":\\"土\\"}"}\n',
    );
  });

  it('frame', () => {
    expect(line((sink) => sink.frame(frame({ packets: [2119, 2120], rsv1: true })))).toBe(
      '{"type":"frame","session":1,"stream":13,"id":"Client.1","index":0,"time":"2018-07-02T09:09:59.349012Z",' +
        '"packets":[2119,2120],"fin":true,"rsv1":true,"rsv2":false,"rsv3":false,"opcode":1,"masked":true,' +
        '"maskingKey":"ab9accc1","headerLength":6,"payloadLength":5}\n',
    );
  });

  it('frame without mask', () => {
    const record = JSON.parse(line((sink) => sink.frame(frame({ masked: false, maskingKey: 0, from: 'server' }))));
    expect(record).toMatchObject({ id: 'Server.1', masked: false });
    expect(record).not.toHaveProperty('maskingKey');
  });

  it('end', () => {
    expect(line((sink) => sink.end(end()))).toBe(
      '{"type":"end","session":1,"stream":13,"time":"2018-07-02T09:11:32.349012Z","packet":4001,"reason":"close",' +
        '"code":1000,"clientMessages":2,"serverMessages":5,"clientBytes":193,"serverBytes":1110}\n',
    );
    expect(JSON.parse(line((sink) => sink.end(end({ code: undefined }))))).not.toHaveProperty('code');
  });

  it('warning', () => {
    const warning: Warning = { code: 'segment-lost', message: '12 bytes', bytes: 12, session: 1, stream: 0, packet: 7 };
    expect(line((sink) => sink.warning(warning))).toBe(
      '{"type":"warning","code":"segment-lost","message":"12 bytes","packet":7,"stream":0,"session":1,"bytes":12}\n',
    );
    expect(line((sink) => sink.warning({ code: 'capture-cut', message: 'x' }))).toBe(
      '{"type":"warning","code":"capture-cut","message":"x"}\n',
    );
  });
});

describe('times', () => {
  it.each([
    { at: moment({ nanoseconds: 1000 }), time: '2018-07-02T09:09:59.000001Z' },
    { at: moment({ nanoseconds: 123_456_789, timeDigits: 9 }), time: '2018-07-02T09:09:59.123456789Z' },
    { at: moment({ seconds: 0, nanoseconds: 0 }), time: '1970-01-01T00:00:00.000000Z' },
    { at: moment({ seconds: -1, nanoseconds: 500_000_000 }), time: '1969-12-31T23:59:59.500000Z' },
    { at: moment({ seconds: 2 ** 32 - 1, nanoseconds: 999_999_000 }), time: '2106-02-07T06:28:15.999999Z' },
    { at: moment({ seconds: 1e15, nanoseconds: 0 }), time: '+275760-09-13T00:00:00.000000Z' },
  ])('$time', ({ at, time }) => {
    expect(messageLine(message({ at }))).toMatchObject({ time });
  });
});

describe('payloads', () => {
  it.each([
    { what: 'text', view: message({ payload: 'a\nb\u0000' }), members: { text: 'a\nb\u0000' } },
    { what: 'empty text', view: message({ payload: '' }), members: { text: '' } },
    { what: 'binary', view: binary(Uint8Array.of(0, 255, 16)), members: { base64: 'AP8Q' } },
    { what: 'empty binary', view: binary(''), members: { base64: '' } },
    { what: 'ping', view: binary('hi', { kind: 'ping', opcode: 9 }), members: { base64: 'aGk=' } },
    { what: 'pong', view: binary('hi', { kind: 'pong', opcode: 10 }), members: { base64: 'aGk=' } },
    { what: 'reserved', view: binary('hi', { kind: 'reserved', opcode: 3 }), members: { base64: 'aGk=' } },
    {
      what: 'text that is not UTF-8, byte for byte',
      view: message({ payload: Uint8Array.of(0x61, 0xff), validUtf8: false }),
      members: { base64: 'Yf8=', invalidUtf8: true },
    },
    { what: 'close', view: close(1000, 'bye "now"'), members: { code: 1000, reason: 'bye "now"' } },
    { what: 'close without reason', view: close(1001), members: { code: 1001, reason: '' } },
    { what: 'close without payload', view: close(), members: {} },
    {
      what: 'close of one byte',
      view: close(undefined, '', { payload: Uint8Array.of(3) }),
      members: { base64: 'Aw==' },
    },
    {
      what: 'close whose reason is not UTF-8, byte for byte',
      view: close(1002, Uint8Array.of(0xff), { validUtf8: false }),
      members: { code: 1002, base64: 'A+r/', invalidUtf8: true },
    },
  ])('$what', ({ view, members }) => {
    const { text, base64, code, reason, invalidUtf8 } = messageLine(view);
    const found = { text, base64, code, reason, invalidUtf8 };
    expect(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))).toEqual(members);
  });
});

describe('masking keys', () => {
  it.each([
    { what: 'one a frame', keys: [0x00000001, 0xffffffff], json: ['00000001', 'ffffffff'] },
    { what: 'null for a frame without', keys: [1, null, 3], json: ['00000001', null, '00000003'] },
    { what: 'a key of zeros is a key', keys: [0], json: ['00000000'] },
    { what: 'absent without masks', keys: [null, null], json: undefined },
  ])('$what', ({ keys, json }) => {
    const { maskingKeys } = messageLine(message({ keys }));
    expect(maskingKeys).toEqual(json);
  });
});

describe('flags', () => {
  it.each(['truncated', 'unverified'] as const)('%s only where it is so', (flag) => {
    expect(messageLine(message())).not.toHaveProperty(flag);
    expect(messageLine(message({ [flag]: true }))[flag]).toBe(true);
  });

  it('compressed always', () => {
    expect(messageLine(message())).toMatchObject({ compressed: false });
    expect(messageLine(message({ compressed: true, wireLength: 3 }))).toMatchObject({
      compressed: true,
      wireLength: 3,
    });
  });
});

describe('a file in place of the payload', () => {
  it('leaves the rest of the record as it is', () => {
    const text = written((writer) => {
      const format = new NdjsonFormat(writer, { fileOf: (view) => `1-Client.${view.number}.bin` });
      format.message(close(1000, 'bye'));
      format.message(message({ number: 2, truncated: true }));
    });
    const [first, second] = text.trimEnd().split('\n');
    expect(first).toMatch(/"code":1000,"file":"1-Client\.1\.bin"\}$/);
    expect(second).toMatch(/"maskingKeys":\["ab9accc1"\],"file":"1-Client\.2\.bin","truncated":true\}$/);
  });
});

describe('objects and lines say the same', () => {
  const messages: MessageView[] = [
    message({ payload: '\u2028"\\土😀\u0007' }),
    message({ payload: Uint8Array.of(0xc3), validUtf8: false, truncated: true, unverified: true, compressed: true }),
    message({ from: 'server', number: 12, keys: [null, 5], at: moment({ timeDigits: 9, nanoseconds: 7 }) }),
    message({ from: 'server', keys: [null] }),
    binary(Uint8Array.of(1, 2, 3, 4)),
    close(),
    close(4000, 'gone'),
    close(1002, Uint8Array.of(0xff), { validUtf8: false }),
    binary('x', { kind: 'reserved', opcode: 11 }),
  ];
  const frames: FrameView[] = [
    frame(),
    frame({ masked: false, packets: [1, 2, 3], fin: false, from: 'server' }),
    ...(['rsv1', 'rsv2', 'rsv3'] as const).map((bit) => frame({ [bit]: true, payloadLength: 2 ** 52 })),
  ];
  const ends: EndView[] = [end(), end({ reason: 'rst', by: undefined, code: undefined })];
  const warnings: Warning[] = [{ code: 'limit', message: '"x"', bytes: 3 }];

  function play(sink: SessionSink): void {
    sink.session(session());
    sink.session(session({ uri: '/\u001b"\u00e9', handshake: 'refused', status: 403 }));
    for (const view of frames) sink.frame(view);
    for (const view of messages) sink.message(view);
    for (const view of ends) sink.end(view);
    for (const warning of warnings) sink.warning(warning);
  }

  it('in the same order of members', () => {
    const records: unknown[] = [];
    play(new RecordSink((record) => records.push(record)));
    const lines = written((writer) => play(new NdjsonFormat(writer)))
      .trimEnd()
      .split('\n');
    expect(lines.map((text) => JSON.parse(text))).toEqual(records);
    expect(lines).toEqual(records.map((record) => JSON.stringify(record)));
  });
});
