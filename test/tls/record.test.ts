import { describe, expect, it } from 'vitest';
import { hex } from '../../fixtures/build/index.js';
import { looksLikeText, looksLikeTls } from '../../src/tls/record.js';
import { negotiatedVersion, versionName } from '../../src/tls/version.js';

describe('a connection on a port of no known use', () => {
  it.each<[string, string, boolean]>([
    ['a handshake record', '16 0301 0040 01', true],
    ['application data', '17 0303 0010 ff', true],
    ['ChangeCipherSpec', '14 0303 0001 01', false],
    ['an empty record', '16 0301 0000 01', false],
    ['a record that is too long', '17 0303 4800 01', false],
    ['the longest record', '17 0303 47ff 01', true],
    ['TLS 1.3 in a header, which is never sent', '16 0304 0040 01', false],
    ['a header alone', '16 0301 0040', false],
    ['nothing', '', false],
  ])('%s: speaks TLS', (_, bytes, expected) => {
    expect(looksLikeTls(hex(bytes), 0, hex(bytes).length)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['four letters and more', '4745542020', true],
    ['four letters alone', '47455420', false],
    ['three letters', '4745540a20', false],
  ])('%s: is text', (_, bytes, expected) => {
    expect(looksLikeText(hex(bytes), 0, hex(bytes).length)).toBe(expected);
  });
});

describe('versions', () => {
  it.each([
    [0x0300, 0x0300, 'SSL 3.0'],
    [0x0304, 0x0304, 'TLS 1.3'],
    [0x7f0e, 0x0304, 'TLS 1.3 (draft 14)'],
    [0x7f1c, 0x0304, 'TLS 1.3 (draft 28)'],
    [0x7f1d, 0, undefined],
    [0x1a1a, 0, 'Reserved (GREASE)'],
    [0x0399, 0, undefined],
  ])('0x%s', (version, negotiated, name) => {
    expect([negotiatedVersion(version), versionName(version)]).toEqual([negotiated, name]);
  });
});
