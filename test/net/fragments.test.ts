import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv4, ipv6 } from '../../fixtures/build/ip.js';
import { concat, hex } from '../../fixtures/build/octets.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { type Piece, permutations, pieces, rawPacket, VERSIONS, walkOf } from './fragment-packets.js';

const SEGMENT = Uint8Array.from({ length: 61 }, (_, index) => index + 1);

describe.each(VERSIONS)('fragments of IPv$version', ({ source, destination, fragment }) => {
  const whole = { data: SEGMENT, missing: 0, source, destination, reassembled: true };

  test('make a datagram in every order, with the packet that comes last', () => {
    for (const order of permutations(pieces(SEGMENT, 8, 24, 16))) {
      const decapsulator = new Decapsulator();
      const found = order.map((piece) => walkOf(decapsulator, rawPacket(fragment(piece))));
      expect(found).toEqual([undefined, undefined, undefined, whole]);
      expect(decapsulator.fragments.waiting).toBe(0);
      expect(decapsulator.fragments.bytes).toBe(0);
    }
  });

  test('may each come twice', () => {
    const [first, second, third] = pieces(SEGMENT, 24, 24).map((piece) => fragment(piece));
    const decapsulator = new Decapsulator();
    const found = [first, first, third, third, second, second, first, third].map((bytes) =>
      bytes === undefined ? undefined : walkOf(decapsulator, rawPacket(bytes)),
    );
    expect(found).toEqual([undefined, undefined, undefined, undefined, whole, undefined, undefined, undefined]);
    expect(decapsulator.fragments.waiting).toBe(0);
  });

  test('that overlap give the bytes that came first', () => {
    const decapsulator = new Decapsulator();
    const filled = (position: number, length: number, byte: number, more: boolean): Piece => ({
      position,
      data: new Uint8Array(length).fill(byte),
      more,
    });
    const order = [filled(16, 16, 1, true), filled(8, 32, 2, true), filled(32, 29, 3, false), filled(0, 40, 4, true)];
    const found = order.map((piece) => walkOf(decapsulator, rawPacket(fragment(piece))));
    const expected = concat(...[4, 2, 1, 1, 2].map((byte) => new Uint8Array(8).fill(byte)), new Uint8Array(21).fill(3));
    expect(found.at(-1)?.data).toEqual(expected);
  });

  test('behind the end that the last one told are no part of it', () => {
    const decapsulator = new Decapsulator();
    const order: Piece[] = [
      { position: 64, data: new Uint8Array(16), more: true },
      { position: 24, data: SEGMENT.slice(24), more: false },
      { position: 56, data: new Uint8Array(16), more: false },
      { position: 0, data: SEGMENT.slice(0, 24), more: true },
    ];
    const found = order.map((piece) => walkOf(decapsulator, rawPacket(fragment(piece))));
    expect(found).toEqual([undefined, undefined, undefined, whole]);
  });

  test('that hold bytes beyond a multiple of eight lose those, but for the last', () => {
    const decapsulator = new Decapsulator();
    const [first, last] = pieces(SEGMENT, 24);
    if (first === undefined || last === undefined) throw new Error('two pieces');
    const longer = { ...first, data: concat(first.data, new Uint8Array(5)) };
    expect(walkOf(decapsulator, rawPacket(fragment(longer)))).toBeUndefined();
    expect(walkOf(decapsulator, rawPacket(fragment(last)))).toEqual(whole);
  });

  test('of other datagrams are kept apart', () => {
    const decapsulator = new Decapsulator();
    const [first, last] = pieces(SEGMENT, 24);
    if (first === undefined || last === undefined) throw new Error('two pieces');
    const others = [{ identification: 8 }, { source: destination }, { destination: source }];
    for (const options of others) expect(walkOf(decapsulator, rawPacket(fragment(first, options)))).toBeUndefined();
    expect(walkOf(decapsulator, rawPacket(fragment(last)))).toBeUndefined();
    expect(decapsulator.fragments.waiting).toBe(4);
    expect(walkOf(decapsulator, rawPacket(fragment(first)))).toEqual(whole);
  });

  test('that the snaplen cut give the bytes before the first cut', () => {
    const headers = fragment({ position: 0, data: new Uint8Array(0), more: true }).length;
    const cut = (piece: Piece | undefined, captured: number) => {
      if (piece === undefined) throw new Error('a piece');
      return rawPacket(fragment(piece), 0, headers + captured);
    };
    const [first, second, last] = pieces(SEGMENT, 24, 16);
    const outcome = (data: Uint8Array) => ({ ...whole, data, missing: SEGMENT.length - data.length });
    for (const captured of [0, 1, 8, 13, 16]) {
      const decapsulator = new Decapsulator();
      walkOf(decapsulator, cut(last, 2));
      walkOf(decapsulator, cut(second, captured));
      const end = captured === 16 ? 42 : 24 + captured;
      expect(walkOf(decapsulator, cut(first, 24))).toEqual(outcome(SEGMENT.slice(0, end)));
    }
  });

  test('are as good as the whole, however they overlap and come', () => {
    const anyPiece = fc.record({
      unit: fc.nat({ max: 40 }),
      units: fc.integer({ min: 1, max: 12 }),
      byte: fc.nat(255),
    });
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 30 }), fc.integer({ min: 300, max: 333 }), (list, length) => {
        const decapsulator = new Decapsulator();
        const expected = new Array<number | undefined>(length).fill(undefined);
        const last = { position: 296, data: new Uint8Array(length - 296).fill(255), more: false };
        const random = list.map(({ unit, units, byte }) => ({
          position: unit * 8,
          data: new Uint8Array(units * 8).fill(byte),
          more: true,
        }));
        let found = walkOf(decapsulator, rawPacket(fragment(last)));
        expected.fill(255, 296);
        // What the random pieces leave open is filled at the end.
        for (const piece of [...random, { position: 0, data: new Uint8Array(336), more: true }]) {
          if (found !== undefined) break;
          piece.data.forEach((byte, index) => {
            const at = piece.position + index;
            if (at < length && expected[at] === undefined) expected[at] = byte;
          });
          found = walkOf(decapsulator, rawPacket(fragment(piece)));
        }
        expect([...(found?.data ?? [])]).toEqual(expected);
      }),
    );
  });
});

