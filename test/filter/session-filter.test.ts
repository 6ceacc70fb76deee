import { describe, expect, it } from 'vitest';
import type { FilterOptions } from '../../src/filter/filter-options.js';
import { SessionFilter } from '../../src/filter/session-filter.js';
import type { DissectRecord } from '../../src/output/record.js';
import { RecordSink } from '../../src/output/record-sink.js';
import type { SessionSink } from '../../src/session/events.js';
import { binary, close, end, frame, message, moment, session, without } from '../output/events.js';

const START = moment({ seconds: 1_530_522_590, nanoseconds: 0, packet: 1 });

/** What passes the filter, in short: `session 1`, `Client.1`, … */
function passed(options: FilterOptions, play: (sink: SessionSink) => void): string[] {
  const records: DissectRecord[] = [];
  play(new SessionFilter(new RecordSink((record) => records.push(record)), options, START));
  return records.map((record) => {
    switch (record.type) {
      case 'message':
        return `${record.session} ${record.id}`;
      case 'frame':
        return `${record.session} ${record.id}[${record.index}]`;
      case 'warning':
        return `warning ${record.message}`;
      default:
        return `${record.session} ${record.type}`;
    }
  });
}

const FIRST = session({ session: 1, stream: 13, host: 'push.example:9030', uri: '/pc?x=1' });
const SECOND = without(session({ session: 2, stream: 20, uri: '/chat' }), 'host');
const REFUSED = session({ session: 3, stream: 21, handshake: 'refused', status: 403 });
const AT = [0, 5, 10].map((seconds) => moment({ seconds: 1_530_522_600 + seconds, nanoseconds: 0 }));

function conversation(sink: SessionSink): void {
  const [early = moment(), middle = moment(), late = moment()] = AT;
  sink.session(FIRST);
  sink.session(SECOND);
  sink.session(REFUSED);
  sink.frame(frame({ session: FIRST, at: early }));
  sink.message(message({ session: FIRST, payload: 'hello {"id":1}', at: early }));
  sink.warning({ code: 'segment-lost', message: 'of 1', session: 1, stream: 13 });
  sink.warning({ code: 'segment-lost', message: 'of 2', session: 2, stream: 20 });
  sink.warning({ code: 'response-missing', message: 'of stream 20', stream: 20 });
  sink.warning({ code: 'capture-cut', message: 'of the capture' });
  sink.frame(frame({ session: SECOND, from: 'server', at: middle }));
  sink.message(binary(Uint8Array.of(0xff, 0x00), { session: SECOND, from: 'server', at: middle }));
  sink.message(message({ session: SECOND, from: 'server', number: 2, payload: 'grüße', at: middle }));
  sink.message(close(1000, 'so long', { session: FIRST, number: 2, at: late }));
  sink.end(end({ session: FIRST }));
  sink.end(end({ session: SECOND }));
}

const WARNINGS = ['warning of 1', 'warning of 2', 'warning of stream 20', 'warning of the capture'];

describe('sessions', () => {
  const first = ['1 session', '1 Client.1[0]', '1 Client.1', 'warning of 1', 'warning of the capture'];
  it.each<{ what: string; options: FilterOptions; expected: string[] }>([
    { what: 'by number', options: { sessions: [1] }, expected: [...first, '1 Client.2', '1 end'] },
    { what: 'by stream', options: { streams: [13] }, expected: [...first, '1 Client.2', '1 end'] },
    { what: 'by host, in any case', options: { host: 'PUSH.' }, expected: [...first, '1 Client.2', '1 end'] },
    { what: 'by request target', options: { uri: 'pc?' }, expected: [...first, '1 Client.2', '1 end'] },
    {
      what: 'by the server’s address where there is no Host',
      options: { host: '192.168.120.217', sessions: [2] },
      expected: [
        '2 session',
        'warning of 2',
        'warning of the capture',
        '2 Server.1[0]',
        '2 Server.1',
        '2 Server.2',
        '2 end',
      ],
    },
    { what: 'a refused one', options: { sessions: [3] }, expected: ['3 session', 'warning of the capture'] },
    {
      what: 'several conditions at once',
      options: { sessions: [1, 2], uri: '/nowhere' },
      expected: ['warning of the capture'],
    },
  ])('$what', ({ options, expected }) => {
    expect(passed(options, conversation)).toEqual(expected);
  });

  it('warnings of a wanted stream that has no session', () => {
    expect(passed({ streams: [20] }, conversation)).toContain('warning of stream 20');
  });
});

describe('messages', () => {
  it.each<{ what: string; options: FilterOptions; expected: string[] }>([
    { what: 'from the client', options: { from: 'client' }, expected: ['1 Client.1', '1 Client.2'] },
    { what: 'from the server', options: { from: 'server' }, expected: ['2 Server.1', '2 Server.2'] },
    { what: 'of a kind', options: { kinds: ['close', 'binary'] }, expected: ['2 Server.1', '1 Client.2'] },
    {
      what: 'since',
      options: { since: { seconds: 1_530_522_605, nanoseconds: 0, fromStart: false } },
      expected: ['2 Server.1', '2 Server.2', '1 Client.2'],
    },
    {
      what: 'until, from the start',
      options: { until: { seconds: 15, nanoseconds: 0, fromStart: true } },
      expected: ['1 Client.1', '2 Server.1', '2 Server.2'],
    },
    {
      what: 'between',
      options: {
        since: { seconds: 1_530_522_600, nanoseconds: 1, fromStart: false },
        until: { seconds: 14, nanoseconds: 999_999_999, fromStart: true },
      },
      expected: [],
    },
    { what: 'with a pattern in text', options: { grep: /"id":\d/ }, expected: ['1 Client.1'] },
    { what: 'with a pattern in text of any script', options: { grep: /ü.e$/ }, expected: ['2 Server.2'] },
    { what: 'with a pattern in bytes', options: { grep: /^\xff\0$/ }, expected: ['2 Server.1'] },
    {
      what: 'with a pattern in the reason of a Close, not its code',
      options: { grep: /^so/ },
      expected: ['1 Client.2'],
    },
    { what: 'with a pattern that keeps its place', options: { grep: /o/g }, expected: ['1 Client.1', '1 Client.2'] },
    { what: 'of one session', options: { sessions: [2], kinds: ['text'] }, expected: ['2 Server.2'] },
  ])('$what', ({ options, expected }) => {
    const ids = passed(options, conversation).filter((name) => /\.\d+$/.test(name));
    expect(ids).toEqual(expected);
  });

  it('a session begins just before its first, and is not there without one', () => {
    expect(passed({ kinds: ['close'] }, conversation)).toEqual([...WARNINGS, '1 session', '1 Client.2', '1 end']);
  });

  it('frames come with their message or not at all', () => {
    expect(passed({ kinds: ['binary'] }, conversation)).toEqual([
      ...WARNINGS,
      '2 session',
      '2 Server.1[0]',
      '2 Server.1',
      '2 end',
    ]);
  });

  it('frames that wait are copies', () => {
    const view = { ...frame({ session: FIRST }), packets: [1], at: { ...moment() } };
    const records: DissectRecord[] = [];
    const filter = new SessionFilter(new RecordSink((record) => records.push(record)), { from: 'client' }, START);
    filter.session(FIRST);
    filter.frame(view);
    view.packets[0] = 99;
    view.at.packet = 99;
    filter.message(message({ session: FIRST }));
    expect(records[1]).toMatchObject({ type: 'frame', packets: [1], time: '2018-07-02T09:09:59.349012Z' });
  });
});
