import { udpApplication } from '../application/udp-application.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import type { HeaderTrace } from '../net/header-trace.js';
import { isArp, protocolOfHeader } from '../net/layer-protocols.js';
import { destinationPort, length, sourcePort } from '../net/udp.js';
import type { Undecoded } from './columns.js';
import { claimOf } from './header-lengths.js';
import { isAbsent } from './malformed.js';
import type { Pdu } from './pdu.js';

const UDP_HEADER_LENGTH = 8;

/**
 * The names of a packet's layers, the outermost first (frame.protocols): `eth:ethertype:ip:tcp:http`.
 * @param isBareData its TCP segment has payload of which nothing is known
 */
export function protocolsOf(
  trace: HeaderTrace,
  { otherEtherType }: Undecoded,
  pdus: readonly Pdu[],
  isBareData: boolean,
): string {
  let text = '';
  for (let index = 0; index < trace.count; index++) {
    const span = trace.at(index);
    if (span === undefined || isAbsent(span)) break;
    const { name, byEtherType } = protocolOfHeader(span);
    text = joined(text, name);
    if (byEtherType === true && isWhole(span) && span.next !== Layer.LLC) text = joined(text, 'ethertype');
    if (span.layer === Layer.UDP && span.next === Layer.NONE) text = joined(text, applicationOf(span));
    if (span.layer === Layer.NONE && isArp(otherEtherType)) text = joined(text, 'arp');
  }
  text = withPdus(text, pdus);
  return isBareData ? joined(text, 'data') : text;
}

/** Whether what it says of its payload is there. */
function isWhole(span: HeaderSpan): boolean {
  return span.end - span.start >= (claimOf(span, '')?.least ?? 1);
}

/** The layers that a unit shares with the one before it stand once, where both are of one piece of the stream. */
function withPdus(before: string, pdus: readonly Pdu[]): string {
  let text = before;
  let shared: readonly string[] = [];
  for (const { layers, part = 0 } of pdus) {
    let at = 0;
    while (at < SHARED.length && layers[at] === SHARED[at] && shared[at] === SHARED[at]) at++;
    for (const name of layers.slice(at)) text = joined(text, name);
    shared = part > 0 ? [] : layers;
  }
  return text;
}

/** What carries several units. */
const SHARED: readonly string[] = ['http', 'websocket'];

function joined(text: string, name: string): string {
  if (name === '') return text;
  return text === '' ? name : `${text}:${name}`;
}

function applicationOf({ bytes, start, end, payloadEnd, missing }: HeaderSpan): string {
  if (end - start < UDP_HEADER_LENGTH || payloadEnd <= end || length(bytes, start) < UDP_HEADER_LENGTH) return '';
  const ports = { sourcePort: sourcePort(bytes, start), destinationPort: destinationPort(bytes, start) };
  return udpApplication({ bytes, start: end, end: payloadEnd, missing, ...ports }) ?? 'data';
}
