import { describe, expect, it } from 'vitest';
import { type CapturedPacket, writePcap } from '../../fixtures/build/index.js';
import { Captures } from '../../src/capture/captures.js';
import { compileFilter } from '../../src/display-filter/display-filter.js';
import { fieldRegistry } from '../../src/packets/fields.js';
import { PacketMatcher } from '../../src/packets/packet-matcher.js';
import { everyKind } from '../cli/conversation.js';

async function matching(packets: readonly CapturedPacket[], filter: string, wsPorts: number[] = []): Promise<number[]> {
  const matcher = new PacketMatcher(compileFilter(filter, fieldRegistry()), { wsPorts });
  const numbers: number[] = [];
  const captures = new Captures([writePcap(packets)]);
  for await (const _ of captures.packets({
    packet: (packet) => matcher.matches(packet) && numbers.push(packet.number),
  }));
  return numbers;
}

describe('a filter asked about each packet', () => {
  it.each<[string, number[]]>([
    ['tcp.flags.syn == 1', [1, 2, 15, 16]],
    ['http.request', [4, 18]],
    ['http.response.code == 403', [19]],
    ['websocket.opcode == 1 && ip.src == 192.0.2.1', [6, 11]],
    ['frame contains "red"', [7]],
    ['frame.number == 3 || frame.number == 5', [3, 5]],
    ['tcp.stream == 1 && !http', [15, 16, 17]],
    ['udp', []],
  ])('%s', async (filter, expected) => {
    expect(await matching(everyKind(), filter)).toEqual(expected);
  });

  it('remarks of every protocol are found, though none of its own fields are asked for', async () => {
    expect(await matching(everyKind(), '_ws.expert')).toEqual(await matching(everyKind(), '_ws.expert.message'));
    expect(await matching(everyKind(), '_ws.expert.message contains "SYN"')).toEqual([1, 2, 15, 16]);
    expect(await matching(everyKind(), '_ws.expert.group == 0x02000000 && tcp.stream == 1')).toContain(15);
  });

  it('a server port that speaks WebSocket is taken as told', async () => {
    const joined = everyKind().slice(5, 14);
    expect(await matching(joined, 'websocket')).toEqual([]);
    expect((await matching(joined, 'websocket', [80])).length).toBeGreaterThan(5);
  });
});
