import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/tcp/analysis-flags.js';
import { analyse, HANDSHAKE, last, lastPrefix, type Step, SYN, SYN_ACK } from './analysed.js';

type Case = readonly [name: string, steps: readonly Step[], prefix: string];

const client = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'client', ...step });
const server = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'server', ...step });

function holds(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, steps, prefix) => expect(lastPrefix(steps)).toBe(prefix));
}

const RETRANSMISSION = '[TCP Retransmission] ';
const OUT_OF_ORDER = '[TCP Out-Of-Order] ';

describe('a retransmission', () => {
  const sent = [...HANDSHAKE, client({ length: 10 })];
  holds([
    ['begins before what is next', [...sent, client({ seq: 1, length: 10 })], RETRANSMISSION],
    ['may have new bytes too', [...sent, client({ seq: 5, length: 10 })], RETRANSMISSION],
    ['is not the next segment', [...sent, client({ length: 10 })], ''],
    ['may be a SYN', [SYN, { ...SYN, seq: 0, after: 1000 }], RETRANSMISSION],
    ['may be a SYN at once', [SYN, { ...SYN, seq: 0, after: 1 }], RETRANSMISSION],
    ['may be a SYN-ACK', [SYN, SYN_ACK, { ...SYN_ACK, seq: 0, after: 1000 }], RETRANSMISSION],
    ['may be a FIN', [...sent, client({ flags: 'FA' }), client({ flags: 'FA', seq: 11 })], RETRANSMISSION],
    ['is no bare ACK', [...sent, client({ seq: 5 })], ''],
    ['is no keep-alive', [...sent, client({ seq: 10, length: 1 })], '[TCP Keep-Alive] '],
    ['is not what begins with the last byte and has more', [...sent, client({ seq: 10, length: 2 })], ''],
  ]);

  it('counts its timeout from the oldest segment that was not acknowledged', () => {
    const steps = [
      ...HANDSHAKE,
      client({ length: 10 }),
      client({ length: 10 }),
      client({ seq: 11, length: 10, after: 300 }),
    ];
    expect(last(analyse(steps))).toMatchObject({ rto: 400e6, rtoFrame: 4 });
  });

  it('counts it from the segment that went furthest where all are acknowledged', () => {
    const steps = [...HANDSHAKE, client({ flags: 'FA' }), server(), client({ flags: 'FA', seq: 1, after: 300 })];
    expect(last(analyse(steps))).toMatchObject({ flags: Analysis.RETRANSMISSION, rto: 400e6, rtoFrame: 4 });
  });
});

describe('a spurious retransmission', () => {
  const acknowledged = [...HANDSHAKE, client({ length: 10 }), server()];
  holds([
    ['is of what is acknowledged', [...acknowledged, client({ seq: 1, length: 10 })], '[TCP Spurious Retransmission] '],
    ['or of a part', [...acknowledged, client({ seq: 3, length: 3 })], '[TCP Spurious Retransmission] '],
    ['not of more', [...acknowledged, client({ seq: 1, length: 11 })], RETRANSMISSION],
    ['has payload', [...acknowledged, client({ seq: 0, flags: 'S' })], RETRANSMISSION],
    [
      'may be the last byte and its FIN',
      [...acknowledged, client({ seq: 10, length: 1, flags: 'FA' })],
      '[TCP Spurious Retransmission] ',
    ],
  ]);
});

describe('a fast retransmission', () => {
  const lost = [...HANDSHAKE, client({ length: 10 }), client({ seq: 21, length: 10 }), server({ ack: 11 })];
  const twice = [...lost, server({ ack: 11 }), server({ ack: 11 })];
  const missing = client({ seq: 11, length: 10, after: 19 });
  holds([
    ['follows two duplicate ACKs', [...twice, missing], '[TCP Fast Retransmission] '],
    ['not one', [...lost, server({ ack: 11 }), missing], RETRANSMISSION],
    ['within 20 milliseconds', [...twice, { ...missing, after: 20 }], RETRANSMISSION],
    ['begins where they point', [...twice, { ...missing, seq: 12 }], RETRANSMISSION],
    [
      'also follows an ACK of what was not seen, which stands for any number',
      [
        ...HANDSHAKE,
        server({ ack: 21 }),
        server({ ack: 21 }),
        client({ seq: 41, length: 10 }),
        client({ seq: 21, length: 10, after: 19 }),
      ],
      RETRANSMISSION,
    ],
  ]);
});

describe('an out-of-order segment', () => {
  // Segments of the client that change places; the handshake took ten milliseconds.
  const ahead = [...HANDSHAKE, client({ seq: 11, length: 10 })];
  const behind = client({ seq: 1, length: 10 });
  holds([
    ['comes within the initial round trip time', [...ahead, { ...behind, after: 9 }], OUT_OF_ORDER],
    ['not later', [...ahead, { ...behind, after: 10 }], RETRANSMISSION],
    ['comes within 3 ms where that is unknown', [...ahead.slice(3), { ...behind, after: 2 }], OUT_OF_ORDER],
    ['and not later', [...ahead.slice(3), { ...behind, after: 3 }], RETRANSMISSION],
    ['does not come before its time', [...ahead, { ...behind, after: -1 }], RETRANSMISSION],
    ['ends elsewhere than the one ahead', [...ahead, client({ seq: 1, length: 20, after: 1 })], RETRANSMISSION],
    [
      'is any of them, where the clock ran backwards during the handshake',
      [SYN, SYN_ACK, client({ after: -6 }), client({ seq: 11, length: 10 }), { ...behind, after: 5000 }],
      OUT_OF_ORDER,
    ],
  ]);
});
