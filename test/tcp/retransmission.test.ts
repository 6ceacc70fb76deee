import { describe, expect, it } from 'vitest';
import { type ConversationOptions, TcpConversation, type TcpPacket } from '../../fixtures/build/index.js';
import { follow } from './followed.js';

/** SYN, SYN-ACK, ACK: packets 1 to 3. */
function connected(options: ConversationOptions = {}): TcpConversation {
  const c = new TcpConversation(options);
  c.handshake();
  return c;
}

/** Segments of the client at these offsets of its stream, a millisecond apart. */
function at(sent: readonly (readonly [number, string])[], options: ConversationOptions = {}): TcpPacket[] {
  const c = connected(options);
  const first = c.next('client');
  for (const [offset, text] of sent) {
    c.packets.push(c.build('client', text, { seq: first + offset, flags: ['PSH', 'ACK'] }));
    c.wait(1);
  }
  return c.packets;
}

describe('retransmission', () => {
  // Each row: what stands in the segments, by the offset of its first byte in the stream.
  it.each<[string, [number, string][], string[]]>([
    [
      'of the whole segment',
      [
        [0, 'abcdef'],
        [0, 'abcdef'],
      ],
      ['client: abcdef'],
    ],
    [
      'in smaller segments',
      [
        [0, 'abcdef'],
        [0, 'ab'],
        [2, 'cd'],
        [4, 'ef'],
        [6, 'gh'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'in a larger segment',
      [
        [0, 'ab'],
        [2, 'cd'],
        [0, 'abcdefgh'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'with new bytes behind the old',
      [
        [0, 'abcd'],
        [2, 'cdef'],
        [4, 'efgh'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'of old and new behind a hole',
      [
        [4, 'efgh'],
        [0, 'ab'],
        [0, 'abcdef'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'that lies inside a piece that waits',
      [
        [2, 'cdefgh'],
        [4, 'ef'],
        [0, 'ab'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'that covers a piece that waits',
      [
        [4, 'ef'],
        [2, 'cdefgh'],
        [0, 'ab'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'that joins two pieces that wait',
      [
        [2, 'c'],
        [6, 'g'],
        [1, 'bcdefgh'],
        [0, 'a'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'that overlaps a waiting piece in front',
      [
        [4, 'efgh'],
        [2, 'cdef'],
        [0, 'ab'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'that overlaps a waiting piece behind',
      [
        [2, 'cdef'],
        [4, 'efgh'],
        [0, 'ab'],
      ],
      ['client: abcdefgh'],
    ],
    [
      'a byte at a time',
      [[0, 'abc'], ...[...'abcdefgh'].map((c, i) => [i, c] as [number, string])],
      ['client: abcdefgh'],
    ],
    [
      'that comes when all is over',
      [
        [0, 'abcdefgh'],
        [6, 'gh'],
        [0, 'abc'],
      ],
      ['client: abcdefgh'],
    ],
  ])('%s', (_, sent, expected) => {
    expect(follow(at(sent))).toEqual(expected);
  });

  it.each<[string, [number, string][], string[]]>([
    [
      'of bytes already read',
      [
        [0, 'abcdef'],
        [2, 'CD'],
      ],
      ['client: abcdef', 'client: differs'],
    ],
    [
      'that goes on',
      [
        [0, 'abcd'],
        [2, 'CDef'],
      ],
      ['client: abcd', 'client: differs', 'client: ef'],
    ],
    [
      'of bytes that wait',
      [
        [2, 'cdef'],
        [2, 'CDEF'],
        [0, 'ab'],
      ],
      ['client: differs', 'client: abcdef'],
    ],
    [
      'in one byte',
      [
        [0, 'abcdef'],
        [0, 'abcdeF'],
      ],
      ['client: abcdef', 'client: differs'],
    ],
    [
      'beyond what waits',
      [
        [2, 'cd'],
        [2, 'cDef'],
        [0, 'ab'],
      ],
      ['client: differs', 'client: abcdef'],
    ],
    [
      'in two pieces that wait',
      [
        [2, 'c'],
        [4, 'e'],
        [2, 'CdE'],
        [0, 'ab'],
      ],
      ['client: differs', 'client: abcde'],
    ],
    [
      'the same once more',
      [
        [0, 'abc'],
        [0, 'abC'],
        [0, 'abc'],
      ],
      ['client: abc', 'client: differs', 'client: differs'],
    ],
  ])('with other content, %s: the first copy counts, and it is said', (_, sent, expected) => {
    expect(follow(at(sent))).toEqual(expected);
  });
});
