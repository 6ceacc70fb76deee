import { ethernet, hex, ipv4, ipv6, PROTOCOL_UDP, type TcpSegment, tcp } from '../../fixtures/build/index.js';

const MACS = { source: '02:00:00:00:00:01', destination: '02:00:00:00:00:02' };

export const IPV4 = { source: '192.0.2.1', destination: '192.0.2.2' };
export const IPV6 = { source: '2001:db8::1', destination: '2001:db8::2' };

/** @param type EtherType; taken from the IP version unless given */
export function onEthernet(payload: Uint8Array | string, type?: number): Uint8Array {
  const bytes = typeof payload === 'string' ? hex(payload) : payload;
  return ethernet({ ...MACS, ...(type !== undefined && { type }) }, bytes);
}

/** An IPv4 packet on Ethernet. @param payload hex, or bytes */
export function inIpv4(protocol: number, payload: Uint8Array | string): Uint8Array {
  return onEthernet(ipv4({ ...IPV4, protocol }, typeof payload === 'string' ? hex(payload) : payload));
}

export function inIpv6(protocol: number, payload: Uint8Array | string): Uint8Array {
  return onEthernet(ipv6({ ...IPV6, protocol }, typeof payload === 'string' ? hex(payload) : payload));
}

/** A UDP datagram with the right length. */
export function udp(sourcePort: number, destinationPort: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, sourcePort);
  view.setUint16(2, destinationPort);
  view.setUint16(4, bytes.length);
  bytes.set(payload, 8);
  return bytes;
}

export function inUdp(sourcePort: number, destinationPort: number, payload: Uint8Array): Uint8Array {
  return inIpv4(PROTOCOL_UDP, udp(sourcePort, destinationPort, payload));
}

/** An ACK without data from port 50000 to 80. @param change bytes of the header that are other than they should be */
export function segment(members: Partial<TcpSegment> = {}, change: Readonly<Record<number, number>> = {}): Uint8Array {
  const bytes = tcp(
    {
      sourcePort: 50000,
      destinationPort: 80,
      seq: 1,
      ack: 1,
      flags: ['ACK'],
      window: 100,
      payload: new Uint8Array(0),
      ...members,
    },
    IPV4.source,
    IPV4.destination,
  );
  for (const [at, value] of Object.entries(change)) bytes[Number(at)] = value;
  return bytes;
}

export function inTcp(bytes: Uint8Array): Uint8Array {
  return inIpv4(6, bytes);
}
