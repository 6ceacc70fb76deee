import type { Moment } from '../capture/moment.js';
import type { TextSink } from '../field/text-sink.js';
import type { Tree } from '../field/tree.js';

/** What the colour of a packet in a list depends on. */
export interface ColourFacts {
  /** Its TCP analysis found something that is not a window update, a keep-alive, or the ACK of one. */
  readonly badTcp: boolean;
  readonly arp: boolean;
  /** ICMP or ICMPv6. */
  readonly icmp: boolean;
  /** An ICMP message that tells of an error (types 3 … 5 and 11, 1 … 4 of ICMPv6). */
  readonly icmpError: boolean;
  readonly tcp: boolean;
  /** The flags of its TCP header, RST, SYN and FIN at their places; 0 without one. */
  readonly tcpFlags: number;
  /** Its IP time to live is lower than a router leaves it, or not what link-local multicast has. */
  readonly oddTtl: boolean;
  readonly badChecksum: boolean;
  /** HTTP, or TCP port 80. */
  readonly http: boolean;
  /** A routing protocol (OSPF, BGP, IGMP …). */
  readonly routing: boolean;
  readonly udp: boolean;
  /** Sent to a group of Ethernet stations or to all. */
  readonly group: boolean;
}

/** What the packet list and the other forms show of a packet. The same object serves all packets of a run. */
export interface ShownPacket {
  /** From 1. */
  readonly number: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly timeDigits: 6 | 9;
  /** In bytes, on the wire. */
  readonly originalLength: number;
  /** The columns of the list; an address is empty where the packet has none. */
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly info: string;
  /** The Info column piece by piece. */
  tellInfo(sink: TextSink): void;
  /** What the details and the machine forms show; the list needs none. */
  readonly tree?: Tree | undefined;
  /** What its colour in the list depends on; plain without. */
  readonly colour?: ColourFacts | undefined;
}

/** All that is known of one packet. The same object serves all packets: it is valid during the call only. */
export interface PacketView extends ShownPacket {
  /** In bytes, in the capture. */
  readonly capturedLength: number;
  /** Names of its layers, the outermost first, between colons: frame.protocols. */
  readonly protocols: string;
  /** Whether source and destination are IP addresses. */
  readonly hasIp: boolean;
  /** Ports of its last TCP segment or UDP datagram; -1 where it has none. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** The packet is `bytes[start … end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly colour: ColourFacts;
  /** tcp.stream of its last segment; undefined where it has none. */
  readonly stream?: number | undefined;
}

/** A packet that can be drawn while it is at hand. */
export interface DrawablePacket extends PacketView {
  /** Draws all that the tree wants of it. */
  draw(tree: Tree): void;
  /** It is one of those that are shown: {@link PacketView.tree} is drawn, and times of later ones count from it. */
  show(tree: Tree | undefined): void;
}

/** The packets that times are counted from, in order of capture, whichever of them are shown. */
export interface Timeline {
  /** The first packet of the capture. */
  readonly first: Readonly<Moment>;
  /** The packet before the one that is shown; that one itself where it is the first. */
  readonly previous: Readonly<Moment>;
}

/** Takes packets one after the other. */
export interface PacketViewSink {
  /** @param packet valid only during the call */
  view(packet: DrawablePacket): void;
}
