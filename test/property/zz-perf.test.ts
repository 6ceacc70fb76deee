import { it } from 'vitest';
import {
  concat,
  frame,
  hex,
  OPCODE,
  TcpConversation,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { KEY, Peers } from '../session/peers.js';

function* many(template: any, count: number, data: (i: number) => Uint8Array, step: (i: number) => number): any {
  let seq = template.segment.seq;
  for (let i = 0; i < count; i++) {
    const d = data(i);
    const head = template.bytes.subarray(0, 54);
    const bytes = new Uint8Array(54 + d.length);
    bytes.set(head);
    bytes.set(d, 54);
    const v = new DataView(bytes.buffer);
    v.setUint16(16, 40 + d.length);
    v.setUint32(14 + 20 + 4, seq >>> 0);
    yield { ...template, bytes, time: template.time + BigInt(i) * 1000n };
    seq += step(i);
  }
}
function* chain(...its: any[]): any {
  for (const i of its) yield* i;
}
function time(name: string, f: () => any) {
  const t = performance.now();
  const r = f();
  console.log(name, Math.round(performance.now() - t), 'ms', r);
}
it('x', () => {
  const c = new TcpConversation({ server: { port: 4000 } });
  const t = c.build('server', 'x');
  for (const n of [5000, 10000, 20000])
    time(
      `one-byte candidate ${n}`,
      () =>
        dissect(
          many(
            t,
            n,
            (i) => (i === 0 ? hex('827e 7530') : Uint8Array.of(0x82)),
            (i) => (i === 0 ? 4 : 1),
          ),
        ).mostHeld,
    );
  for (const n of [20000, 40000, 80000])
    time(
      `4-byte overlapping candidates ${n}`,
      () =>
        dissect(
          many(
            t,
            n,
            () => hex('827effff'),
            () => 4,
          ),
        ).mostHeld,
    );
  for (const n of [20000, 40000, 80000])
    time(
      `4-byte binary one-sided ${n}`,
      () =>
        dissect(
          many(
            t,
            n,
            () => hex('82020102'),
            () => 4,
          ),
        ).mostHeld,
    );
  const p = Peers.connected();
  const [st] = p.serverText('x') as any;
  for (const n of [2000, 4000, 8000])
    time(
      `retransmissions ${n}`,
      () =>
        dissect(
          chain(
            p.packets,
            many(
              st,
              n,
              () => new Uint8Array(1400).fill(7),
              (i) => (i === 0 ? 0 : 0),
            ),
          ),
        ).messages.length,
    );
  for (const n of [2000, 4000, 8000])
    time(
      `partial retransmissions ${n}`,
      () =>
        dissect(
          chain(
            p.packets,
            many(
              st,
              n,
              () => new Uint8Array(1400).fill(7),
              (i) => (i % 2 ? 1 : -1),
            ),
          ),
        ).messages.length,
    );
  for (const n of [1000, 2000, 4000])
    time(
      `garbage after a hole ${n}`,
      () =>
        dissect(
          chain(
            p.packets,
            many(
              { ...st, segment: { seq: st.segment.seq + 100 } },
              n,
              (k) => Uint8Array.from({ length: 1400 }, (_, i) => (i * 7919 + k * 31 + (i >> 3)) & 0xff),
              () => 1400,
            ),
          ),
        ).messages.length,
    );
  for (const n of [1000, 2000, 4000])
    time(
      `00 7f after a hole ${n}`,
      () =>
        dissect(
          chain(
            p.packets,
            many(
              { ...st, segment: { seq: st.segment.seq + 100 } },
              n,
              (k) => Uint8Array.from({ length: 1400 }, (_, i) => [0x02, 0x7e, 0x00, 0x80][i & 3]!),
              () => 1400,
            ),
          ),
        ).messages.length,
    );
  for (const n of [20000, 40000])
    time(
      `behind a hole backwards ${n}`,
      () =>
        dissect(
          chain(
            p.packets,
            many(
              { ...st, segment: { seq: st.segment.seq + 1000000 } },
              n,
              () => Uint8Array.of(1),
              () => -2,
            ),
          ),
        ).mostHeld,
    );
  const h = new TcpConversation();
  h.handshake();
  h.client(upgradeRequest());
  const ct = h.build('client', 'x');
  for (const n of [20000, 40000, 80000])
    time(
      `client bytes before the 101 ${n}`,
      () =>
        dissect(
          chain(
            h.packets,
            many(
              ct,
              n,
              () => Uint8Array.of(0),
              () => 1,
            ),
          ),
        ).mostHeld,
    );
  const g = new TcpConversation();
  g.handshake();
  const gt = g.build('client', 'x');
  for (const n of [20000, 40000])
    time(
      `head byte by byte ${n}`,
      () =>
        dissect(
          chain(
            g.packets,
            many(
              gt,
              n,
              (i) => Uint8Array.of('GET /'.charCodeAt(i % 5)),
              () => 1,
            ),
          ),
        ).mostHeld,
    );
  for (const n of [2000, 4000])
    time(
      `pipelined requests ${n}`,
      () =>
        dissect(
          chain(
            g.packets,
            many(
              gt,
              n,
              () => concat('GET / HTTP/1.1\r\n\r\n'.repeat(50)),
              () => 900,
            ),
          ),
        ).mostHeld,
    );
});
