import { describe, expect, it } from 'vitest';
import { WarningLines } from '../../src/cli/warning-lines.js';
import type { Warning } from '../../src/session/events.js';

function lines(warnings: readonly Warning[], quiet = false): { lines: string[]; whole: boolean } {
  const written: string[] = [];
  const sink = new WarningLines({ quiet, write: (line) => written.push(line) });
  for (const warning of warnings) sink.warning(warning);
  sink.finish();
  return { lines: written, whole: sink.whole };
}

describe('warnings', () => {
  it.each<{ warning: Warning; line: string }>([
    { warning: { code: 'limit', message: 'x' }, line: 'wsdissect: warning: x' },
    {
      warning: { code: 'segment-lost', message: 'x', packet: 12, session: 1, stream: 0 },
      line: 'wsdissect: warning: packet 12, session 1: x',
    },
    { warning: { code: 'response-missing', message: 'x', stream: 0 }, line: 'wsdissect: warning: stream 0: x' },
    { warning: { code: 'limit', message: 'a\n\u001b[2J' }, line: 'wsdissect: warning: a\\u{a}\\u{1b}[2J' },
  ])('$line', ({ warning, line }) => {
    expect(lines([warning])).toEqual({ lines: [line], whole: true });
    expect(lines([warning], true)).toEqual({ lines: [], whole: true });
  });

  it('are counted behind the first 20 of a kind', () => {
    const many = Array.from({ length: 25 }, (_, packet): Warning => ({ code: 'segment-lost', message: 'x', packet }));
    const { lines: written } = lines([...many, { code: 'limit', message: 'y' }]);
    expect(written).toHaveLength(22);
    expect(written.slice(-2)).toEqual([
      'wsdissect: warning: y',
      'wsdissect: warning: and 5 more of the kind segment-lost',
    ]);
  });
});

describe('errors', () => {
  const cut: Warning = { code: 'capture-cut', message: 'a.pcap: the capture ends at byte 7' };

  it('come last, are told even when quiet, and mean that the input was not read whole', () => {
    expect(lines([cut, { code: 'limit', message: 'y' }])).toEqual({
      lines: ['wsdissect: warning: y', 'wsdissect: a.pcap: the capture ends at byte 7'],
      whole: false,
    });
    expect(lines([cut], true)).toEqual({ lines: ['wsdissect: a.pcap: the capture ends at byte 7'], whole: false });
  });

  it('are bounded as well', () => {
    const { lines: written } = lines(Array.from({ length: 500 }, () => cut));
    expect(written).toHaveLength(21);
    expect(written.at(-1)).toBe('wsdissect: and 480 more of the kind capture-cut');
  });
});
