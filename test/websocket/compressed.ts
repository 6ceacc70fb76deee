import { OPCODE } from '../../fixtures/build/index.js';
import type { SeenMessage } from '../session/dissected.js';
import type { Peers } from '../session/peers.js';

/** Messages that refer to each other when they are compressed. */
export const QUOTES = Array.from({ length: 8 }, (_, i) =>
  JSON.stringify({ type: 'quote', number: i, symbol: 'ACME', price: 100 + i }),
);

/** A compressed message of either side. */
export function send(peers: Peers, from: 'client' | 'server', payload: Uint8Array, opcode: number = OPCODE.text): void {
  const fields = { opcode, rsv1: true, payload };
  if (from === 'client') peers.clientFrame(fields);
  else peers.serverFrame(fields);
}

/** `Server.1 compressed unverified …` */
export function summary({ id, text: content, compressed, unverified }: SeenMessage): string {
  return `${id} ${compressed ? 'compressed ' : ''}${unverified ? 'unverified ' : ''}${content}`;
}