describe('fragments of IPv4', () => {
  const fragment = VERSIONS[0]?.fragment ?? (() => new Uint8Array(0));

  test('of another protocol belong to another datagram', () => {
    const decapsulator = new Decapsulator();
    const [first, last] = pieces(SEGMENT, 24).map((piece, index) =>
      fragment(piece, { protocol: index === 0 ? 17 : 6 }),
    );
    if (first === undefined || last === undefined) throw new Error('two pieces');
    expect(walkOf(decapsulator, rawPacket(first))).toBeUndefined();
    expect(walkOf(decapsulator, rawPacket(last))).toBeUndefined();
    expect(decapsulator.fragments.waiting).toBe(2);
  });

  test('inside a tunnel whose packets are fragments too', () => {
    const decapsulator = new Decapsulator();
    const outer = { source: '192.0.2.1', destination: '192.0.2.2', protocol: 4 };
    const found = pieces(SEGMENT, 32).flatMap((inner) =>
      pieces(fragment(inner), 24).map((piece) => {
        const identification = 100 + inner.position;
        const header = { ...outer, identification, moreFragments: piece.more, fragmentOffset: piece.position };
        return walkOf(decapsulator, rawPacket(ipv4(header, piece.data)));
      }),
    );
    const whole = { data: SEGMENT, missing: 0, source: '10.0.0.1', destination: '10.0.0.2', reassembled: true };
    expect(found).toEqual([undefined, undefined, undefined, whole]);
  });

  test('with options are put together without them', () => {
    const decapsulator = new Decapsulator();
    const header = { source: '10.0.0.1', destination: '10.0.0.2', options: hex('94040000') };
    const [first, last] = pieces(SEGMENT, 32).map(({ position, data, more }) =>
      ipv4({ ...header, moreFragments: more, fragmentOffset: position, dontFragment: false }, data),
    );
    if (first === undefined || last === undefined) throw new Error('two pieces');
    walkOf(decapsulator, rawPacket(first));
    expect(walkOf(decapsulator, rawPacket(last))?.data).toEqual(SEGMENT);
  });

  test('with an end beyond the longest datagram are ignored', () => {
    const decapsulator = new Decapsulator();
    expect(walkOf(decapsulator, rawPacket(fragment({ position: 65_528, data: SEGMENT, more: false })))).toBeUndefined();
    expect(decapsulator.fragments.waiting).toBe(0);
  });
});

describe('fragments of IPv6', () => {
  test('behind a Routing header are on their way to its last address', () => {
    const decapsulator = new Decapsulator();
    const routing = hex('2c02020100000000 20010db8000000000000000000000009');
    const found = pieces(SEGMENT, 32).map(({ position, data, more }) => {
      const header = hex(`0600${(position | (more ? 1 : 0)).toString(16).padStart(4, '0')}00000001`);
      const addresses = { source: '2001:db8::1', destination: '2001:db8::2', protocol: 43 };
      return walkOf(decapsulator, rawPacket(ipv6(addresses, concat(routing, header, data))));
    });
    expect(found[1]).toMatchObject({ data: SEGMENT, source: '2001:db8::1', destination: '2001:db8::9' });
  });

  test('hold the type of the data in the first one', () => {
    const fragment = VERSIONS[1]?.fragment ?? (() => new Uint8Array(0));
    const decapsulator = new Decapsulator();
    const [first, last] = pieces(SEGMENT, 24).map((piece, index) =>
      fragment(piece, { protocol: index === 0 ? 6 : 17 }),
    );
    if (first === undefined || last === undefined) throw new Error('two pieces');
    walkOf(decapsulator, rawPacket(last));
    expect(walkOf(decapsulator, rawPacket(first))?.data).toEqual(SEGMENT);
  });
});
