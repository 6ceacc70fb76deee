import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dissectFile } from './dissected.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

describe('the published captures', () => {
  it.each<[string, string[]]>([
    [
      'rfc6455-example',
      ['Server.1 text Hello', 'Client.1 text Hello', 'Client.2 close \u0003\ufffd', 'Server.2 close \u0003\ufffd'],
    ],
    [
      'nine-digits',
      [
        'Server.1 text 123456789',
        'Client.1 text 123456789',
        'Client.2 close \u0003\ufffd',
        'Server.2 close \u0003\ufffd',
      ],
    ],
    [
      'three-pushes',
      [
        'Server.1 text first',
        'Server.2 text second',
        'Server.3 text third',
        'Client.1 close \u0003\ufffd',
        'Server.4 close \u0003\ufffd',
      ],
    ],
    [
      'ping-between-fragments',
      [
        'Client.1 ping are you there?',
        'Server.1 pong are you there?',
        'Server.2 ping and you?',
        'Client.2 pong and you?',
        'Client.3 text from the client',
        'Server.3 text from the server',
        'Client.4 close \u0003\ufffd',
        'Server.4 close \u0003\ufffd',
      ],
    ],
    [
      'pong-of-another-ping',
      [
        'Server.1 ping are you there?',
        'Client.1 pong who?',
        'Client.2 close \u0003\ufffd',
        'Server.2 close \u0003\ufffd',
      ],
    ],
    ['unmasked-client-frame', ['Client.1 text unmasked', 'Server.1 close \u0003\ufffd']],
    ['masked-server-frame', ['Server.1 text masked', 'Client.1 close \u0003\ufffd']],
    ['hex-digest-accept', []],
  ])('%s', async (name, expected) => {
    expect((await dissectFile(join(FIXTURES, `published/${name}.pcap`))).log).toEqual(expected);
  });

  it('sockjs-stomp: plain HTTP first, then the upgrade on the same connection', async () => {
    const { sessions, messages, ends } = await dissectFile(join(FIXTURES, 'published/sockjs-stomp.pcap'));
    expect(sessions).toMatchObject([
      { stream: 0, uri: '/gs-guide-websocket/690/pdsz5x1q/websocket', begin: { packet: 8 } },
    ]);
    expect(messages.map(({ id, text }) => `${id} ${text.slice(0, 9)}`)).toEqual([
      'Server.1 o',
      'Client.1 ["CONNECT',
      'Server.2 a["CONNEC',
      'Client.2 ["SUBSCRI',
      'Client.3 ["SEND\\nd',
      'Server.3 a["MESSAG',
      'Server.4 h',
      'Server.5 c[3000,"G',
      'Client.4 \u000b\ufffd',
      'Server.6 \u000b\ufffd',
    ]);
    expect(ends).toMatchObject([{ reason: 'close', by: 'client', code: 3000 }]);
  });

  it('hex-digest-accept: the wrong Accept is said', async () => {
    const { warnings, ends } = await dissectFile(join(FIXTURES, 'published/hex-digest-accept.pcap'));
    expect(warnings).toMatchObject([{ code: 'accept-mismatch', session: 1 }]);
    expect(ends).toMatchObject([{ reason: 'fin', by: 'client', clientMessages: 0, serverMessages: 0 }]);
  });

  it('fiddler-session-end: twelve messages of the client, the last one a Close without a code', async () => {
    const { messages, ends } = await dissectFile(join(FIXTURES, 'published/fiddler-session-end.pcap'));
    expect(messages.filter(({ from }) => from === 'client')).toHaveLength(12);
    expect(messages.find(({ id }) => id === 'Client.1')).toMatchObject({ keys: ['b29fff85'] });
    expect(messages.find(({ id }) => id === 'Client.12')).toMatchObject({ kind: 'close', length: 0, code: undefined });
    expect(ends).toMatchObject([{ reason: 'close', by: 'client', code: undefined }]);
  });

  it('push-service: one text of the client, four pushes, and keep-alive probes of both sides that are no data', async () => {
    const { sessions, messages, warnings, ends } = await dissectFile(join(FIXTURES, 'push-service.pcap'));
    expect(sessions).toMatchObject([{ session: 1, stream: 0, handshake: 'complete', begin: { packet: 4 } }]);
    expect(messages.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'Client.1 text',
      'Server.1 text',
      'Server.2 text',
      'Server.3 text',
      'Server.4 text',
    ]);
    expect(messages[0]).toMatchObject({ packet: 10, keys: [expect.stringMatching(/^[0-9a-f]{8}$/)] });
    expect(warnings).toEqual([]);
    expect(ends).toMatchObject([{ clientMessages: 1, serverMessages: 4 }]);
  });
});
