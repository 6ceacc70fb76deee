import { describe, expect, test } from 'vitest';
import { hex } from '../../fixtures/build/octets.js';
import { arpInfo, arpProtocolName } from '../../src/net/arp.js';
import { icmpInfo } from '../../src/net/icmp-description.js';
import { icmpv6Info } from '../../src/net/icmpv6-description.js';
import { undecodedEtherType, undecodedIpProtocol } from '../../src/net/layer-protocols.js';

const SENDER = '020000000001 0a000001';

describe('the Info of ARP', () => {
  test.each([
    [`0001 ${SENDER} 000000000000 0a000002`, 'ARP', 'Who has 10.0.0.2? Tell 10.0.0.1'],
    [`0002 ${SENDER} 020000000002 0a000002`, 'ARP', '10.0.0.1 is at 02:00:00:00:00:01'],
    [`0001 ${SENDER} 000000000000 0a000001`, 'ARP', 'ARP Announcement for 10.0.0.1'],
    [`0001 ${SENDER} ffffffffffff 0a000001`, 'ARP', 'Gratuitous ARP for 10.0.0.1 (Request)'],
    [`0002 ${SENDER} 020000000002 0a000001`, 'ARP', 'Gratuitous ARP for 10.0.0.1 (Reply)'],
    ['0001 020000000001 00000000 000000000000 0a000002', 'ARP', 'Who has 10.0.0.2? (ARP Probe)'],
    ['0003 020000000001 00000000 020000000001 00000000', 'RARP', 'Who is 02:00:00:00:00:01? Tell 02:00:00:00:00:01'],
    [`0004 ${SENDER} 020000000001 0a000002`, 'RARP', '02:00:00:00:00:01 is at 10.0.0.2'],
    [`0009 ${SENDER} 020000000001 0a000002`, 'Inverse ARP', '02:00:00:00:00:01 is at 10.0.0.1'],
    [`00ff ${SENDER} 020000000001 0a000002`, 'ARP', 'Unknown ARP opcode 0x00ff'],
    [`0001 ${SENDER} 0000`, 'ARP', undefined],
  ])('%s: %s', (behind, protocol, info) => {
    const bytes = hex(`0001 0800 06 04 ${behind}`);
    expect(arpInfo(bytes, 0, bytes.length)).toBe(info);
    expect(arpProtocolName(bytes, 0)).toBe(protocol);
  });
});

describe('the Info of ICMP', () => {
  test.each([
    ['0800 0000 1234 0001', 'Echo (ping) request  id=0x1234, seq=1/256, ttl=64'],
    ['0000 0000 1234 0102', 'Echo (ping) reply    id=0x1234, seq=258/513, ttl=64'],
    ['0303 0000 0000 0000', 'Destination unreachable (Port unreachable)'],
    ['0328 0000 0000 0000', 'Destination unreachable (Unknown code: 40)'],
    ['0500 0000 0a000009', 'Redirect             (Redirect for network)'],
    ['0b00 0000 0000 0000', 'Time-to-live exceeded (Time to live exceeded in transit)'],
    ['0400 0000 0000 0000', 'Source quench (flow control)'],
    ['fe00 0000 0000 0000', 'Unknown ICMP (obsolete or malformed?)'],
    ['0800 0000 12', undefined],
  ])('%s', (digits, info) => {
    const bytes = hex(digits);
    expect(icmpInfo(bytes, 0, bytes.length, 64)).toBe(info);
  });
});

describe('the Info of ICMPv6', () => {
  const TARGET = '20010db8000000000000000000000005';
  test.each([
    ['8000 0000 1234 0001', 'Echo (ping) request id=0x1234, seq=1, hop limit=255'],
    ['0104 0000 0000 0000', 'Destination Unreachable (Port unreachable)'],
    ['0302 0000 0000 0000', 'Time Exceeded (Unknown (2))'],
    [`8700 0000 0000 0000 ${TARGET}`, 'Neighbor Solicitation for 2001:db8::5'],
    [`8700 0000 0000 0000 ${TARGET} 0101 020000000001`, 'Neighbor Solicitation for 2001:db8::5 from 02:00:00:00:00:01'],
    [
      `8800 0000 6000 0000 ${TARGET} 0201 020000000001`,
      'Neighbor Advertisement 2001:db8::5 (sol, ovr) is at 02:00:00:00:00:01',
    ],
    ['8500 0000 0000 0000 0101 020000000001', 'Router Solicitation from 02:00:00:00:00:01'],
    ['8f00 0000 0000 0001', 'Multicast Listener Report Message v2'],
    ['f000 0000 0000 0000', 'Unknown (240)'],
    ['8700 0000', undefined],
  ])('%s', (digits, info) => {
    const bytes = hex(digits);
    expect(icmpv6Info(bytes, 0, bytes.length, 255)).toBe(info);
  });
});

describe('what no one decodes', () => {
  test.each([
    [0x88b5, '0x88b5', 'Local Experimental Ethertype 1'],
    [0x1234, '0x1234', 'Ethernet II'],
  ])('EtherType %i', (etherType, protocol, info) => {
    expect(undecodedEtherType(etherType)).toEqual({ protocol, info });
  });

  test.each([
    [200, 'Unassigned (200)'],
    [255, 'Unknown (255)'],
    [46, 'Reservation Protocol (46)'],
  ])('IP protocol %i', (protocol, info) => {
    expect(undecodedIpProtocol(4, protocol)).toEqual({ protocol: 'IPv4', info });
  });
});
