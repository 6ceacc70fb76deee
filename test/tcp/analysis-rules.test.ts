import { describe, expect, it } from 'vitest';
import { HANDSHAKE, lastPrefix, SCALED, type Step, SYN, SYN_ACK } from './analysed.js';

type Case = readonly [name: string, steps: readonly Step[], prefix: string];

const client = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'client', ...step });
const server = (step: Omit<Step, 'from'> = {}): Step => ({ from: 'server', ...step });

function holds(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, steps, prefix) => expect(lastPrefix(steps)).toBe(prefix));
}

describe('a zero window', () => {
  holds([
    ['is one of 0', [...HANDSHAKE, client({ window: 0, length: 1 })], '[TCP ZeroWindow] '],
    ['is not one of 1', [...HANDSHAKE, client({ window: 1, length: 1 })], ''],
    ['is not that of a SYN', [client({ flags: 'S', window: 0 })], ''],
    ['is not that of a FIN', [...HANDSHAKE, client({ flags: 'FA', window: 0 })], ''],
    ['is not that of a reset', [...HANDSHAKE, client({ flags: 'R', window: 0 })], ''],
  ]);
});

describe('a zero window probe', () => {
  const closed = [...HANDSHAKE, server({ window: 0 })];
  holds([
    ['is the next byte, where the window is closed', [...closed, client({ length: 1 })], '[TCP ZeroWindowProbe] '],
    ['is not where the window is open', [...HANDSHAKE, server({ window: 2 }), client({ length: 1 })], ''],
    ['is not two bytes', [...closed, client({ length: 2 })], ''],
    ['is not no byte', [...closed, client()], '[TCP Dup ACK 3#1] '],
    ['is not the byte before', [...closed, client({ length: 1, seq: 0 })], '[TCP Keep-Alive] [TCP Window Full] '],
    [
      'does not move on what is next',
      [...closed, client({ length: 1 }), server({ ack: 1 }), client({ length: 1, seq: 1 })],
      '[TCP ZeroWindowProbe] ',
    ],
    [
      'has a window of its own, which is not looked at',
      [...closed, client({ length: 1, window: 0 })],
      '[TCP ZeroWindowProbe] ',
    ],
    [
      'may be followed by its byte and more, which is no retransmission',
      [...closed, client({ length: 1 }), server({ window: 500, ack: 2 }), client({ seq: 1, length: 100 })],
      '',
    ],
  ]);
});

describe('the answer to a zero window probe', () => {
  const probed = [...HANDSHAKE, server({ window: 0 }), client({ length: 1 })];
  holds([
    ['repeats all', [...probed, server({ ack: 1 })], '[TCP ZeroWindowProbeAck] [TCP ZeroWindow] '],
    ['acknowledges nothing', [...probed, server({ ack: 2 })], '[TCP ZeroWindow] [TCP ACKed unseen segment] '],
    ['opens no window', [...probed, server({ ack: 1, window: 5 })], '[TCP Window Update] '],
    [
      'follows the probe',
      [...probed, client({ flags: 'PA', length: 10, seq: 1 }), server({ ack: 1 })],
      '[TCP ZeroWindow] ',
    ],
  ]);
});

describe('a segment before this one was not captured', () => {
  holds([
    ['where it begins behind what is next', [...HANDSHAKE, client({ seq: 2 })], '[TCP Previous segment not captured] '],
    ['not where it is the next', [...HANDSHAKE, client({ seq: 1, length: 1 })], ''],
    ['not where it is a reset', [...HANDSHAKE, client({ seq: 2, flags: 'R' })], ''],
    ['not where it is the first of its direction', [...HANDSHAKE.slice(0, 1), server({ seq: 5 })], ''],
  ]);
});

describe('a keep-alive', () => {
  holds([
    ['repeats the last number, with a byte', [...HANDSHAKE, client({ seq: 0, length: 1 })], '[TCP Keep-Alive] '],
    ['or without', [...HANDSHAKE, client({ seq: 0 })], '[TCP Keep-Alive] '],
    ['not with two', [...HANDSHAKE, client({ seq: 0, length: 2 })], ''],
    ['does not repeat an earlier one', [...HANDSHAKE, client({ length: 5 }), client({ seq: 4 })], ''],
    ['is no FIN', [...HANDSHAKE, client({ seq: 0, flags: 'FA' })], '[TCP Retransmission] '],
    ['is no reset', [...HANDSHAKE, client({ seq: 0, flags: 'RA' })], ''],
  ]);
});

describe('the answer to a keep-alive', () => {
  const kept = [...HANDSHAKE, server({ length: 5 }), client({ length: 5 }), server(), client({ seq: 5 })];
  holds([
    ['repeats all', [...kept, server()], '[TCP Keep-Alive ACK] '],
    ['but not with another window', [...kept, server({ window: 499 })], '[TCP Window Update] '],
    ['but not with a closed one', [...kept, server({ window: 0 })], '[TCP ZeroWindow] '],
    ['but not with another number', [...kept, server({ ack: 5 })], ''],
    ['but not with a byte', [...kept, server({ length: 1 })], ''],
    ['follows it at once', [...kept, client(), server()], '[TCP Dup ACK 6#1] '],
    ['may be one itself', [...kept, server({ seq: 5 })], '[TCP Keep-Alive] '],
  ]);
});

