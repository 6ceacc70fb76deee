import type { ColourFacts } from './packet-view.js';

/** The colour facts of the packet at hand. */
export class PacketColour implements ColourFacts {
  badTcp = false;
  arp = false;
  icmp = false;
  icmpError = false;
  tcp = false;
  tcpFlags = 0;
  oddTtl = false;
  /** Checksums are not verified, as in tshark. */
  readonly badChecksum = false;
  http = false;
  routing = false;
  udp = false;
  group = false;

  clear(): void {
    this.badTcp = false;
    this.arp = false;
    this.icmp = false;
    this.icmpError = false;
    this.tcp = false;
    this.tcpFlags = 0;
    this.oddTtl = false;
    this.http = false;
    this.routing = false;
    this.udp = false;
    this.group = false;
  }
}

/** The columns of the packet at hand, and what its colour depends on: one object for all packets. */
export class PacketColumns {
  source = '';
  destination = '';
  protocol = '';
  /** Of a packet without a TCP segment. */
  info = '';
  /** What stands behind the Info, where the packet's headers could not all be read. */
  ending = '';
  hasIp = false;
  /** ip.ttl or ipv6.hlim of the innermost IP header. */
  hops = 0;
  sourcePort = -1;
  destinationPort = -1;
  readonly colour = new PacketColour();

  clear(): void {
    this.source = '';
    this.destination = '';
    this.protocol = '';
    this.info = '';
    this.ending = '';
    this.hasIp = false;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.colour.clear();
  }
}
