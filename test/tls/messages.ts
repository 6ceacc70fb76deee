import { concat, hex } from '../../fixtures/build/index.js';

/** A TLS record. */
export function record(type: number, fragment: Uint8Array, version = 0x0303): Uint8Array {
  return concat(Uint8Array.of(type, version >> 8, version & 0xff), uint16(fragment.length), fragment);
}

/** A handshake message. */
export function message(type: number, body: Uint8Array = new Uint8Array(0)): Uint8Array {
  return concat(Uint8Array.of(type, body.length >> 16), uint16(body.length & 0xffff), body);
}

export function extension(type: number, data: Uint8Array): Uint8Array {
  return concat(uint16(type), uint16(data.length), data);
}

export function serverNameExtension(name: string): Uint8Array {
  const text = Buffer.from(name);
  return extension(0, concat(uint16(text.length + 3), Uint8Array.of(0), uint16(text.length), text));
}

export function alpnExtension(...protocols: string[]): Uint8Array {
  const list = concat(...protocols.map((name) => concat(Uint8Array.of(name.length), Buffer.from(name))));
  return extension(16, concat(uint16(list.length), list));
}

/** Body of a ClientHello. */
export function clientHello(...extensions: Uint8Array[]): Uint8Array {
  return concat(hex('0303'), RANDOM, hex('00 0004 1301c02f 0100'), extensionsOf(extensions));
}

/** Body of a ServerHello. @param random 32 bytes in hex */
export function serverHello(version: number, extensions: Uint8Array[] = [], random?: string): Uint8Array {
  return concat(
    uint16(version),
    random === undefined ? RANDOM : hex(random),
    hex('00 1301 00'),
    extensionsOf(extensions),
  );
}

/** The supported_versions extension of a ServerHello. */
export function chosen(version: number): Uint8Array {
  return extension(43, uint16(version));
}

const RANDOM = new Uint8Array(32).fill(0x52);

function extensionsOf(extensions: Uint8Array[]): Uint8Array {
  const all = concat(...extensions);
  return concat(uint16(all.length), all);
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
