import type { CapturedPacket } from '../../fixtures/build/index.js';
import { writePcap } from '../../fixtures/build/index.js';
import { Following, type FollowingOptions } from '../../src/follow/following.js';
import type { From } from '../../src/session/events.js';

/** What following a stream gave. */
export interface FollowedText {
  /** `client 4: GET`: who, the packet, the bytes as Latin-1; `client: [5 missing]`; `client: (a note)`. */
  readonly lines: readonly string[];
  /** `192.0.2.1:50000 192.0.2.2:80` */
  readonly nodes: string;
  readonly warnings: readonly string[];
  readonly following: Following;
}

/** Follows stream 0, unless the options say otherwise, of packets. */
export async function followed(
  packets: Iterable<CapturedPacket>,
  options: Partial<FollowingOptions> = {},
): Promise<FollowedText> {
  const lines: string[] = [];
  const warnings: string[] = [];
  let nodes = '';
  const following = new Following([writePcap(packets)], { stream: 0, ...options });
  const sink = {
    begin: ({ client, server }: { client: { address: string; port: number }; server: typeof client }) => {
      nodes += `${client.address}:${client.port} ${server.address}:${server.port}`;
    },
    piece: (piece: { from: From; bytes: Uint8Array; start: number; end: number; packet: number; kind?: string }) => {
      const text = Buffer.from(piece.bytes.subarray(piece.start, piece.end)).toString('latin1');
      lines.push(`${piece.from} ${piece.packet}${piece.kind === undefined ? '' : ` ${piece.kind}`}: ${text}`);
    },
    hole: (from: From, length: number) => lines.push(`${from}: [${length} missing]`),
    note: (from: From | undefined, text: string) => lines.push(`${from ?? 'both'}: (${text})`),
  };
  for await (const _ of following.run(sink, ({ code }) => warnings.push(code)));
  return { lines, nodes, warnings, following };
}
