import { describe, expect, it } from 'vitest';
import { wsdissect } from './command.js';
import { captureDirectory } from './conversation.js';

const { capture } = captureDirectory();

describe('sessions', () => {
  it('a table', async () => {
    const { stdout, stderr, status } = await wsdissect(['sessions', capture]);
    expect(stdout.split('\n')).toEqual([
      '#  Stream  Client           Server        URL                                  Status       Sub-protocol  Messages →  ←  Bytes →   ←   Seconds  End',
      '1       0  192.0.2.1:50000  192.0.2.2:80  ws://server.example.com/chat?room=1  101          chat                   4  4       24  20  0.010000  client: 1000 Normal Closure',
      '2       1  192.0.2.1:50001  192.0.2.2:80  ws://server.example.com/forbidden    403 refused',
      '',
    ]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('ndjson: the beginnings and ends', async () => {
    const { stdout } = await wsdissect(['sessions', '--format', 'ndjson', capture]);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(types).toEqual(['session', 'session', 'end']);
  });

  it('chooses as the log does', async () => {
    const { stdout } = await wsdissect(['sessions', '--grep', 'hello', capture]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('info', () => {
  it('text', async () => {
    const { stdout, status } = await wsdissect(['info', capture, '--cross-check']);
    expect(stdout).toContain('  Interface 0:    Ethernet (link type 1), snaplen ');
    expect(stdout).toContain('  Cross-check:    pcap-parser saw the same 19 packets\n');
    expect(stdout).toContain('  Protocols:      Ethernet 19, IPv4 19, TCP 19\n');
    expect(stdout).toContain('  WebSocket:      2 sessions (1 refused), 8 messages\n');
    expect(status).toBe(0);
  });

  it('ndjson: a record for each capture and one for all', async () => {
    const { stdout } = await wsdissect(['info', capture, capture, '--format', 'ndjson']);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found).toMatchObject([
      { type: 'capture', name: capture, packets: 19, interfaces: [{ linkType: 1, linkTypeName: 'Ethernet' }] },
      { type: 'capture', name: capture, packets: 19 },
      { type: 'info', packets: 38, refused: 1 },
    ]);
  });
});
