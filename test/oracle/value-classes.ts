import { LINE_CLASSES } from './line-classes.js';
import { type DifferenceClass, sameLine, type ValueDifference } from './packet-differences.js';

const UNDECODED = 'the link type or the format is not decoded';

/** Classes of lines that say nothing of what the stream carries. */
const ONLY_LISTED = new Set(['every frame is listed', 'nanoseconds beyond a second', UNDECODED]);

/** Fields that depend on what the stream carries. */
const ABOVE_TCP = /^(?:http|websocket)\.|^frame\.protocols$|^tcp\.(?:segment_data|reassembled\.length)$/;

/** What stands in an output for characters that are not to be shown as they are. */
const ESCAPED = /[^ -~]|\\u[0-9A-F]{4}|\\[0-7]{3}|\\[abfnrtv]/g;

function lineClass(difference: ValueDifference): string | undefined {
  return sameLine(difference) ? undefined : LINE_CLASSES.find(({ matches }) => matches(difference))?.name;
}

function inField(field: RegExp, capture: RegExp, ...packets: readonly number[]) {
  return (difference: ValueDifference): boolean =>
    field.test(difference.field) &&
    capture.test(difference.capture) &&
    (packets.length === 0 || packets.includes(difference.packet));
}

/** Whether one value of frame.protocols is the other, with data behind it. */
function isWithData(longer: string, shorter: string): boolean {
  return longer.startsWith(shorter) && /^(?::http)?:data$/.test(longer.slice(shorter.length));
}

