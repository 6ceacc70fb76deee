import { describe, expect, it } from 'vitest';
import { concat, frame, hex, type Octets, OPCODE, octets } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import { frameEvidence } from '../../src/websocket/plausibility.js';
import { RunFinder } from '../../src/websocket/run-finder.js';

const AT = { seconds: 0, nanoseconds: 0, timeDigits: 6, packet: 1 } as const;

/** A finder that has been given these segments, and what it hands out. */
function found(
  segments: readonly Octets[],
  { mask, known = true, limit = 4096 }: { mask?: boolean; known?: boolean; limit?: number } = {},
) {
  const budget = new BufferBudget(1 << 20);
  const finder = new RunFinder(mask, known, limit, budget);
  segments.forEach((segment, i) => {
    const bytes = octets(segment);
    finder.push(bytes, 0, bytes.length, i + 1, { ...AT, packet: i + 1 });
  });
  return {
    finder,
    budget,
    take: () => {
      let text = '';
      const carriers: number[] = [];
      finder.take((bytes, start, end, carrier) => {
        text += Buffer.from(bytes.subarray(start, end)).toString('latin1');
        carriers.push(carrier);
      });
      return { text, carriers };
    },
  };
}

const text = (payload: string): Uint8Array => frame({ opcode: OPCODE.text, payload });
const wire = (...parts: readonly Octets[]): string => Buffer.from(concat(...parts)).toString('latin1');

describe('the evidence of one frame', () => {
  it.each<[string, string, boolean]>([
    ['a text', '81 05 48656c6c6f', true],
    ['an empty text', '81 00', true],
    ['a compressed text', 'c1 05 0102030405', true],
    ['a close with a code', '88 02 03e8', true],
    ['a close without a payload', '88 00', true],
    ['a ping', '89 00', true],
    ['a continuation', '80 01 ff', true],
    ['a length that comes later', '82 7e 0400', true],
    ['a text that is no UTF-8', '81 03 ff0102', false],
    ['RSV2', 'a1 01 41', false],
    ['RSV3', '91 01 41', false],
    ['RSV1 on a control frame', 'c9 00', false],
    ['RSV1 on a continuation', 'c0 00', false],
    ['a reserved opcode', '83 00', false],
    ['a reserved control opcode', '8b 00', false],
    ['a control frame in fragments', '09 00', false],
    ['a control frame of 126 bytes', '89 7e 007e', false],
    ['16 bits for a length of 125', '82 7e 007d', false],
    ['64 bits for a length of 65,535', '82 7f 000000000000ffff', false],
    ['a length of 4 GB', '82 7f 0000000100000000', false],
    ['a close with one byte', '88 01 03', false],
    ['a close with the code 999', '88 02 03e7', false],
    ['a close with the code 5000', '88 02 1388', false],
  ])('%s: %s', (_, bytes, plausible) => {
    const payload = hex(bytes);
    expect(frameEvidence(payload, 0, payload.length, undefined) > 0).toBe(plausible);
  });

  it('must have the mask bit that is asked for', () => {
    const [masked, plain] = [hex('8181 00000000 41'), hex('8101 41')];
    expect(frameEvidence(masked, 0, masked.length, true)).toBeGreaterThan(0);
    expect(frameEvidence(masked, 0, masked.length, false)).toBe(0);
    expect(frameEvidence(plain, 0, plain.length, false)).toBeGreaterThan(0);
    expect(frameEvidence(plain, 0, plain.length, true)).toBe(0);
  });

  it('grows with its text', () => {
    const [short, long] = [text('ab'), text('a longer text')];
    expect(frameEvidence(long, 0, long.length, false)).toBeGreaterThan(frameEvidence(short, 0, short.length, false));
  });
});

describe('the run of frames in a stream', () => {
  it('begins at a segment', () => {
    const { finder, take } = found(['rest of a message', text('one'), text('two')]);
    expect(finder.bits).toBeGreaterThan(20);
    const { text: handed, carriers } = take();
    expect(handed).toBe(wire(text('one'), text('two')));
    expect(carriers).toEqual([2, 3]);
    expect(finder.skipped).toBe(17);
  });

  it('may begin in the middle of a segment where the stream is known to be WebSocket', () => {
    const { finder, take } = found([
      concat('xx\xff\xfe', text('first message'), text('second message'), text('third message')),
    ]);
    finder.finish();
    expect(finder.bits).toBeGreaterThan(20);
    expect(take().text).toBe(wire(text('first message'), text('second message'), text('third message')));
  });

  it('is extended to the frames in front of it, whose lengths lead to it', () => {
    const { take } = found([concat('\xff\xfe', text('in the segment that was cut')), text('one'), text('two')]);
    expect(take().text).toBe(wire(text('in the segment that was cut'), text('one'), text('two')));
  });

  it('is not broken by where the segments end', () => {
    const stream = concat(text('one of them'), text('two of them'), text('three of them'));
    for (let at = 1; at < stream.length; at++) {
      const { finder, take } = found([stream.subarray(0, at), stream.subarray(at)]);
      expect(finder.bits).toBeGreaterThan(20);
      expect(take().text).toBe(wire(stream));
    }
  });

  it('breaks where the next header is none: the next segment is tried', () => {
    const { take } = found([concat(text('one'), 'no header'), text('two'), text('three')]);
    expect(take().text).toBe(wire(text('two'), text('three')));
  });

  it('keeps to the mask bit of its first frame', () => {
    const masked = frame({ opcode: OPCODE.text, payload: 'masked', mask: '01020304' });
    const { finder, take } = found([
      text('one'),
      masked,
      frame({ opcode: OPCODE.text, payload: 'masked too', mask: '01020304' }),
    ]);
    expect(finder.masked).toBe(true);
    expect(take().text.startsWith(wire(masked))).toBe(true);
  });

  it('keeps to the rules of fragmentation', () => {
    const { take } = found([
      frame({ opcode: OPCODE.text, fin: false, payload: 'a fragment' }),
      text('a new message in it'),
      text('another'),
    ]);
    expect(take().text).toBe(wire(text('a new message in it'), text('another')));
  });

  it('in a stream that may be anything does not begin with the rest of a message', () => {
    const { finder } = found([frame({ opcode: OPCODE.continuation, payload: 'the rest' })], { known: false });
    expect(finder.hasCandidate).toBe(false);
    expect(finder.passedOver).toBe(10);
  });

  it('a stream that is none keeps nothing', () => {
    const { finder, budget } = found(
      Array.from({ length: 100 }, (_, i) => `line ${i}\r\n`),
      { known: false },
    );
    expect(finder.hasCandidate).toBe(false);
    expect(budget.used).toBe(0);
  });

  it('is given up at the limit', () => {
    const { finder, budget } = found(
      Array.from({ length: 10 }, () => concat(hex('82 7f 0000000000ffffff'), new Uint8Array(990))),
      { limit: 5000, known: false },
    );
    expect(finder.passedOver).toBeGreaterThanOrEqual(5000);
    expect(budget.used).toBeLessThan(16_000);
  });

  it('a hole ends it, and gives its memory back', () => {
    const { finder, budget } = found([text('one'), text('two')]);
    expect(budget.used).toBeGreaterThan(0);
    finder.break();
    expect(budget.used).toBe(0);
    expect(finder.bits).toBe(0);
    expect(finder.passedOver).toBe(10);
  });
});
