import { describe, expect, it } from 'vitest';
import { completenessText } from '../../src/tcp/analysis-completeness.js';
import { ANALYSES, Analysis, analysisPrefix } from '../../src/tcp/analysis-flags.js';
import { analyse, HANDSHAKE, last, SCALED, type Step, SYN, SYN_ACK } from './analysed.js';

const client = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'client', ...step });
const server = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'server', ...step });

describe('relative numbers', () => {
  it.each<[string, Step[], { seq: number; ack: number; nextSeq: number }]>([
    ['a SYN is 0', [SYN], { seq: 0, ack: 0, nextSeq: 1 }],
    ['its answer acknowledges 1', [SYN, SYN_ACK], { seq: 0, ack: 1, nextSeq: 1 }],
    ['payload begins at 1', [...HANDSHAKE, client({ length: 5 })], { seq: 1, ack: 1, nextSeq: 6 }],
    ['a FIN takes one', [...HANDSHAKE, client({ length: 5, flags: 'FA' })], { seq: 1, ack: 1, nextSeq: 7 }],
    ['without the SYN they begin at 1', [client({ seq: 77, ack: 33, length: 5 })], { seq: 1, ack: 1, nextSeq: 6 }],
    [
      'the other side goes by what was acknowledged',
      [client({ seq: 77, ack: 33 }), server({ seq: 40 })],
      { seq: 8, ack: 1, nextSeq: 8 },
    ],
    [
      'before the first they are far up',
      [client({ seq: 77 }), client({ seq: 70 })],
      { seq: 2 ** 32 - 6, ack: 1, nextSeq: 2 ** 32 - 6 },
    ],
    [
      'a SYN-ACK with another number begins anew',
      [SYN, SYN_ACK, { ...SYN_ACK, seq: 50 }],
      { seq: 0, ack: 1, nextSeq: 1 },
    ],
  ])('%s', (_, steps, expected) => expect(last(analyse(steps))).toMatchObject(expected));

  it('are the raw ones where the length is not known', () => {
    const [, , , cut] = analyse([...HANDSHAKE, client({ length: -1, flags: 'FA' })], [1000, 5000]);
    expect(cut).toMatchObject({ seq: 1001, ack: 5001, present: false, window: 500 });
  });
});

describe('the window', () => {
  const scaled = (clientShift?: number, serverShift?: number): Step[] => [
    clientShift === undefined ? SYN : { ...SYN, shift: clientShift },
    serverShift === undefined ? SYN_ACK : { ...SYN_ACK, shift: serverShift },
    client({ window: 100 }),
  ];

  it.each<[string, Step[], number, number | undefined]>([
    ['is scaled where both sides say so', scaled(7, 2), 12_800, 128],
    ['is not where neither does', scaled(), 100, -2],
    ['is not where only the first does', scaled(7), 100, -2],
    ['is not where only the second does', scaled(undefined, 2), 100, -2],
    ['can have a scale of 1', scaled(0, 2), 100, 1],
    ['is not scaled in a SYN', scaled(7, 2).slice(0, 2), 500, undefined],
    ['has an unknown scale without the handshake', [client({ window: 100 })], 100, -1],
  ])('%s', (_, steps, window, windowScale) => expect(last(analyse(steps))).toMatchObject({ window, windowScale }));
});

describe('completeness', () => {
  const closed = [...HANDSHAKE, client({ length: 1 }), client({ flags: 'FA' }), server({ flags: 'RA' }), client()];

  it('is that before the segment', () => {
    expect(analyse(closed).map(({ completeness }) => completeness)).toEqual([0, 1, 3, 7, 15, 31, 63]);
  });

  it.each<[string, Step[], number]>([
    ['knows data in a SYN', [{ ...SYN, length: 3 }, SYN_ACK], 9],
    ['does not count what comes first, if that is no SYN', [server({ flags: 'SA' }), client()], 0],
    ['counts a SYN only where it comes first', [client(), SYN, server()], 0],
    ['counts a FIN only with an ACK', [...HANDSHAKE, client({ flags: 'F' }), client()], 7],
    ['counts a segment of unknown length as an ACK', [...HANDSHAKE.slice(0, 2), client({ length: -1 }), client()], 7],
  ])('%s', (_, steps, completeness) => expect(last(analyse(steps))).toMatchObject({ completeness }));

  it.each([
    [0, 'Incomplete (0)'],
    [1, 'Incomplete, SYN_SENT (1)'],
    [3, 'Incomplete, CLIENT_ESTABLISHED (3)'],
    [7, 'Incomplete, ESTABLISHED (7)'],
    [12, 'Incomplete (12)'],
    [15, 'Incomplete, DATA (15)'],
    [23, 'Complete, NO_DATA (23)'],
    [31, 'Complete, WITH_DATA (31)'],
    [47, 'Complete, WITH_DATA (47)'],
    [55, 'Complete, NO_DATA (55)'],
    [63, 'Complete, WITH_DATA (63)'],
  ])('%i reads %s', (completeness, text) => expect(completenessText(completeness)).toBe(text));
});

