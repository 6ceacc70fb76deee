import { describe, expect, it } from 'vitest';
import {
  closePayload,
  concat,
  fragments,
  frame,
  OPCODE,
  TcpConversation,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';
import { listed, shown } from './shown.js';

const MASK = '01020304';

function upgraded(): TcpConversation {
  const talk = new TcpConversation();
  talk.handshake();
  talk.client(upgradeRequest());
  talk.server(upgradeResponse());
  return talk;
}

const BEFORE = 5;

describe('WebSocket frames', () => {
  it('of a message of several are listed each, and put together with the last', async () => {
    const talk = upgraded();
    for (const part of fragments({ opcode: OPCODE.text, payload: 'one two', sizes: [4] })) talk.server(part);
    const packets = (await shown(talk.packets)).slice(BEFORE);
    expect(packets.map(({ info }) => info.trimEnd())).toEqual([
      'WebSocket Text[FRAGMENT]',
      'WebSocket Continuation [FIN]',
    ]);
    const [first, last] = packets;
    expect(first?.lines.join('\n')).not.toContain('one two');
    expect(last?.lines.some((line) => line.includes('one two'))).toBe(true);
  });

  it('have their masked and unmasked payload in the tree', async () => {
    const talk = upgraded();
    talk.client(frame({ opcode: OPCODE.text, mask: MASK, payload: 'hello' }));
    const lines = (await shown(talk.packets)).at(-1)?.lines ?? [];
    expect(lines).toContain('  Masking-Key: 01020304');
    expect(lines).toContain('  Masked payload');
    expect(lines).toContain('Line-based text data (1 lines)');
    expect(lines).toContain('  hello');
  });

  it('that close say why', async () => {
    const talk = upgraded();
    talk.server(frame({ opcode: OPCODE.close, payload: closePayload(1001, 'bye') }));
    const lines = (await shown(talk.packets)).at(-1)?.lines ?? [];
    expect(lines.join('\n')).toMatch(/Status code: Going Away \(1001\)\n\s+Reason: bye/);
  });

  it('10,000 in one packet are bounded in time, and all there', async () => {
    const talk = upgraded();
    talk.server(concat(...Array.from({ length: 10_000 }, () => frame({ opcode: OPCODE.ping }))), {
      mss: 60_000,
    });
    const begin = performance.now();
    const last = (await shown(talk.packets)).at(-1);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(last?.info.split('WebSocket Ping').length).toBe(10_001);
    expect(last?.lines.filter((line) => line === 'WebSocket')).toHaveLength(10_000);
  });
});

describe('WebSocket behind a hole', () => {
  it('in a payload goes on with the next frame', async () => {
    const talk = upgraded();
    const [, second] = talk.server(frame({ opcode: OPCODE.binary, payload: new Uint8Array(3000) }));
    talk.ack('client');
    talk.wait(1000);
    talk.server(frame({ opcode: OPCODE.text, payload: 'after' }));
    talk.ack('client');
    talk.wait(1000);
    talk.server(frame({ opcode: OPCODE.text, payload: 'more' }));
    const packets = talk.packets.filter((packet) => packet !== second);
    const lines = await listed(packets);
    expect(lines.at(-1)).toBe('WebSocket WebSocket Text [FIN]');
    expect(lines.join('\n')).toContain('[TCP Previous segment not captured]');
  });

  it('that took a header away, goes on where frames follow each other again', async () => {
    const talk = upgraded();
    const [lost] = talk.server(frame({ opcode: OPCODE.binary, payload: new Uint8Array(500) }));
    for (let i = 0; i < 12; i++) {
      talk.wait(500);
      talk.server(frame({ opcode: OPCODE.text, payload: `{"number":${i},"text":"some text that is plain"}` }));
      talk.ack('client');
    }
    const lines = await listed(talk.packets.filter((packet) => packet !== lost));
    expect(lines.filter((line) => line.startsWith('WebSocket')).length).toBeGreaterThan(8);
    expect(lines.at(-2)).toBe('WebSocket WebSocket Text [FIN]');
  });

  it('that the snaplen cut goes on with the next frame', async () => {
    const talk = upgraded();
    talk.server(frame({ opcode: OPCODE.text, payload: 'x'.repeat(400) }));
    talk.server(frame({ opcode: OPCODE.text, payload: 'y' }));
    const lines = (await listed(talk.packets, { snaplen: 300 })).slice(-2);
    expect(lines).toEqual([
      'WebSocket WebSocket Text [FIN] [Packet size limited during capture]',
      'WebSocket WebSocket Text [FIN]',
    ]);
  });
});

describe('WebSocket without its handshake', () => {
  it('is known by its port', async () => {
    const talk = new TcpConversation({ server: { port: 9030 } });
    talk.server(frame({ opcode: OPCODE.text, payload: 'push' }));
    talk.client(frame({ opcode: OPCODE.text, mask: MASK, payload: 'ask' }));
    expect((await listed(talk.packets)).every((line) => line.startsWith('TCP'))).toBe(true);
    expect(await listed(talk.packets, { wsPorts: [9030] })).toEqual([
      'WebSocket WebSocket Text [FIN]',
      'WebSocket WebSocket Text [FIN] [MASKED]',
    ]);
  });
});
