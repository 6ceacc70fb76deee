import { describe, expect, it } from 'vitest';
import { frame, OPCODE } from '../../fixtures/build/index.js';
import type { Rule } from '../../src/check/rule.js';
import { Peers } from '../session/peers.js';
import { checkPackets } from './checked.js';

const UNMASKED = frame({ opcode: OPCODE.text, payload: 'x' });

function unmaskedFrames(count: number): Peers {
  const peers = Peers.connected();
  for (let i = 0; i < count; i++) peers.client(UNMASKED);
  return peers;
}

describe('what a rule finds', () => {
  it('is kept up to a bound, and counted beyond it', async () => {
    const { findings } = await checkPackets(unmaskedFrames(10_000).packets);
    expect(findings.kept).toHaveLength(10);
    expect(findings.omitted).toEqual([
      { type: 'omitted', rule: 'frame-client-unmasked', severity: 'error', session: 1, count: 9990 },
    ]);
    expect(findings.count('error')).toBe(10_000);
  });

  it('counts as the user says', async () => {
    const { packets } = unmaskedFrames(1);
    const levels = (level: 'off' | 'info') => new Map([['frame-client-unmasked', level] as const]);
    expect((await checkPackets(packets, { levels: levels('info') })).findings.kept).toMatchObject([
      { severity: 'info' },
    ]);
    expect((await checkPackets(packets, { levels: levels('off') })).findings.kept).toEqual([]);
  });

  it('depends on the limits the user sets', async () => {
    const peers = Peers.connected();
    peers.server(frame({ opcode: OPCODE.ping, payload: 'x' }));
    peers.wait(5_000);
    peers.server(frame({ opcode: OPCODE.text, payload: 'x' }));
    const found = async (seconds: number) => {
      const options = new Map([['ping-unanswered', { seconds }]]);
      const { findings } = await checkPackets(peers.packets, { options });
      return findings.kept.filter(({ rule }) => rule === 'ping-unanswered').length;
    };
    expect([await found(6), await found(4)]).toEqual([0, 1]);
  });

  it('is not looked for in sessions that were not chosen', async () => {
    const { packets } = unmaskedFrames(1);
    const checker = await checkPackets(packets, { sessions: [2] });
    expect([checker.sessions, checker.findings.kept]).toEqual([0, []]);
  });

  it('says where the offending byte is, in its packet and in the file', async () => {
    const { packets } = unmaskedFrames(1);
    const { findings } = await checkPackets(packets);
    // Five packets come before; 54 bytes of headers, then the frame's second byte.
    const before = packets.slice(0, 5).reduce((sum, { bytes }) => sum + 16 + bytes.length, 24);
    const bytes = { hex: '8101', markOffset: 1, markLength: 1 };
    expect(findings.kept).toMatchObject([
      { packet: 6, id: 'Client.1', offset: 55, fileOffset: before + 16 + 55, bytes },
    ]);
  });
});

describe('a rule about the capture as a whole', () => {
  const rule: Rule = {
    id: 'two-sessions',
    family: 'conversation',
    severity: 'error',
    summary: 'There must be two sessions',
    why: 'It is an example.',
    remedy: '',
    examples: { bad: [], good: [] },
    create: (_, run) => {
      let sessions = 0;
      run.atEnd(() => {
        if (sessions < 2) run.report({ message: `${run.capture} has ${sessions}`, uncertain: sessions === 0 });
      });
      return () => {
        sessions++;
        return undefined;
      };
    },
  };

  it('reports behind the last event, without a session or packet', async () => {
    const { findings } = await checkPackets(unmaskedFrames(1).packets, { rules: [rule], capture: 'a.pcap' });
    const message = 'a.pcap has 1';
    expect(findings.kept).toEqual([{ type: 'finding', rule: 'two-sessions', severity: 'error', message }]);
  });

  it('says what is uncertain as a note', async () => {
    const { findings } = await checkPackets([], { rules: [rule] });
    expect(findings.kept).toMatchObject([{ severity: 'info', message: '- has 0' }]);
    expect([findings.count('info'), findings.count('error')]).toEqual([1, 0]);
  });
});
