import { describe, expect, it } from 'vitest';
import { LinesFormat, type LinesOptions } from '../../src/output/lines.js';
import { cutToWidth, textWidth } from '../../src/output/terminal-width.js';
import type { MessageView } from '../../src/session/events.js';
import { binary, close, frame, message, moment, session, written } from './events.js';

function line(view: MessageView, options: LinesOptions = {}): string {
  return written((writer) => new LinesFormat(writer, moment(), { time: 'utc', ...options }).message(view));
}

describe('one line a message', () => {
  it.each([
    { view: message({ payload: '{"a":1}' }), text: '09:09:59.349012  #1 Client.1   → text        7 {"a":1}' },
    {
      view: message({ from: 'server', number: 12, session: session({ session: 100 }), payload: '土豆子' }),
      text: '09:09:59.349012 #100 Server.12  ← text        9 土豆子',
    },
    { view: binary('hi'), text: '09:09:59.349012  #1 Client.1   → binary      2 68-69' },
    { view: binary('', { kind: 'ping', opcode: 9 }), text: '09:09:59.349012  #1 Client.1   → ping        0 ' },
    { view: close(), text: '09:09:59.349012  #1 Client.1   → close       0 ' },
    { view: close(1000), text: '09:09:59.349012  #1 Client.1   → close       2 1000 Normal Closure' },
    { view: close(1001, 'bye'), text: '09:09:59.349012  #1 Client.1   → close       5 1001 Going Away, bye' },
    {
      view: message({ payload: 'a\r\nb\nc\td\u001b[0m\u2028\u202e\r' }),
      text: '09:09:59.349012  #1 Client.1   → text       19 a⏎b⏎c⇥d\\u{1b}[0m\\u{2028}\\u{202e}\\u{d}',
    },
    {
      view: message({ payload: Uint8Array.of(0x61, 0xff), validUtf8: false, truncated: true, unverified: true }),
      text: '09:09:59.349012  #1 Client.1   → text        2 [truncated] [unverified] a\ufffd',
    },
  ])('$text', ({ view, text }) => {
    expect(line(view)).toBe(`${text}\n`);
  });

  it('with nanoseconds where the capture has them', () => {
    const at = moment({ nanoseconds: 1, timeDigits: 9 });
    expect(line(message({ at }))).toMatch(/^09:09:59\.000000001 /);
  });

  it('nothing else: no line for a session, its end or a warning', () => {
    const text = written((writer) => {
      const format = new LinesFormat(writer, moment());
      format.session(session());
      format.warning({ code: 'limit', message: 'x' });
      format.finish();
    });
    expect(text).toBe('');
  });

  it('frames are lines like messages', () => {
    const text = written((writer) => new LinesFormat(writer, moment(), { time: 'utc' }).frame(frame({ index: 2 })));
    expect(text).toBe(
      '09:09:59.349012  #1 Client.1   → frame       5 [2] Text [FIN] [MASKED], header 6 bytes, payload 5 bytes, key AB-9A-CC-C1, packet 2120\n',
    );
  });

  it('whole, however long, where there is no terminal', () => {
    expect(line(message({ payload: 'x'.repeat(100_000) }))).toHaveLength(100_000 + 48);
  });

  it('--max-payload cuts', () => {
    expect(line(message({ payload: 'abcdef' }), { maxPayload: 3 })).toMatch(/ abc…\n$/);
    expect(line(binary('abcdef'), { maxPayload: 3 })).toMatch(/ 61-62-63…\n$/);
  });
});

describe('on a terminal no line is wider than it', () => {
  it.each([
    { payload: 'x'.repeat(1000), end: `${'x'.repeat(32)}…` },
    { payload: 'x'.repeat(33), end: 'x'.repeat(33) },
    { payload: '土'.repeat(1000), end: `${'土'.repeat(16)}…` },
    { payload: '土'.repeat(16), end: '土'.repeat(16) },
    { payload: `${'\n'.repeat(40)}`, end: `${'⏎'.repeat(32)}…` },
    { payload: '\u001b'.repeat(1000), end: '\\u{1b}\\u{1b}\\u{1b}\\u{1b}\\u{1b}\\u…' },
  ])('of 80 cells: $end', ({ payload, end }) => {
    const text = line(message({ payload }), { columns: 80 });
    expect(text.slice(47)).toBe(`${end}\n`);
    expect(textWidth(text.trimEnd())).toBeLessThanOrEqual(80);
  });

  it.each([1, 10, 46, 47, 48, 49])('nor of %d cells', (columns) => {
    expect(textWidth(line(message({ payload: '土'.repeat(99) }), { columns }).trimEnd())).toBeLessThanOrEqual(columns);
  });
});

describe('cutToWidth', () => {
  it.each([
    { text: 'abc', cells: 3, cut: 'abc' },
    { text: 'abcd', cells: 3, cut: 'ab…' },
    { text: '土豆子', cells: 6, cut: '土豆子' },
    { text: '土豆子', cells: 5, cut: '土豆…' },
    { text: '土豆子', cells: 4, cut: '土…' },
    { text: 'e\u0301e\u0301e\u0301', cells: 3, cut: 'e\u0301e\u0301e\u0301' },
    { text: 'e\u0301e\u0301e\u0301', cells: 2, cut: 'e\u0301…' },
    { text: '😀😀', cells: 3, cut: '😀…' },
    { text: 'abc', cells: 1, cut: '…' },
    { text: 'abc', cells: 0, cut: '' },
    { text: 'abc', cells: -5, cut: '' },
    { text: '', cells: 0, cut: '' },
  ])('$text in $cells cells: $cut', ({ text, cells, cut }) => {
    expect(cutToWidth(text, cells)).toBe(cut);
  });
});
