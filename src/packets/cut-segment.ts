import { uint32 } from '../byte-order.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { TCP_FIELDS as FIELDS } from '../tcp/fields.js';
import { destinationPort, sourcePort } from '../tcp/header.js';

/** Bytes up to the end of the ports, and up to the end of the sequence number (RFC 9293, section 3.1). */
const PORTS_LENGTH = 4;
const SEQUENCE_LENGTH = 8;

/** Draws what there is of a TCP header that is cut, or that an ICMP error quotes: it belongs to no segment that was sent. */
export function describeCutSegment(tree: Tree, { bytes, start, payloadEnd, quoted }: HeaderSpan): void {
  const there = payloadEnd - start;
  if (!tree.wants('tcp') || there < PORTS_LENGTH) return;
  const ports = [sourcePort(bytes, start), destinationPort(bytes, start)] as const;
  const text = `${FIELDS.protocol.label}, Src Port: ${ports[0]}, Dst Port: ${ports[1]}`;
  tree.open(FIELDS.protocol, undefined, start, there, text);
  tree.fixed(FIELDS.sourcePort, start);
  tree.fixed(FIELDS.destinationPort, start);
  tree.hidden(FIELDS.port, ports[0], start, 2);
  tree.hidden(FIELDS.port, ports[1], start + 2, 2);
  if (quoted && there >= SEQUENCE_LENGTH) {
    const sequence = uint32(bytes, start + 4);
    tree.add(FIELDS.sequence, sequence, start + 4, 4, `${FIELDS.sequence.label}: ${sequence}`);
  }
  tree.close();
}
