import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Captures } from '../../src/capture/captures.js';
import { Packet } from '../../src/capture/packet.js';
import { Dissector } from '../../src/session/dissector.js';
import { Dissected } from '../session/dissected.js';
import { recordings } from '../session/recorded-truth.js';

/** The packets of a recorded capture, each with bytes of its own. */
async function packetsOf(path: string): Promise<Packet[]> {
  const packets: Packet[] = [];
  const captures = new Captures([path]);
  const sink = {
    packet: (packet: Packet) => {
      const bytes = packet.bytes.slice(packet.start, packet.end);
      packets.push(Object.assign(new Packet(), packet, { bytes, start: 0, end: bytes.length, filling: 0 }));
    },
  };
  for await (const _ of captures.packets(sink));
  return packets;
}

/** One change of a packet, by numbers that are taken modulo what there is. */
interface Change {
  readonly what: 'flip' | 'cut' | 'drop' | 'copy' | 'move' | 'time' | 'lie';
  readonly which: number;
  readonly where: number;
  readonly value: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('flip', 'flip', 'flip', 'cut', 'drop', 'copy', 'move', 'time', 'lie'),
  which: fc.nat(),
  where: fc.nat(),
  value: fc.integer({ min: 1, max: 255 }),
});

function changed(packets: readonly Packet[], changes: readonly Change[]): Packet[] {
  const result = [...packets];
  for (const { what, which, where, value } of changes) {
    const at = which % Math.max(result.length, 1);
    const packet = result[at];
    if (packet === undefined) continue;
    const bytes = Uint8Array.from(packet.bytes);
    switch (what) {
      case 'flip': {
        const index = where % Math.max(bytes.length, 1);
        bytes[index] = (bytes[index] ?? 0) ^ value;
        result[at] = Object.assign(new Packet(), packet, { bytes });
        break;
      }
      case 'cut':
        result[at] = Object.assign(new Packet(), packet, { end: where % (bytes.length + 1) });
        break;
      case 'drop':
        result.splice(at, 1);
        break;
      case 'copy':
        result.splice(where % (result.length + 1), 0, packet);
        break;
      case 'move':
        result.splice(where % result.length, 0, ...result.splice(at, 1));
        break;
      case 'time':
        result[at] = Object.assign(new Packet(), packet, { seconds: packet.seconds + (value - 128) * (where % 1000) });
        break;
      case 'lie':
        result[at] = Object.assign(new Packet(), packet, { originalLength: packet.originalLength + (where % 100_000) });
        break;
    }
  }
  return result;
}

/** Runs packets through every layer, numbered as they come. @returns bytes held at the end, and the most before */
function run(packets: readonly Packet[], limit: number): { held: number; mostHeld: number; seen: Dissected } {
  const seen = new Dissected();
  const dissector = new Dissector(seen, { frames: true, wsPorts: [8081], limits: { 'buffered-bytes': limit } });
  let mostHeld = 0;
  packets.forEach((packet, i) => {
    packet.number = i + 1;
    dissector.packet(packet);
    mostHeld = Math.max(mostHeld, dissector.heldBytes);
  });
  dissector.finish();
  return { held: dissector.heldBytes, mostHeld, seen };
}

describe('recorded captures with random changes', () => {
  const all = new Map<string, Packet[]>();

  beforeAll(async () => {
    for (const { name, path } of recordings()) all.set(name, await packetsOf(path));
  });

  it('are dissected without an error; nothing is held in the end, and what is told is what can be', () => {
    const names = recordings().map(({ name }) => name);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 12 }), (name, changes) => {
        const packets = changed(all.get(name) ?? [], changes);
        const { held, mostHeld, seen } = run(packets, 1 << 20);
        expect(held).toBe(0);
        expect(mostHeld).toBeLessThan((1 << 20) + 200_000);
        const open = seen.sessions.filter(({ handshake }) => handshake !== 'refused');
        expect(seen.ends.map(({ session }) => session).sort()).toEqual(open.map(({ session }) => session).sort());
        for (const { session } of seen.messages) expect(session).toBeLessThanOrEqual(seen.sessions.length);
      }),
      { numRuns: 400 },
    );
  });

  it('a change of payload bytes behind the handshake changes nothing in front of it', () => {
    const packets = all.get('ws-plain') ?? [];
    const before = run(packets, 1 << 28).seen;
    fc.assert(
      fc.property(
        fc.integer({ min: Math.floor(packets.length / 2), max: packets.length - 1 }),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (from, changes) => {
          const mixed = [...packets.slice(0, from), ...changed(packets.slice(from), changes)];
          const after = run(mixed, 1 << 28).seen;
          const early = (seen: Dissected): string[] =>
            seen.messages
              .filter(({ packet }) => packet <= from)
              .map(({ id, kind, payload }) => `${id} ${kind} ${payload.toString('hex')}`);
          expect(early(after)).toEqual(early(before));
        },
      ),
      { numRuns: 100 },
    );
  });
});
