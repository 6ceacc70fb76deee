import fc from 'fast-check';
import {
  concat,
  type Frame,
  frame,
  OPCODE,
  PermessageDeflate,
  TcpConversation,
  type TcpPacket,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';
import type { Dissected } from '../session/dissected.js';

type Side = 'client' | 'server';

/** A message as an application would send it, and how it goes on the wire. */
interface Planned {
  readonly from: Side;
  readonly opcode: number;
  readonly payload: Uint8Array;
  /** Where it is cut into frames. */
  readonly sizes: readonly number[];
  readonly mask: Uint8Array;
  readonly compressed: boolean;
}

const payload = fc.oneof(
  { weight: 6, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  {
    weight: 4,
    arbitrary: fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => new TextEncoder().encode(text)),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 120, max: 900 }).map((length) => Uint8Array.from({ length }, (_, i) => i & 0xff)),
  },
);

const planned: fc.Arbitrary<Planned> = fc.record({
  from: fc.constantFrom<Side>('client', 'server'),
  opcode: fc.constantFrom(OPCODE.text, OPCODE.text, OPCODE.binary, OPCODE.ping, OPCODE.pong, OPCODE.close, 3, 11),
  payload,
  sizes: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  mask: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  compressed: fc.boolean(),
});

/** What two peers say to each other after the upgrade. */
export const conversation: fc.Arbitrary<readonly Planned[]> = fc.array(planned, { maxLength: 12 });

function framesOf(message: Planned, deflate: PermessageDeflate): Uint8Array {
  const { from, opcode, mask, sizes, compressed } = message;
  const isData = opcode < 8;
  const rsv1 = isData && compressed;
  const data = rsv1 ? deflate.compress(message.payload) : message.payload;
  const edges = [0];
  for (const size of isData ? sizes : []) edges.push(Math.min((edges.at(-1) ?? 0) + size, data.length));
  edges.push(data.length);
  const frames = edges.slice(0, -1).map((start, i) => {
    const fields: Frame = {
      opcode: i === 0 ? opcode : OPCODE.continuation,
      fin: i === edges.length - 2,
      rsv1: i === 0 && rsv1,
      payload: data.subarray(start, edges[i + 1]),
    };
    return frame(from === 'client' ? { ...fields, mask } : fields);
  });
  return concat(...frames);
}

/** The packets of such a conversation in order, from SYN to FIN; the first two are the SYN and its answer. */
export function packetsOf(plan: readonly Planned[], isn = 1000): TcpPacket[] {
  const c = new TcpConversation({ client: { isn }, server: { isn: isn + 0x7fff_0000 }, interval: 1000n, mss: 400 });
  c.handshake();
  const extensions = 'permessage-deflate';
  c.client(upgradeRequest({ extensions }));
  c.server(upgradeResponse({ extensions }));
  const deflate = { client: new PermessageDeflate(), server: new PermessageDeflate() };
  for (const message of plan) {
    c.send(message.from, framesOf(message, deflate[message.from]));
    if (message.mask[0] === 0) c.ack(message.from === 'client' ? 'server' : 'client');
  }
  c.finish('client');
  return c.packets;
}

/** A run of packets with its times again in order, a microsecond apart. */
export function inTime(packets: readonly TcpPacket[]): TcpPacket[] {
  const start = packets[0]?.time ?? 0n;
  return packets.map((packet, i) => ({ ...packet, time: start + BigInt(i) * 1000n }));
}

/** What was said, side by side: independent of how it was cut into packets and in which order these came. */
export function said({ messages, sessions, warnings, ends }: Dissected): object {
  const of = (side: Side): object[] =>
    messages
      .filter(({ from }) => from === side)
      .map(
        ({
          id,
          kind,
          opcode,
          payload: content,
          frames,
          keys,
          compressed,
          unverified,
          truncated,
          code,
          validUtf8,
          length,
        }) => ({
          id,
          kind,
          opcode,
          payload: content.toString('hex'),
          frames,
          keys,
          compressed,
          unverified,
          truncated,
          code,
          validUtf8,
          length,
        }),
      );
  return {
    client: of('client'),
    server: of('server'),
    sessions: sessions.map(({ uri, status, handshake, client }) => [uri, status, handshake, client.port]),
    codes: warnings.map(({ code, message }) => `${code} ${message}`).sort(),
    ends: ends.map(({ clientBytes, serverBytes }) => [clientBytes, serverBytes]),
  };
}
