import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../fixtures/build/index.js';
import { Tree, type TreeItem } from '../../src/field/tree.js';
import { describeTls, type TlsState } from '../../src/tls/describe-tls.js';
import { TlsVersion } from '../../src/tls/version.js';
import { alpnExtension, chosen, clientHello, message, record, serverHello, serverNameExtension } from './messages.js';

const UNKNOWN: TlsState = { version: TlsVersion.UNKNOWN, encrypts: false };
const TLS_1_2: TlsState = { version: TlsVersion.TLS_1_2, encrypts: false };

function described(bytes: Uint8Array, state: TlsState): readonly TreeItem[] {
  const tree = new Tree();
  tree.begin({ title: 'Packet', bytes, start: 0, end: bytes.length });
  describeTls(tree, bytes, 0, bytes.length, state);
  return tree.roots;
}

function all(items: readonly TreeItem[]): TreeItem[] {
  return items.flatMap((item) => [item, ...all(item.children)]);
}

describe('the tree of records', () => {
  it.each<[string, Uint8Array, TlsState, string[]]>([
    [
      'a hello',
      record(22, message(1, clientHello()), 0x0301),
      UNKNOWN,
      ['TLSv1 Record Layer: Handshake Protocol: Client Hello'],
    ],
    [
      'several messages',
      record(22, concat(message(2, serverHello(0x0303)), message(14))),
      TLS_1_2,
      ['TLSv1.2 Record Layer: Handshake Protocol: Multiple Handshake Messages'],
    ],
    [
      'what comes behind ChangeCipherSpec',
      concat(record(20, hex('01')), record(22, message(20, new Uint8Array(40)))),
      TLS_1_2,
      [
        'TLSv1.2 Record Layer: Change Cipher Spec Protocol: Change Cipher Spec',
        'TLSv1.2 Record Layer: Handshake Protocol: Encrypted Handshake Message',
      ],
    ],
    [
      'an alert',
      record(21, hex('0100')),
      TLS_1_2,
      ['TLSv1.2 Record Layer: Alert (Level: Warning, Description: Close Notify)'],
    ],
    [
      'application data',
      record(23, hex('00')),
      { ...TLS_1_2, application: 'Hypertext Transfer Protocol' },
      ['TLSv1.2 Record Layer: Application Data Protocol: Hypertext Transfer Protocol'],
    ],
    [
      'a record that is not whole',
      concat(record(23, hex('00')), hex('170303ffff')),
      TLS_1_2,
      ['TLSv1.2 Record Layer: Application Data Protocol: Application Data'],
    ],
  ])('%s', (_, bytes, state, lines) => {
    expect(described(bytes, state)[0]?.children.map(({ text }) => text)).toEqual(lines);
  });

  it('has what hellos say', () => {
    const hello = message(1, clientHello(serverNameExtension('a.example'), alpnExtension('h2')));
    const answer = message(2, serverHello(0x0303, [chosen(0x0304)]));
    const items = all(described(concat(record(22, hello), record(22, answer)), UNKNOWN));
    const values = (name: string) => items.filter(({ field }) => field.name === name).map(({ value }) => value);
    expect(values('tls.handshake.extensions_server_name')).toEqual(['a.example']);
    expect(values('tls.handshake.extensions_alpn_str')).toEqual(['h2']);
    expect(values('tls.handshake.extensions.supported_version')).toEqual([0x0304]);
    expect(values('tls.handshake.ciphersuite')).toEqual([0x1301, 0xc02f, 0x1301]);
  });

  it('stands for any bytes, and no item goes beyond them', () => {
    const fragment = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.tuple(fc.nat(3), fc.uint8Array({ maxLength: 100 })).map(([type, body]) => message(type, body)),
      fc.nat(70).map((length) => message(1, clientHello(serverNameExtension('a.example')).subarray(0, length))),
    );
    const records = fc.array(fc.tuple(fc.integer({ min: 20, max: 25 }), fragment), { maxLength: 4 });
    fc.assert(
      fc.property(records, fc.boolean(), (parts, encrypts) => {
        const bytes = concat(...parts.map(([type, data]) => record(type, data)));
        for (const { start, length } of all(described(bytes, { version: TlsVersion.UNKNOWN, encrypts }))) {
          expect(start + length).toBeLessThanOrEqual(bytes.length);
          expect(length).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
