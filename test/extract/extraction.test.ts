import { describe, expect, it } from 'vitest';
import { PcapngWriter, TcpConversation, type TcpPacket, writePcap } from '../../fixtures/build/index.js';
import type { CaptureInput } from '../../src/capture/captures.js';
import { Captures } from '../../src/capture/captures.js';
import { Extraction, type ExtractionOptions } from '../../src/extract/extraction.js';
import type { PacketChoice } from '../../src/extract/packet-choice.js';
import { NeedsFileError } from '../../src/extract/rereadable.js';
import { packetAt, pieces, type SeenPacket, seen } from '../capture/read-captures.js';
import { VARIANTS } from '../capture/variants.js';
import { Peers } from '../session/peers.js';

interface Extracted {
  readonly packets: readonly (Omit<SeenPacket, 'fileOffset' | 'number' | 'interfaceId'> & {
    comments: readonly string[];
  })[];
  readonly problems: readonly string[];
  readonly extraction: Extraction;
}

/** What a capture holds of its packets, but for where they stand. */
async function contentsOf(input: CaptureInput): Promise<Extracted['packets']> {
  const packets: Extracted['packets'][number][] = [];
  const captures = new Captures([input]);
  const sink = {
    packet: (packet: Parameters<typeof seen>[0]) => {
      const { fileOffset: _, number: __, interfaceId: ___, ...rest } = seen(packet);
      packets.push({ ...rest, comments: packet.comments });
    },
  };
  for await (const _ of captures.packets(sink));
  return packets;
}

async function extracted(
  inputs: readonly CaptureInput[],
  choice: PacketChoice = {},
  options: ExtractionOptions = {},
): Promise<Extracted> {
  const written: Buffer[] = [];
  const extraction = new Extraction(inputs, choice, options);
  const output = {
    write: (bytes: Uint8Array, start: number, end: number) => written.push(Buffer.from(bytes.subarray(start, end))),
  };
  for await (const _ of extraction.run(output));
  const problems = extraction.problems.map(({ code }) => code);
  return { packets: await contentsOf(Buffer.concat(written)), problems, extraction };
}

/** One conversation with a session in it, and one without, packet by packet in turn. */
function two(): { capture: Uint8Array; packets: readonly TcpPacket[] } {
  const peers = Peers.connected();
  peers.clientText('hello');
  peers.serverText('good day');
  const other = new TcpConversation({ client: { port: 50_001 } });
  other.handshake();
  other.client('no session');
  const packets = peers.packets.flatMap((packet, index) => [packet, ...other.packets.slice(index, index + 1)]);
  return { capture: writePcap(packets), packets };
}

/** The places of the packets in the capture, from 1. */
async function chosen(choice: PacketChoice): Promise<number[]> {
  const { capture, packets } = two();
  const found = await extracted([capture], choice);
  return found.packets.map(
    ({ bytes }) => packets.findIndex((packet) => Buffer.from(packet.bytes).toString('hex') === bytes) + 1,
  );
}

describe('extracting', () => {
  it.each([
    ['everything', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    [
      'packets by number',
      {
        packets: [
          { from: 2, to: 3 },
          { from: 7, to: 7 },
          { from: 99, to: 100 },
        ],
      },
      [2, 3, 7],
    ],
    ['a stream', { streams: [1] }, [2, 4, 6, 8]],
    ['a session with its handshake', { sessions: [1] }, [1, 3, 5, 7, 9, 10, 11]],
    ['what a filter matches', { matches: ({ number }: { number: number }) => number % 4 === 0 }, [4, 8]],
    ['what meets several conditions', { streams: [0], packets: [{ from: 4, to: 9 }] }, [5, 7, 9]],
    ['a session in another stream', { sessions: [1], streams: [1] }, []],
    ['a session that is not there', { sessions: [2] }, []],
  ] as const)('takes %s', async (_, choice, numbers) => {
    expect(await chosen(choice)).toEqual(numbers);
  });

  it('asks a filter about each packet once, in order', async () => {
    const asked: number[] = [];
    const matches = ({ number }: { number: number }): boolean => asked.push(number) > 0;
    await chosen({ matches, sessions: [1], packets: [{ from: 3, to: 4 }] });
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('tells how many there were, and which sessions are missing', async () => {
    const { extraction } = await extracted([two().capture], { sessions: [1, 7] });
    expect(extraction).toMatchObject({ packets: 11, copied: 7, sessions: 1, missingSessions: [7] });
  });

  it.each([...VARIANTS])('copies packets as they are: %s', async (_, capture) => {
    const before = await contentsOf(capture);
    const { packets } = await extracted([capture]);
    // Parts of 2^-n s and packets without time behind others are what the copy says otherwise.
    const comparable = (all: typeof before) =>
      all.map(({ time, timeDigits: _, ...rest }) => ({ ...rest, time: time ?? '0.000000000' }));
    expect(comparable(packets)).toEqual(comparable(before));
  });

  it('keeps comments and puts those on messages behind them', async () => {
    const { packets } = two();
    const writer = new PcapngWriter({ comment: 'all of it' }).interface({ name: 'eth0' });
    for (const [index, packet] of packets.entries()) writer.packet(packet, index === 9 ? { comment: 'look here' } : {});
    const copy = await extracted([writer.bytes()], { sessions: [1] }, { comments: true });
    expect(copy.packets.map(({ comments }) => comments).filter((comments) => comments.length > 0)).toEqual([
      ['look here', 'Client.1 text 5 bytes'],
      ['Server.1 text 8 bytes'],
    ]);
  });

  it('puts a comment on the packet that completes a message, where that is known only later', async () => {
    const peers = Peers.connected();
    const [lost] = peers.clientText('lost');
    peers.clientText('late');
    peers.finish('client');
    const capture = writePcap(peers.packets.filter((packet) => packet !== lost));
    const { packets } = await extracted([capture], {}, { comments: true });
    expect(packets.map(({ comments }) => comments.join())).toEqual([
      '',
      '',
      '',
      '',
      '',
      'Client.1 text 4 bytes',
      '',
      '',
      '',
      '',
    ]);
  });

  it('reads several captures as one', async () => {
    const first = writePcap([packetAt('1', 1)]);
    const second = writePcap([packetAt('2.000000001', 2)], { resolution: 'ns' });
    const { packets } = await extracted([second, first], { packets: [{ from: 1, to: 2 }] });
    expect(packets.map(({ time }) => time)).toEqual(['1.000000000', '2.000000001']);
  });

  it('tells what is wrong with a capture, and copies what could be read', async () => {
    const capture = writePcap([packetAt('1', 1), packetAt('2', 2)]).subarray(0, -1);
    const { packets, problems } = await extracted([capture]);
    expect(packets).toHaveLength(1);
    expect(problems).toEqual(['capture-cut']);
  });
});

describe('extracting from what can be read only once', () => {
  const stream = (): AsyncIterable<Uint8Array> => pieces(two().capture, 100);

  it('reads it once where that is enough', async () => {
    expect((await extracted([stream()], { streams: [0] }, { keptBytes: 0 })).packets).toHaveLength(7);
  });

  it('keeps it where it has to be read twice', async () => {
    expect((await extracted([stream()], { sessions: [1] })).packets).toHaveLength(7);
  });

  it('says that a file is needed where it is too long for that', async () => {
    const attempt = extracted([stream()], { sessions: [1] }, { keptBytes: 500 });
    await expect(attempt).rejects.toThrow(NeedsFileError);
  });
});
