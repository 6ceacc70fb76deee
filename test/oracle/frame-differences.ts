import type { Reviewed } from './reviewed.js';

/*
 * Where our frames are not those of tshark 4.0.17, and why; all other captures agree frame by frame. The recorded captures
 * come with what their peers wrote to their own sockets: that truth decided each case, and the test holds our messages
 * against it again.
 */
const EMPTY_COMPRESSED =
  'an empty message is compressed to the single byte 00, which tshark shows without inflating it (RFC 7692, 7.2.3.6)';
const FRAGMENTED_COMPRESSED = 'tshark joins the fragments of a compressed message but does not inflate them';
const AFTER_FRAGMENTED_COMPRESSED =
  'tshark did not inflate the fragmented messages before, so that it lacks the context that this one refers to';
const ONE_SIDE_KEEPS_CONTEXT =
  'the other side agreed on no_context_takeover; tshark applies it to this side too and fails to inflate';
const EMPTY_LAST_FRAGMENT = 'the last fragment is empty: tshark does not join the message';
const JOINED_WITH_PREVIOUS =
  'tshark still holds the message before, whose last fragment was empty, and joins it to this';
const BEHIND_HOLE = 'tshark stops at the first bytes that the capture lacks';
const NO_HANDSHAKE = 'the handshake is not in the capture: tshark sees no WebSocket';
const ONE_DIRECTION = 'only one direction was captured: tshark sees no upgrade';
const RESPONSE_FIRST = 'the 101 stands before its GET in the capture: tshark sees no upgrade';
const CUT_PACKET = 'packets are cut by the snaplen: tshark stops at the first of each direction';

const ours =
  (why: string) =>
  (what: string): Reviewed => ({ what, right: 'ours', why });

const emptyCompressed = ours(EMPTY_COMPRESSED);
const fragmentedCompressed = ours(FRAGMENTED_COMPRESSED);
const oneSideKeepsContext = ours(ONE_SIDE_KEEPS_CONTEXT);
const behindHole = ours(BEHIND_HOLE);
const noHandshake = ours(NO_HANDSHAKE);
const oneDirection = ours(ONE_DIRECTION);
const responseFirst = ours(RESPONSE_FIRST);
const cutPacket = ours(CUT_PACKET);

/** What the `ws` client and server of the `deflate-` recordings said is the same where both sides keep their context. */
const CONTEXT_TAKEOVER = [
  emptyCompressed('0 client data 8 content'),
  fragmentedCompressed('0 client data 16 content'),
  emptyCompressed('0 server data 8 content'),
];

const FROM_THE_MIDDLE = [
  noHandshake('0 client data 1-6 only ours'),
  noHandshake('0 client control 1-5 only ours'),
  noHandshake('0 server data 1-3 only ours'),
  noHandshake('0 server control 1-5 only ours'),
];

const DEFLATE_LOST = [
  behindHole('0 client data 2-15 only ours'),
  behindHole('0 client control 1-5 only ours'),
  behindHole('0 server data 10-12 only ours'),
  behindHole('0 server control 1-5 only ours'),
];

