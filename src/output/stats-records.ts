import type { CaptureStatistics } from '../packets/statistics/capture-statistics.js';
import {
  CONVERSATION_KINDS,
  type Conversation,
  type ConversationEnd,
  type ConversationKind,
} from '../packets/statistics/conversation.js';
import type { EndpointCount } from '../packets/statistics/endpoints.js';
import type { HierarchyRow } from '../packets/statistics/hierarchy.js';
import type { MessageInterval } from '../packets/statistics/message-rate.js';
import { afterFirst } from '../packets/statistics/relative-time.js';
import type { MessageKind } from '../session/events.js';
import { isoTime } from './iso-time.js';

/** A protocol, and what carries it. */
export interface ProtocolRecord {
  readonly type: 'protocol';
  readonly protocol: string;
  /** From the outermost to the protocol itself: `eth:ip:tcp`. */
  readonly path: string;
  readonly packets: number;
  readonly bytes: number;
}

/** An end as records have it: without a port where addresses alone are told apart. */
export interface EndRecord {
  readonly address: string;
  readonly port?: number;
}

/** What went between two ends: A is the one that was seen to send first. */
export interface ConversationRecord {
  readonly type: 'conversation';
  readonly protocol: ConversationKind;
  /** tcp.stream */
  readonly stream?: number;
  readonly a: EndRecord;
  readonly b: EndRecord;
  readonly packets: number;
  readonly bytes: number;
  readonly packetsAToB: number;
  readonly bytesAToB: number;
  readonly packetsBToA: number;
  readonly bytesBToA: number;
  /** Of its earliest packet, in ISO 8601, UTC. */
  readonly time: string;
  /** Seconds from there to its latest packet. */
  readonly duration: number;
}

export interface EndpointRecord extends EndRecord {
  readonly type: 'endpoint';
  readonly protocol: ConversationKind;
  readonly packets: number;
  readonly bytes: number;
  readonly packetsSent: number;
  readonly bytesSent: number;
  readonly packetsReceived: number;
  readonly bytesReceived: number;
}

/** Messages that were complete in one interval. */
export interface MessageRateRecord {
  readonly type: 'messageRate';
  /** When the interval begins, in ISO 8601, UTC. */
  readonly time: string;
  /** Its length in seconds. */
  readonly duration: number;
  readonly clientMessages: number;
  readonly serverMessages: number;
  /** Payload bytes as the application sees them. */
  readonly clientBytes: number;
  readonly serverBytes: number;
  /** Messages by kind; those that there are none of are absent. */
  readonly clientKinds: Partial<Record<MessageKind, number>>;
  readonly serverKinds: Partial<Record<MessageKind, number>>;
}

/** A remark on packets. */
export interface ExpertRecord {
  readonly type: 'expert';
  readonly severity: string;
  readonly group: string;
  readonly protocol: string;
  readonly message: string;
  /** How many times it was made. */
  readonly count: number;
  readonly firstPacket: number;
}

export type StatsRecord = ProtocolRecord | ConversationRecord | EndpointRecord | MessageRateRecord | ExpertRecord;

const SECOND = 1e9;

/** All rows of statistics, as `--format ndjson` has them. */
export function* statsRecords(statistics: CaptureStatistics): Generator<StatsRecord> {
  const { hierarchy, conversations, rate, expert } = statistics;
  for (const row of hierarchy.rows) yield protocolRecord(row);
  for (const kind of CONVERSATION_KINDS) {
    for (const conversation of conversations.of(kind)) yield conversationRecord(conversation, statistics);
  }
  for (const kind of CONVERSATION_KINDS) {
    for (const endpoint of conversations.endpoints(kind)) yield endpointRecord(kind, endpoint);
  }
  const { width, intervals } = rate;
  for (const interval of intervals) yield messageRateRecord(interval, width, statistics);
  for (const { severityName: severity, group, protocol, message, count, firstPacket } of expert.counts) {
    yield { type: 'expert', severity, group, protocol, message, count, firstPacket };
  }
}

function protocolRecord({ path, packets, bytes }: HierarchyRow): ProtocolRecord {
  return { type: 'protocol', protocol: path.at(-1) ?? '', path: path.join(':'), packets, bytes };
}

function conversationRecord(of: Conversation, { timeline }: CaptureStatistics): ConversationRecord {
  const { kind, stream, packetsAToB, bytesAToB, packetsBToA, bytesBToA, start, end } = of;
  return {
    type: 'conversation',
    protocol: kind,
    ...(stream !== undefined && { stream }),
    a: endRecord(of.a),
    b: endRecord(of.b),
    packets: packetsAToB + packetsBToA,
    bytes: bytesAToB + bytesBToA,
    packetsAToB,
    bytesAToB,
    packetsBToA,
    bytesBToA,
    time: isoTime(afterFirst(timeline, start)),
    duration: (end - start) / SECOND,
  };
}

function endpointRecord(protocol: ConversationKind, of: EndpointCount): EndpointRecord {
  const { packetsSent, bytesSent, packetsReceived, bytesReceived } = of;
  return {
    type: 'endpoint',
    protocol,
    ...endRecord(of),
    packets: packetsSent + packetsReceived,
    bytes: bytesSent + bytesReceived,
    packetsSent,
    bytesSent,
    packetsReceived,
    bytesReceived,
  };
}

function endRecord({ address, port }: ConversationEnd): EndRecord {
  return { address, ...(port !== undefined && { port }) };
}

function messageRateRecord(
  { start, client, server }: MessageInterval,
  width: number,
  { timeline }: CaptureStatistics,
): MessageRateRecord {
  return {
    type: 'messageRate',
    time: isoTime(afterFirst(timeline, start)),
    duration: width / SECOND,
    clientMessages: client.messages,
    serverMessages: server.messages,
    clientBytes: client.bytes,
    serverBytes: server.bytes,
    clientKinds: client.kinds,
    serverKinds: server.kinds,
  };
}
