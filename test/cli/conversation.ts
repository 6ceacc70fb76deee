import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  type CapturedPacket,
  frame,
  httpHead,
  OPCODE,
  TcpConversation,
  upgradeRequest,
  upgradeResponse,
  writePcap,
} from '../../fixtures/build/index.js';

const MASK = '01020304';

/** A session with every kind of message, and a refused upgrade beside it. */
export function everyKind(): CapturedPacket[] {
  const talk = new TcpConversation();
  talk.handshake();
  talk.client(upgradeRequest({ uri: '/chat?room=1', protocols: 'chat' }));
  talk.server(upgradeResponse({ protocol: 'chat' }));
  talk.client(frame({ opcode: OPCODE.text, mask: MASK, payload: '{"say":"hello"}' }));
  talk.server(frame({ opcode: OPCODE.text, payload: 'line\n\u001b[31mred' }));
  talk.server(frame({ opcode: OPCODE.binary, payload: Uint8Array.of(0, 1, 254, 255) }));
  talk.client(frame({ opcode: OPCODE.ping, mask: MASK, payload: 'p' }));
  talk.server(frame({ opcode: OPCODE.pong, payload: 'p' }));
  talk.client(frame({ opcode: OPCODE.text, fin: false, mask: MASK, payload: 'in ' }));
  talk.client(frame({ opcode: OPCODE.continuation, mask: MASK, payload: 'two' }));
  talk.client(frame({ opcode: OPCODE.close, mask: MASK, payload: Uint8Array.of(3, 232) }));
  talk.server(frame({ opcode: OPCODE.close, payload: Uint8Array.of(3, 232) }));

  const refused = new TcpConversation({ client: { port: 50001 }, start: talk.time });
  refused.handshake();
  refused.client(upgradeRequest({ uri: '/forbidden' }));
  refused.server(httpHead('HTTP/1.1 403 Forbidden', [['Content-Length', '0']]));
  return [...talk.packets, ...refused.packets];
}

/** A directory for the tests of one file, and a capture of {@link everyKind} in it. */
export function captureDirectory(): { readonly directory: string; readonly capture: string } {
  const directory = mkdtempSync(join(tmpdir(), 'wsdissect-cli-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const capture = join(directory, 'every-kind.pcap');
  writeFileSync(capture, writePcap(everyKind()));
  return { directory, capture };
}
