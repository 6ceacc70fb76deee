import { uint8 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Tree } from '../field/tree.js';
import { ARP_FIXED_LENGTH, arpLength } from '../link/arp-length.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import type { HeaderTrace } from '../net/header-trace.js';
import { isArp, protocolOfHeader } from '../net/layer-protocols.js';
import { headerLength, MIN_HEADER_LENGTH } from '../tcp/header.js';
import { nextOption, OptionKind, optionLength } from '../tcp/options.js';
import { MALFORMED_FIELDS as FIELDS } from './frame-fields.js';
import { claimOf } from './header-lengths.js';

/** What keeps a packet from being shown whole. */
export interface Shortfall {
  /** What Wireshark calls the protocol that ends too early. */
  readonly protocol: string;
  /** The capture cut the packet; else the packet itself ends before its header does. */
  readonly cut: boolean;
}

const MALFORMED = '[Malformed Packet]';
const CUT = '[Packet size limited during capture]';

/** What the Info column says of it, behind all else. */
export function shortfallInfo({ cut }: Shortfall): string {
  return cut ? CUT : MALFORMED;
}

/** The header that the walk ended in, where that is longer than what there is of it. */
export function headerShortfall(trace: HeaderTrace, otherEtherType: number): Shortfall | undefined {
  const end = trace.at(trace.count - 1);
  if (end?.layer === Layer.NONE && isArp(otherEtherType)) return arpShortfall(end);
  const last = end?.layer === Layer.NONE ? trace.at(trace.count - 2) : end;
  if (last === undefined) return undefined;
  // An ICMP error quotes no more of a datagram than its beginning (RFC 792).
  if (isAbsent(last) || (last.quoted && last.availableMissing === 0)) return undefined;
  const claim = claimOf(last, protocolOfHeader(last).name);
  if (claim === undefined) return undefined;
  const there = last.available - last.start;
  const whole = there >= claim.least && there >= (claim.own?.(last.bytes, last.start) ?? 0);
  return whole ? undefined : { protocol: claim.protocol, cut: last.availableMissing > 0 };
}

function arpShortfall({ bytes, start, payloadEnd, missing }: HeaderSpan): Shortfall | undefined {
  const there = payloadEnd - start;
  if (there >= ARP_FIXED_LENGTH && there >= arpLength(bytes, start)) return undefined;
  return { protocol: 'ARP/RARP', cut: missing > 0 };
}

/** Whether an IP datagram names a protocol of which it has nothing: Wireshark does not speak of that. */
export function isAbsent({ start, payloadEnd, missing, before }: HeaderSpan): boolean {
  return payloadEnd <= start && missing === 0 && (before === Layer.IPV4 || before === Layer.IPV6);
}

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['DHCP', 'DHCP/BOOTP'],
  ['BOOTP', 'DHCP/BOOTP'],
  ['MDNS', 'mDNS'],
]);

/** What is known of a payload from the columns that tell of it. */
export function payloadShortfall(protocol: string, info: string): Shortfall | undefined {
  const cut = info.endsWith(CUT);
  if (!cut && !info.endsWith(MALFORMED)) return undefined;
  return { protocol: PROTOCOLS.get(protocol) ?? protocol, cut };
}

/** Bytes of a block of the SACK option (RFC 2018, section 3), and those before the first one. */
const SACK_BLOCK_LENGTH = 8;
const OPTION_HEADER_LENGTH = 2;

/** Whether a TCP header contradicts itself though all of it is there: its data offset, or the length of an option. */
export function isSegmentMalformed({ bytes, start, headerEnd }: SegmentHeader): boolean {
  if (headerEnd - start < MIN_HEADER_LENGTH) return false;
  if (headerLength(bytes, start) < MIN_HEADER_LENGTH) return true;
  for (let option = start + MIN_HEADER_LENGTH; option < headerEnd; option = nextOption(bytes, option, headerEnd)) {
    const length = optionLength(bytes, option, headerEnd);
    const isSack = uint8(bytes, option) === OptionKind.SACK;
    if (length === 0 || (isSack && (length - OPTION_HEADER_LENGTH) % SACK_BLOCK_LENGTH !== 0)) return true;
  }
  return false;
}

interface SegmentHeader {
  readonly bytes: Uint8Array;
  /** Index of the header's first byte. */
  readonly start: number;
  /** Index behind the header as far as it is captured. */
  readonly headerEnd: number;
}

/** Draws it behind all that could be shown. */
export function describeShortfall(tree: Tree, { protocol, cut }: Shortfall, at: number): void {
  if (!tree.wants('_ws')) return;
  if (cut) {
    tree.add(FIELDS.cut, undefined, at, 0, `[${FIELDS.cut.label}: ${protocol} truncated]`);
    return;
  }
  tree.open(FIELDS.protocol, undefined, at, 0, `[${FIELDS.protocol.label}: ${protocol}]`);
  addExpert(tree, FIELDS.expert, Severity.ERROR, ExpertGroup.MALFORMED, at, 0);
  tree.close();
}