describe('a window update', () => {
  const open = [...HANDSHAKE, client({ length: 5 }), server()];
  holds([
    ['repeats all but the window', [...open, server({ window: 501 })], '[TCP Window Update] '],
    ['may narrow it', [...open, server({ window: 1 })], '[TCP Window Update] '],
    ['does not close it', [...open, server({ window: 0 })], '[TCP ZeroWindow] '],
    ['acknowledges nothing', [...open, client({ length: 1 }), server({ window: 501 })], ''],
    ['has no payload', [...open, server({ window: 501, length: 1 })], ''],
    ['is no FIN', [...open, server({ window: 501, flags: 'FA' })], ''],
  ]);
});

describe('a full window', () => {
  const small = [...SCALED, server({ window: 10 })];
  holds([
    ['is reached to the byte, scaled', [...small, client({ length: 40 })], '[TCP Window Full] '],
    ['not where a byte is left', [...small, client({ length: 39 })], ''],
    ['not where it is exceeded', [...small, client({ length: 41 })], ''],
    [
      'counts from the last acknowledgment',
      [...small, client({ length: 20 }), client({ length: 20 })],
      '[TCP Window Full] ',
    ],
    ['is not reached by a FIN', [...small, client({ length: 40, flags: 'FA' })], ''],
    ['is not known without the handshake', [client({ seq: 1 }), server({ window: 10 }), client({ length: 10 })], ''],
    ['of a SYN is not scaled', [...SCALED, client({ length: 500 })], '[TCP Window Full] '],
    ['is not scaled where no scale was agreed on', [...HANDSHAKE, client({ length: 500 })], '[TCP Window Full] '],
  ]);
});

describe('a duplicate ACK', () => {
  const sent = [...HANDSHAKE, client({ length: 5 }), server()];
  holds([
    ['repeats all; it names the packet it repeats', [...sent, server()], '[TCP Dup ACK 5#1] '],
    ['is counted', [...sent, server(), server(), server()], '[TCP Dup ACK 5#3] '],
    [
      'is counted anew from where the ACK moved',
      [...sent, server(), client({ length: 1 }), server(), server()],
      '[TCP Dup ACK 8#1] ',
    ],
    [
      'goes on behind a segment with payload',
      [...sent, server(), server({ length: 1 }), server()],
      '[TCP Dup ACK 5#2] ',
    ],
    ['has the same window', [...sent, server({ window: 501 })], '[TCP Window Update] '],
    ['has an open window', [...sent, server({ window: 0 }), server({ window: 0 })], '[TCP ZeroWindow] '],
    ['has no payload', [...sent, server({ length: 1 })], ''],
    ['may carry SACK blocks', [...sent, server({ sack: [10, 20] })], '[TCP Dup ACK 5#1] '],
    ['is no reset', [...sent, server({ flags: 'RA' })], ''],
  ]);
});

describe('an ACK of what was not seen', () => {
  const unseen = '[TCP ACKed unseen segment] ';
  holds([
    ['is one beyond the last byte', [...HANDSHAKE, client({ length: 5 }), server({ ack: 7 })], unseen],
    ['not of the last byte', [...HANDSHAKE, client({ length: 5 }), server({ ack: 6 })], ''],
    ['is one into a hole', [...HANDSHAKE, client({ seq: 5, length: 5 }), server({ ack: 10 })], unseen],
    [
      'is said of a hole once',
      [...HANDSHAKE, client({ seq: 5, length: 5 }), server({ ack: 9 }), server({ ack: 10 })],
      '',
    ],
    ['is said of a silent side once', [...HANDSHAKE, server({ ack: 7 }), server({ ack: 9 })], ''],
    [
      'is said again when that has spoken',
      [
        ...HANDSHAKE,
        server({ ack: 7 }),
        server({ length: 5, ack: 9 }),
        client({ ack: 6, seq: 1 }),
        server({ ack: 10 }),
      ],
      unseen,
    ],
    ['cannot be without the ACK flag', [...HANDSHAKE, server({ flags: 'R', ack: 7 })], ''],
    ['is not looked for where nothing was seen', [server({ seq: 5, ack: 7 })], ''],
  ]);
});

describe('reused ports', () => {
  holds([
    [
      'are those of a SYN-ACK with another number',
      [SYN, SYN_ACK, { ...SYN_ACK, seq: 50 }],
      '[TCP Previous segment not captured] [TCP Port numbers reused] ',
    ],
    ['not of one with the same', [SYN, SYN_ACK, { ...SYN_ACK, seq: 0, after: 100 }], '[TCP Retransmission] '],
  ]);
});
