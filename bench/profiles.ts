import type { CaptureStream } from './capture-stream.js';
import { Connection, type Side, type Tally } from './connection.js';
import { httpExchange } from './http-traffic.js';
import { JsonDocument, jsonMessages, randomOctets } from './payloads.js';
import type { Random } from './random.js';

export const PROFILES = ['chatty', 'bulk', 'mixed', 'open', 'unacked', 'tiny-frames'] as const;
export type Profile = (typeof PROFILES)[number];

export interface ProfileOptions {
  /** Octets after which no connection begins anything new. */
  readonly size: number;
  /** Connections; each profile has its own number unless given. */
  readonly connections?: number;
  /** Frames of the one message of `tiny-frames`. */
  readonly frames: number;
}

/** What one connection does, packet by packet. */
type Script = Generator<void>;

/** The scripts of a profile's connections, begun as a scheduler asks for them. */
export function* scripts(
  profile: Profile,
  capture: CaptureStream,
  random: Random,
  tally: Tally,
  options: ProfileOptions,
): Generator<Script> {
  const count =
    options.connections ?? { chatty: 200, bulk: 20, mixed: 2000, open: 200_000, unacked: 1, 'tiny-frames': 1 }[profile];
  const make = scriptMaker(profile, random, options, () => capture.size >= options.size);
  for (let number = 0; number < count; number++) {
    yield make(new Connection(capture, random, tally, number), number);
  }
}

/** Connections that are under way at the same time. */
export function concurrency(profile: Profile): number {
  // Of the 200,000 that stay open only the few that still say something have to be held.
  return profile === 'open' ? 500 : Number.POSITIVE_INFINITY;
}

function scriptMaker(
  profile: Profile,
  random: Random,
  options: ProfileOptions,
  full: () => boolean,
): (connection: Connection, number: number) => Script {
  const side = (): Side => (random.chance(50) ? 'client' : 'server');
  switch (profile) {
    case 'chatty': {
      const pool = jsonMessages(random, 40, 200);
      return function* (connection) {
        yield* connection.open();
        yield* connection.upgrade();
        while (!full()) yield* connection.message(side(), 1, random.pick(pool));
        yield* connection.close();
      };
    }
    case 'bulk': {
      const document = new JsonDocument(random, 117_000);
      const binary = randomOctets(random, 116_000);
      return function* (connection) {
        yield* connection.open();
        yield* connection.upgrade();
        while (!full()) {
          const from = random.chance(25) ? 'client' : 'server';
          const length = random.between(16_300, 116_000);
          if (random.chance(15)) yield* connection.message(from, 2, binary.subarray(0, length), 'second');
          else yield* connection.message(from, 1, document.cut(length), 'second');
        }
        yield* connection.close();
      };
    }
    case 'mixed': {
      const pool = jsonMessages(random, 40, 200);
      const document = new JsonDocument(random, 61_000);
      const exchange = httpExchange(random, document);
      return function* (connection, number) {
        yield* connection.open();
        if (number % 5 !== 0) {
          while (!full()) yield* exchange(connection);
          yield* connection.finish();
          return;
        }
        yield* connection.upgrade();
        while (!full()) {
          const size = random.between(0, 99);
          if (size < 75) yield* connection.message(side(), 1, random.pick(pool));
          else if (size < 78) yield* connection.message('server', 9, Uint8Array.of(1, 2, 3, 4));
          else if (size < 97) yield* connection.message(side(), 1, document.cut(random.between(500, 8000)), 'second');
          else yield* connection.message('server', 1, document.cut(random.between(20_000, 60_000)), 'second');
        }
        yield* connection.close();
      };
    }
    case 'open': {
      const pool = jsonMessages(random, 40, 200, 256);
      return function* (connection) {
        yield* connection.open();
        yield* connection.upgrade();
        yield* connection.message('client', 1, random.pick(pool));
        yield* connection.message('server', 1, random.pick(pool));
      };
    }
    case 'unacked': {
      const pool = jsonMessages(random, 100, 1400);
      return function* (connection) {
        yield* connection.open();
        yield* connection.upgrade();
        while (!full()) yield* connection.message('server', 1, random.pick(pool), 'never');
      };
    }
    case 'tiny-frames': {
      const text = Buffer.alloc(options.frames, 'WebSocket ');
      return function* (connection) {
        yield* connection.open();
        yield* connection.upgrade();
        yield* connection.tinyFrames('server', text);
        yield* connection.close();
      };
    }
  }
}
