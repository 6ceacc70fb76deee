import type { Field, FieldValue } from '../../field/field.js';
import type { Tree } from '../../field/tree.js';
import { formatAddress } from '../../net/address.js';
import { ICMP_FIELDS } from '../../net/icmp-description.js';
import { ICMPV6_FIELDS } from '../../net/icmpv6-description.js';
import { IPV4_ADDRESS_FIELDS } from '../../net/ipv4-addresses.js';
import { IPV6_FIELDS } from '../../net/ipv6-description.js';
import { UDP_FIELDS } from '../../net/udp.js';
import { TCP_FIELDS } from '../../tcp/fields.js';
import type { Conversation, ConversationKind } from './conversation.js';
import { type EndpointCount, endpointsOf } from './endpoints.js';

/** What is counted of a packet. */
export interface CountedPacket {
  /** Nanoseconds since the capture's first packet. */
  readonly time: number;
  /** Bytes on the wire. */
  readonly bytes: number;
}

/** Conversations beyond this many are not listed. */
const MAX_LISTED = 100_000;

/** Counts who talks to whom, by each IP, TCP and UDP header of a packet; those quoted in ICMP messages do not count. */
export class Conversations {
  /** What trees must have for it. */
  static readonly FIELDS: ReadonlySet<Field> = new Set<Field>([
    IPV4_ADDRESS_FIELDS.source,
    IPV4_ADDRESS_FIELDS.destination,
    IPV6_FIELDS.source,
    IPV6_FIELDS.destination,
    ICMP_FIELDS.protocol,
    ICMPV6_FIELDS.protocol,
    TCP_FIELDS.sourcePort,
    TCP_FIELDS.destinationPort,
    TCP_FIELDS.stream,
    UDP_FIELDS.sourcePort,
    UDP_FIELDS.destinationPort,
  ]);
  readonly #conversations = new Map<string, Conversation>();
  /** Packets of conversations that are not listed, as there were too many before them. */
  unlistedPackets = 0;

  /** @param tree the packet's flat tree */
  add(tree: Tree, packet: CountedPacket): void {
    let source = '';
    let destination = '';
    let sourcePort = 0;
    let destinationPort = 0;
    for (const { field, value } of tree.roots) {
      switch (field) {
        case IPV4_ADDRESS_FIELDS.source:
        case IPV6_FIELDS.source:
          source = addressText(value);
          break;
        case IPV4_ADDRESS_FIELDS.destination:
        case IPV6_FIELDS.destination:
          destination = addressText(value);
          this.#count(field === IPV6_FIELDS.destination ? 'ipv6' : 'ip', source, destination, packet);
          break;
        case TCP_FIELDS.sourcePort:
        case UDP_FIELDS.sourcePort:
          sourcePort = Number(value);
          break;
        case TCP_FIELDS.destinationPort:
          destinationPort = Number(value);
          break;
        case TCP_FIELDS.stream:
          this.#count('tcp', source, destination, packet, sourcePort, destinationPort, Number(value));
          break;
        case UDP_FIELDS.destinationPort:
          this.#count('udp', source, destination, packet, sourcePort, Number(value));
          break;
        case ICMP_FIELDS.protocol:
        case ICMPV6_FIELDS.protocol:
          return;
      }
    }
  }

  #count(
    kind: ConversationKind,
    source: string,
    destination: string,
    { time, bytes }: CountedPacket,
    sourcePort?: number,
    destinationPort?: number,
    stream?: number,
  ): void {
    const key = stream === undefined ? keyOf(kind, source, sourcePort, destination, destinationPort) : `tcp ${stream}`;
    let conversation = this.#conversations.get(key);
    if (conversation === undefined) {
      if (this.#conversations.size >= MAX_LISTED) {
        this.unlistedPackets++;
        return;
      }
      const ends = { a: { address: source, port: sourcePort }, b: { address: destination, port: destinationPort } };
      const none = { packetsAToB: 0, bytesAToB: 0, packetsBToA: 0, bytesBToA: 0 };
      conversation = { kind, ...ends, stream, ...none, start: time, end: time };
      this.#conversations.set(key, conversation);
    }
    // Packets are not always in the order of their times.
    if (time > conversation.end) conversation.end = time;
    if (time < conversation.start) conversation.start = time;
    if (conversation.a.address === source && conversation.a.port === sourcePort) {
      conversation.packetsAToB++;
      conversation.bytesAToB += bytes;
    } else {
      conversation.packetsBToA++;
      conversation.bytesBToA += bytes;
    }
  }

  /** Those with the most bytes first. */
  of(kind: ConversationKind): Conversation[] {
    return [...this.#conversations.values()]
      .filter((conversation) => conversation.kind === kind)
      .sort((one, other) => bytesOf(other) - bytesOf(one));
  }

  /** The ends of all listed conversations of a kind, those with the most bytes first. */
  endpoints(kind: ConversationKind): EndpointCount[] {
    return endpointsOf(this.of(kind));
  }
}

/** The same for both directions. */
function keyOf(
  kind: ConversationKind,
  source: string,
  sourcePort: number | undefined,
  destination: string,
  destinationPort: number | undefined,
): string {
  const from = `${source} ${sourcePort ?? ''}`;
  const to = `${destination} ${destinationPort ?? ''}`;
  return from <= to ? `${kind} ${from} ${to}` : `${kind} ${to} ${from}`;
}

/** @param value four or sixteen bytes */
function addressText(value: FieldValue | undefined): string {
  if (!(value instanceof Uint8Array)) return '';
  return formatAddress(value, 0, value.length === 16 ? 6 : 4);
}

function bytesOf({ bytesAToB, bytesBToA }: Conversation): number {
  return bytesAToB + bytesBToA;
}
