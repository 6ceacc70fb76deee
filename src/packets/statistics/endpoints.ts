import type { Conversation, ConversationEnd } from './conversation.js';

/** What one end sent and received in all its conversations of a kind. */
export interface EndpointCount extends ConversationEnd {
  packetsSent: number;
  bytesSent: number;
  packetsReceived: number;
  bytesReceived: number;
}

/** The ends of conversations of one kind, those with the most bytes first. */
export function endpointsOf(conversations: readonly Conversation[]): EndpointCount[] {
  const ends = new Map<string, EndpointCount>();
  const countOf = ({ address, port }: ConversationEnd): EndpointCount => {
    const key = `${address} ${port}`;
    let known = ends.get(key);
    if (known === undefined) {
      known = { address, port, packetsSent: 0, bytesSent: 0, packetsReceived: 0, bytesReceived: 0 };
      ends.set(key, known);
    }
    return known;
  };
  for (const { a, b, packetsAToB, bytesAToB, packetsBToA, bytesBToA } of conversations) {
    count(countOf(a), packetsAToB, bytesAToB, packetsBToA, bytesBToA);
    count(countOf(b), packetsBToA, bytesBToA, packetsAToB, bytesAToB);
  }
  return [...ends.values()].sort((one, other) => bytesOf(other) - bytesOf(one));
}

function count(end: EndpointCount, sent: number, bytesSent: number, received: number, bytesReceived: number): void {
  end.packetsSent += sent;
  end.bytesSent += bytesSent;
  end.packetsReceived += received;
  end.bytesReceived += bytesReceived;
}

function bytesOf({ bytesSent, bytesReceived }: EndpointCount): number {
  return bytesSent + bytesReceived;
}