describe('times', () => {
  it('are counted from the first segment and from the one before', () => {
    const times = analyse([...HANDSHAKE, server({ after: 1001 }), client({ after: -2 })]).map(
      ({ timeSinceFirst, timeSincePrevious }) => [timeSinceFirst / 1e6, timeSincePrevious / 1e6],
    );
    expect(times).toEqual([
      [0, 0],
      [5, 5],
      [10, 5],
      [1011, 1001],
      [1009, -2],
    ]);
  });

  it('of the initial round trip run from the SYN to the ACK', () => {
    expect(analyse([...HANDSHAKE, client({ length: 1 })]).map(({ initialRtt }) => initialRtt / 1e6)).toEqual([
      0, 0, 10, 10,
    ]);
  });

  it('of that run from the last SYN', () => {
    const steps = [SYN, { ...SYN, seq: 0, after: 1000 }, SYN_ACK, client({ after: 5 })];
    expect(last(analyse(steps)).initialRtt).toBe(10e6);
  });
});

describe('an acknowledgment', () => {
  const sent = [...HANDSHAKE, client({ length: 10 }), client({ length: 10 })];

  it.each<[string, Step[], number, number]>([
    ['of a SYN', [SYN, SYN_ACK], 1, 5],
    ['of a segment', [...sent, server({ ack: 11, after: 7 })], 4, 107],
    ['of two names the last', [...sent, server({ ack: 21, after: 7 })], 5, 7],
    ['of a part names none', [...sent, server({ ack: 15 })], 0, 0],
    ['of what was sent twice names the first', [...sent, client({ seq: 11, length: 10 }), server({ ack: 21 })], 5, 200],
    ['that is repeated names none', [...sent, server({ ack: 21 }), server({ ack: 21 })], 0, 0],
  ])('%s', (_, steps, acksFrame, milliseconds) => {
    expect(last(analyse(steps))).toMatchObject({ acksFrame, ackRtt: milliseconds * 1e6 });
  });
});

describe('bytes in flight', () => {
  const sent = [...HANDSHAKE, client({ length: 10 })];

  it.each<[string, Step[], number]>([
    ['are those of the segment', sent, 10],
    ['and of the ones before', [...sent, client({ length: 5 })], 15],
    ['less what is acknowledged', [...sent, server({ ack: 6 }), client({ length: 5 })], 10],
    ['once, where they were sent twice', [...sent, client({ seq: 1, length: 10 })], 10],
    ['without the FIN', [...sent, client({ length: 5, flags: 'FA' })], 15],
    [
      'less what is acknowledged selectively',
      [...sent, client({ length: 10 }), server({ ack: 1, sack: [11, 21] }), client({ length: 5 })],
      15,
    ],
    [
      'in three blocks at most',
      [...sent, client({ length: 10 }), server({ ack: 1, sack: [3, 4, 6, 7, 9, 10, 12, 13] }), client({ length: 5 })],
      22,
    ],
    ['are not told of a segment without payload', [...sent, client()], 0],
    ['nor behind a hole', [...sent, client({ seq: 50, length: 5 })], 0],
    [
      'but once the other side has spoken',
      [...sent, client({ seq: 50, length: 5 }), server(), client({ length: 5 })],
      5,
    ],
  ])('%s', (_, steps, bytesInFlight) => expect(last(analyse(steps))).toMatchObject({ bytesInFlight }));

  it('are counted from the last PSH as well', () => {
    const steps = [
      client({ length: 1 }),
      client({ length: 2, flags: 'PA' }),
      client({ length: 4, flags: 'PA' }),
      client({ length: 8 }),
      client({ length: 16 }),
    ];
    expect(analyse(steps).map(({ pushBytesSent }) => pushBytesSent)).toEqual([1, 3, 4, 8, 24]);
  });
});

describe('[SEQ/ACK analysis]', () => {
  it.each<[string, Step[], boolean]>([
    ['is there with a remark', [...HANDSHAKE, client({ seq: 0 })], true],
    ['is there with an acknowledged segment', [SYN, SYN_ACK], true],
    ['is there with bytes in flight', [...HANDSHAKE, client({ length: 1 })], true],
    [
      'is there for an ACK of what was not seen, even where that is not said',
      [...HANDSHAKE, server({ ack: 7 }), server({ ack: 9 })],
      true,
    ],
    ['is not there where there is nothing to say', [SYN], false],
  ])('%s', (_, steps, present) => expect(last(analyse(steps))).toMatchObject({ present }));
});

describe('remarks', () => {
  it('have one bit each, in order', () => {
    expect(ANALYSES.map(({ flag }) => flag)).toEqual(ANALYSES.map((_, i) => 1 << i));
    expect(ANALYSES.map(({ flag }) => flag)).toEqual(Object.values(Analysis));
  });

  it('are put one before the other', () => {
    const flags = Analysis.ZERO_WINDOW | Analysis.DUPLICATE_ACK | Analysis.RETRANSMISSION | Analysis.LOST_SEGMENT;
    expect(analysisPrefix({ flags, duplicateAckFrame: 12, duplicateAckNumber: 3 })).toBe(
      '[TCP ZeroWindow] [TCP Dup ACK 12#3] [TCP Previous segment not captured] [TCP Retransmission] ',
    );
  });

  it('of reused ports are made of the first segment alone', () => {
    const analyses = analyse([...SCALED], undefined, true);
    expect(analyses.map(({ flags }) => flags)).toEqual([Analysis.REUSED_PORTS, 0, 0]);
    expect(analyses.map(({ completeness }) => completeness)).toEqual([1, 1, 3]);
  });
});
