import { describe, expect, test } from 'vitest';
import { etherTypeName } from '../../src/link/ethertype-names.js';
import { LAYER_COUNT, Layer } from '../../src/link/layer.js';
import { layerName } from '../../src/link/layer-names.js';
import { isKnownLinkType, LinkType, layerOfLinkType } from '../../src/link/link-type.js';
import { linkTypeName } from '../../src/link/link-type-names.js';

describe('link types', () => {
  test.each(Object.entries(LinkType))('%s is decoded and has a name', (_, linkType) => {
    expect(isKnownLinkType(linkType)).toBe(true);
    expect(layerOfLinkType(linkType)).not.toBe(Layer.UNKNOWN_LINK);
    expect(linkTypeName(linkType)).not.toMatch(/^link type/);
  });

  test.each([
    [1, 'Ethernet'],
    [101, 'Raw IP'],
    [113, 'Linux cooked-mode capture v1'],
    [127, 'IEEE 802.11 plus radiotap radio header'],
    [147, 'USER 0'],
    [162, 'USER 15'],
    [195, 'IEEE 802.15.4 Wireless PAN'],
    [220, 'USB packets with Linux header and padding'],
    [65_535, 'link type 65535'],
  ])('%i is called %s', (linkType, name) => {
    expect(linkTypeName(linkType)).toBe(name);
  });

  test.each([147, 195, 220, 65_535])('%i is not decoded', (linkType) => {
    expect(isKnownLinkType(linkType)).toBe(false);
    expect(layerOfLinkType(linkType)).toBe(Layer.UNKNOWN_LINK);
  });
});

describe('EtherTypes', () => {
  test.each([
    [0x0800, 'IPv4'],
    [0x0806, 'ARP'],
    [0x88cc, 'LLDP'],
    [0x0abc, 'EtherType 0x0abc'],
  ])('%i is called %s', (etherType, name) => {
    expect(etherTypeName(etherType)).toBe(name);
  });
});

describe('layers', () => {
  test('are numbered from 0 without gaps', () => {
    const numbers = Object.values(Layer).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: LAYER_COUNT }, (_, index) => index));
  });

  test('have names, but for the ends of a walk', () => {
    const nameless = Object.values(Layer).filter((layer) => layerName(layer) === undefined);
    expect(nameless).toEqual([Layer.NONE, Layer.UNKNOWN_LINK]);
  });
});