/** By capture. */
export const FRAME_DIFFERENCES: ReadonlyMap<string, readonly Reviewed[]> = new Map<string, readonly Reviewed[]>([
  [
    'recorded/aiohttp-client.pcap',
    [emptyCompressed('0 client data 2 content'), emptyCompressed('0 server data 2 content')],
  ],
  ['recorded/aiohttp-ping-between-fragments.pcap', [fragmentedCompressed('0 client data 4 content')]],
  [
    'recorded/aiohttp-server.pcap',
    [
      emptyCompressed('0 client data 4 content'),
      fragmentedCompressed('0 client data 9 content'),
      emptyCompressed('0 server data 4 content'),
    ],
  ],
  [
    'recorded/chromium-deflate.pcap',
    [4, 6, 7].flatMap((stream) => [
      emptyCompressed(`${stream} client data 2 content`),
      emptyCompressed(`${stream} server data 5 content`),
    ]),
  ],
  ['recorded/deflate-10-and-12-bits.pcap', CONTEXT_TAKEOVER],
  ['recorded/deflate-15-bits.pcap', CONTEXT_TAKEOVER],
  [
    'recorded/deflate-9-bits-no-takeover.pcap',
    [
      emptyCompressed('0 client data 8 content'),
      fragmentedCompressed('0 client data 16 content'),
      oneSideKeepsContext('0 client data 2-5,9,12 no content'),
    ],
  ],
  ['recorded/deflate-client-9-bits.pcap', CONTEXT_TAKEOVER],
  [
    'recorded/deflate-client-no-takeover.pcap',
    [
      fragmentedCompressed('0 client data 16 content'),
      emptyCompressed('0 server data 8 content'),
      oneSideKeepsContext('0 server data 2-5,7,9,11-13 no content'),
    ],
  ],
  [
    'recorded/deflate-fragments.pcap',
    [
      fragmentedCompressed('0 client data 4,6,11,14,18 content'),
      ours(AFTER_FRAGMENTED_COMPRESSED)('0 client data 19 no content'),
      fragmentedCompressed('0 server data 3,5,10,13,17 content'),
      ours(AFTER_FRAGMENTED_COMPRESSED)('0 server data 18 no content'),
    ],
  ],
  ['recorded/deflate-no-takeover-from-the-middle.pcap', FROM_THE_MIDDLE],
  ['recorded/deflate-no-takeover-lost.pcap', DEFLATE_LOST],
  ['recorded/deflate-no-takeover.pcap', [fragmentedCompressed('0 client data 16 content')]],
  ['recorded/deflate-server-9-bits.pcap', CONTEXT_TAKEOVER],
  [
    'recorded/deflate-server-no-takeover.pcap',
    [
      emptyCompressed('0 client data 8 content'),
      fragmentedCompressed('0 client data 16 content'),
      oneSideKeepsContext('0 client data 2-5,9,11-12 no content'),
    ],
  ],
  ['recorded/deflate-takeover-from-the-middle.pcap', FROM_THE_MIDDLE],
  ['recorded/deflate-takeover-lost.pcap', [...DEFLATE_LOST, emptyCompressed('0 server data 8 content')]],
  ['recorded/deflate-takeover-reordered.pcap', CONTEXT_TAKEOVER],
  ['recorded/deflate-takeover.pcap', CONTEXT_TAKEOVER],
  ['recorded/tornado-ping-between-fragments.pcap', [fragmentedCompressed('0 client data 4 content')]],
  [
    'recorded/tornado-server.pcap',
    [
      emptyCompressed('0 client data 4 content'),
      fragmentedCompressed('0 client data 9 content'),
      emptyCompressed('0 server data 4 content'),
    ],
  ],
  [
    'recorded/websockets-client.pcap',
    [
      emptyCompressed('0 client data 2 content'),
      fragmentedCompressed('0 client data 10 content'),
      emptyCompressed('0 server data 2 content'),
    ],
  ],
  [
    'recorded/websockets-server.pcap',
    [
      emptyCompressed('0 client data 4 content'),
      fragmentedCompressed('0 client data 9 content'),
      emptyCompressed('0 server data 4 content'),
      fragmentedCompressed('0 server data 11 content'),
    ],
  ],
  [
    'recorded/ws-burst-lost.pcap',
    [
      behindHole('0 client data 18-135 only ours'),
      behindHole('0 client control 1-2 only ours'),
      behindHole('0 server data 17-134 only ours'),
      behindHole('0 server control 1-2 only ours'),
    ],
  ],
  [
    'recorded/ws-fragments-lost.pcap',
    [
      behindHole('0 client data 3-18 only ours'),
      behindHole('0 client control 1-3 only ours'),
      ours(EMPTY_LAST_FRAGMENT)('0 server data 10 no content'),
      ours(JOINED_WITH_PREVIOUS)('0 server data 13 content'),
      behindHole('0 server data 16 only ours'),
      behindHole('0 server control 5 only ours'),
    ],
  ],
  [
    'recorded/ws-fragments.pcap',
    [
      ours(EMPTY_LAST_FRAGMENT)('0 client data 11 no content'),
      ours(JOINED_WITH_PREVIOUS)('0 client data 14 content'),
      ours(EMPTY_LAST_FRAGMENT)('0 server data 10 no content'),
      ours(JOINED_WITH_PREVIOUS)('0 server data 13 content'),
    ],
  ],
  [
    'recorded/ws-plain-client-only.pcap',
    [oneDirection('0 client data 1-7 only ours'), oneDirection('0 client control 1-5 only ours')],
  ],
  [
    'recorded/ws-plain-from-the-middle.pcap',
    [
      noHandshake('0 client data 1-3 only ours'),
      noHandshake('0 client control 1-4 only ours'),
      noHandshake('0 server data 1-4 only ours'),
      noHandshake('0 server control 1-3 only ours'),
    ],
  ],
  [
    'recorded/ws-plain-lost.pcap',
    [
      behindHole('0 client data 2-6 only ours'),
      behindHole('0 client control 2-5 only ours'),
      behindHole('0 server data 1-6 only ours'),
      behindHole('0 server control 2-4 only ours'),
    ],
  ],
  [
    'recorded/ws-plain-server-early.pcap',
    [
      responseFirst('0 client data 1-7 only ours'),
      responseFirst('0 client control 1-5 only ours'),
      responseFirst('0 server data 1-7 only ours'),
      responseFirst('0 server control 1-4 only ours'),
    ],
  ],
  [
    'recorded/ws-plain-snaplen-120.pcap',
    [
      cutPacket('0 client data 1-5 only ours'),
      cutPacket('0 client control 1-2,4-5 only ours'),
      cutPacket('0 server data 1-5 only ours'),
      cutPacket('0 server control 1-2,4 only ours'),
    ],
  ],
]);