/** Where values of compared fields are not those of tshark 4.0.17, and why. */
export const VALUE_CLASSES: readonly DifferenceClass<ValueDifference>[] = [
  {
    name: 'above TCP in a packet whose line differs',
    right: 'either',
    why: 'the packet stands in one of the classes of lines: what its stream carries is seen otherwise',
    atMost: 978,
    matches: (difference) => {
      const name = ABOVE_TCP.test(difference.field) ? lineClass(difference) : undefined;
      return name !== undefined && !ONLY_LISTED.has(name);
    },
  },
  {
    name: UNDECODED,
    right: 'tshark',
    why: 'ARCNET, netlink, and the snoop format',
    atMost: 1023,
    matches: (difference) => lineClass(difference) === UNDECODED,
  },
  {
    name: 'frame.protocols: frames of a packet',
    right: 'either',
    why: 'tshark names websocket once for the frames of one piece of the stream, we with each; and what we decompressed is data',
    atMost: 153,
    matches: ({ field, theirs }) => field === 'frame.protocols' && theirs.protocol === 'WebSocket',
  },
  {
    name: 'frame.protocols: data',
    right: 'either',
    why: 'tshark names data where nothing takes the payload, but not on ports of a protocol that it has, nor of what came twice',
    atMost: 128,
    matches: ({ field, theirValue = '', ourValue = '' }) =>
      field === 'frame.protocols' && (isWithData(theirValue, ourValue) || isWithData(ourValue, theirValue)),
  },
  {
    name: 'frame.protocols: protocols that we do not have',
    right: 'tshark',
    why: 'synphasor, wlan_radio, TLS of which only a piece is there; http before what comes through a tunnel or after an upgrade',
    atMost: 98,
    matches: inField(
      /^frame\.protocols$/,
      /iti-ics|http_PPI|4in6|geneve|http-connect|cl_negative|retransmit|snaplen|docker/,
    ),
  },
  {
    name: 'messages decompressed',
    right: 'ours',
    why: 'of compressed messages that are fragmented, or whose context begins anew, tshark shows compressed bytes as text',
    atMost: 52,
    matches: ({ field, theirValue = '', ourValue = '' }) =>
      field === 'websocket.payload.text' && (theirValue.includes('\ufffd') || theirValue === '') && ourValue !== '',
  },
  {
    name: 'characters that are not shown',
    right: 'ours',
    why: 'we escape byte order marks and control characters, and read text as UTF-8; tshark replaces what is not ASCII',
    atMost: 75,
    matches: ({ theirValue = '', ourValue = '' }) =>
      theirValue !== '' && theirValue.replace(ESCAPED, '') === ourValue.replace(ESCAPED, ''),
  },
  {
    name: 'message that an empty frame completes',
    right: 'ours',
    why: 'tshark shows no payload with a frame that has none, and adds the message to the next one',
    atMost: 5,
    matches: inField(/^websocket\.payload(?:\.text)?$/, /ws-fragments(?:-lost)?\.pcap$/, 35, 38, 39, 44, 45),
  },
  {
    name: 'segments put together that waited',
    right: 'either',
    why: 'tshark puts all that waited for a segment together with it, and says so of the whole; for us each unit stands alone',
    atMost: 142,
    matches: inField(
      /^tcp\.(?:segment_data|reassembled\.length)$/,
      /reordered|burst|duplicated|middle|early|_example_b|trex/,
    ),
  },
  {
    name: 'a unit begun where another ends',
    right: 'tshark',
    why: 'of a segment that completes one unit and begins the next tshark has both parts as tcp.segment_data, we the first',
    atMost: 7,
    matches: inField(/^tcp\.(?:segment_data|reassembled\.length)$/, /pcap-http-analyzer|ethereum|tcpflow/),
  },
  {
    name: 'duplicate_ack twice',
    right: 'either',
    why: 'tshark has a heading and a remark of the name tcp.analysis.duplicate_ack',
    atMost: 117,
    matches: ({ field, ourValue }) => field === 'tcp.analysis.duplicate_ack' && ourValue === undefined,
  },
  {
    name: 'retransmitted at once',
    right: 'tshark',
    why: 'of a timeout of 0 tshark names no packet that it counts from',
    atMost: 2,
    matches: ({ field, theirValue }) => field === 'tcp.analysis.rto_frame' && theirValue === undefined,
  },
  {
    name: 'nanoseconds beyond a second',
    right: 'ours',
    why: 'tshark prints the fraction of a damaged record as it stands, with ten digits; we carry over',
    atMost: 23,
    matches: inField(/time|rtt$/, /timestamp_invalid_nano|transform-base64/),
  },
  {
    name: 'an impossible header length',
    right: 'tshark',
    why: 'tshark shows nothing of a segment behind an impossible header length',
    atMost: 23,
    matches: (difference) =>
      inField(/^tcp\./, /drop-protocol-change/, 7)(difference) || inField(/^tcp\./, /transform-base64/, 11)(difference),
  },
  {
    name: 'a stream number left out',
    right: 'ours',
    why: 'the SOCKS dissector of tshark took a number for a connection inside another; no packet has it',
    atMost: 11,
    matches: inField(/^tcp\.stream$/, /vmess-websocket/),
  },
  {
    name: 'a blank in the target of a request',
    right: 'either',
    why: 'RFC 9112, section 3.2 forbids it; tshark ends the target at the first blank, we at the last',
    atMost: 6,
    matches: inField(/^http\.request\./, /bug-5437/),
  },
  {
    name: 'fragment offset in units of 8 bytes',
    right: 'tshark',
    why: 'as a value tshark has what stands in the header; we have bytes',
    atMost: 2,
    matches: inField(/^ip\.frag_offset$/, /frag-.*ip-tcp-syn/, 3),
  },
  {
    name: '100 Continue is no answer',
    right: 'ours',
    why: 'RFC 9110, section 15.2: tshark counts it as the answer to the request, so that it has none for the final one',
    atMost: 2,
    matches: inField(/^http\.(?:request_in|time)$/, /http-keep-alive/, 24),
  },
  {
    name: 'bodies that tshark cuts or does not have',
    right: 'either',
    why: 'tshark ends a body at its first NUL and takes what follows a 100 for its body; we show the bytes of a continuation too',
    atMost: 29,
    matches: inField(/^http\.file_data$/, /client-only|_example_b|evader|match_string|trex/),
  },
  {
    name: 'damaged on purpose',
    right: 'either',
    why: 'bytes of these captures were changed at random, or are cut: lines end at another byte, lengths are impossible',
    atMost: 13,
    matches: inField(/^(?:http|tcp)\./, /match_string|transform-base64|beep-oobr|pcapdroid-crash/),
  },
];
