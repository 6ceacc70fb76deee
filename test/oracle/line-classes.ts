import type { DifferenceClass, PacketPair } from './packet-differences.js';

const SEGMENT_OF_PDU = ' [TCP segment of a reassembled PDU]';

/** One frame as a list names it: `WebSocket Text [FIN] [MASKED]`, `WebSocket Ping[FRAGMENT]`. */
const FRAME = /WebSocket [A-Z][A-Za-z ]*?(?:\[FRAGMENT\]| \[FIN\])(?: \[MASKED\])?/g;

/** A segment's own line: `51000 → 9030 [ACK] …` behind the addresses. */
const SEGMENT = / \d+ → \d+ \[/;

/** Packets of a capture, or all of them. */
export function inCapture(capture: string, ...packets: readonly number[]): (pair: PacketPair) => boolean {
  return (pair) => pair.capture === capture && (packets.length === 0 || packets.includes(pair.packet));
}

/** The frames that a line names, and what stands before the first. */
function framesOf(line: string): { readonly head: string; readonly frames: readonly string[] } {
  return { head: line.slice(0, Math.max(line.search(FRAME), 0)), frames: line.match(FRAME) ?? [] };
}

/** Whether `some` are among `all`, in that order. */
function isPart(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const frame of all) if (frame === some[at]) at++;
  return at === some.length;
}

/** We list every frame of the packet, tshark some of them. */
function listsMore({ theirs, ours }: PacketPair): boolean {
  const [fewer, more] = [framesOf(theirs.line), framesOf(ours?.line ?? '')];
  const isMore = fewer.frames.length > 0 && fewer.frames.length < more.frames.length;
  return isMore && fewer.head === more.head && isPart(fewer.frames, more.frames);
}

const isWebSocket = ({ ours }: PacketPair): boolean => ours?.protocol === 'WebSocket';

/**
 * Where lines of our packet list are not those of tshark 4.0.17, and why: packets whose Protocol column in tshark's list
 * names a protocol that we name.
 */
export const LINE_CLASSES: readonly DifferenceClass<PacketPair>[] = [
  {
    name: 'frames behind a hole',
    right: 'ours',
    why: 'tshark waits for a lost segment to the end; we find where the next frame begins, and list those that waited with the packet that tells that the segment is lost',
    atMost: 14,
    matches: (pair) => isWebSocket(pair) && /-lost\.pcap$/.test(pair.capture) && !/ws-burst/.test(pair.capture),
  },
  {
    name: 'every frame is listed',
    right: 'ours',
    why: 'of several WebSocket frames in a packet tshark names the last of each piece of the stream; our list is to name all',
    atMost: 124,
    isWanted: true,
    matches: listsMore,
  },
  {
    name: 'inside a CONNECT tunnel',
    right: 'ours',
    why: 'tshark looks into a tunnel only where its port is known; we read on in it',
    atMost: 11,
    matches: inCapture('recorded/http-connect.pcap'),
  },
  {
    name: 'the answer came before the request',
    right: 'ours',
    why: 'recorded so that each answer is a bit too early: tshark takes the upgrade for none, and its frames for more of HTTP',
    atMost: 23,
    matches: (pair) => pair.capture === 'recorded/ws-plain-server-early.pcap' && isWebSocket(pair),
  },
  {
    name: 'behind a packet that was cut',
    right: 'ours',
    why: 'tshark takes what the snaplen cut off for a hole and waits; we read on behind it where the length says so',
    atMost: 17,
    matches: (pair) => pair.capture === 'recorded/ws-plain-snaplen-120.pcap' && isWebSocket(pair),
  },
  {
    name: 'waits for more by its port',
    right: 'either',
    why: 'on ports of HTTP and of Ethereum tshark waits for more of what is nothing it knows; we go by what the bytes are',
    atMost: 34,
    matches: ({ capture, theirs, ours }) =>
      /from-the-middle|pkts-|transform-base64|ethereum|match_string/.test(capture) &&
      theirs.line === `${ours?.line}${SEGMENT_OF_PDU}`,
  },
  {
    name: 'a dissector emptied the column',
    right: 'ours',
    why: 'TLS and TPKT of tshark empty the Info column before they find that the rest is in the next segment',
    atMost: 5,
    matches: ({ theirs, ours }) =>
      theirs.line.endsWith(SEGMENT_OF_PDU) && !SEGMENT.test(theirs.line) && SEGMENT.test(ours?.line ?? ''),
  },
  {
    name: 'a copy adds nothing',
    right: 'tshark',
    why: 'segments that come twice belong to no unit the second time; we say so of the first and of the second',
    atMost: 2,
    matches: inCapture('recorded/ws-burst-duplicated.pcap', 12, 14),
  },
  {
    name: 'the link type or the format is not decoded',
    right: 'tshark',
    why: 'ARCNET, netlink, and the snoop format',
    atMost: 7,
    matches: ({ ours }) => ours === undefined || ours.protocol === '',
  },
  {
    name: 'a picture in the body',
    right: 'tshark',
    why: 'tshark goes into the parts of multipart bodies and names PNG pictures; we name the body',
    atMost: 3,
    matches: ({ theirs }) => theirs.line.endsWith('(PNG)'),
  },
  {
    name: 'nanoseconds beyond a second',
    right: 'ours',
    why: 'tshark prints the fraction of a damaged record as it stands, with ten digits; we carry over',
    atMost: 1,
    matches: inCapture('containers/tcpdump-timestamp_invalid_nano.pcap', 3),
  },
  {
    name: 'an impossible header length',
    right: 'either',
    why: 'tshark opens a stream for the segment before it sees that its header length is impossible, so it counts from 0',
    atMost: 1,
    matches: inCapture('http/suricata-drop-protocol-change-input.pcap', 7),
  },
  {
    name: 'a body that is read otherwise',
    right: 'ours',
    why: 'RFC 9112, section 6.1: `, chunked,` ends in chunked, and `chunked, identity` does not; tshark looks at the first word',
    atMost: 2,
    matches: (pair) =>
      inCapture('http/suricata-http-chunked-input.pcap', 4)(pair) ||
      inCapture('http/zeek-variant-10-multi_value_te.pcap', 4)(pair),
  },
  {
    name: 'bytes behind a message',
    right: 'tshark',
    why: 'a 304 has no body, so the last chunk that follows it is no part of it: tshark lists it as a continuation',
    atMost: 14,
    matches: ({ theirs, ours }) => theirs.line === `${ours?.line} Continuation`,
  },
  {
    name: 'damaged on purpose',
    right: 'either',
    why: 'bytes of these captures were changed at random: a NUL in a value ends it in tshark; half a status line, half a header',
    atMost: 4,
    matches: (pair) =>
      inCapture('tcp/ndpi-ndpi_match_string_subprotocol__error.pcapng', 2, 11)(pair) ||
      inCapture('tcp/suricata-transform-base64-7296-input.pcap', 31, 39)(pair),
  },
  {
    name: 'TLS in the middle of a stream',
    right: 'ours',
    why: 'of a stream on an XMPP port that begins in the middle tshark shows the first record of TLS as a segment',
    atMost: 1,
    matches: ({ theirs, ours }) => theirs.protocol === 'TCP' && /^TLS/.test(ours?.protocol ?? ''),
  },
];
