import { Tree } from '../../field/tree.js';
import type { PacketView, Timeline } from '../packet-view.js';
import { Conversations } from './conversations.js';
import { drawnProtocols } from './drawn-protocols.js';
import { ExpertSummary } from './expert-summary.js';
import { ProtocolHierarchy } from './hierarchy.js';
import { type CountedMessage, MessageRate } from './message-rate.js';
import { sinceFirst } from './relative-time.js';

/** All that is counted of the packets and messages of a capture. */
export class CaptureStatistics {
  readonly hierarchy = new ProtocolHierarchy();
  readonly conversations = new Conversations();
  readonly expert = new ExpertSummary();
  readonly rate: MessageRate;
  /** What packets have to draw before they are counted. */
  readonly tree = new Tree(new Set([...Conversations.FIELDS, ...ExpertSummary.FIELDS]));
  readonly timeline: Timeline;
  packets = 0;
  /** On the wire. */
  bytes = 0;
  /** Nanoseconds between the capture's first packet and the earliest that is counted; `end`: the latest. */
  start = 0;
  end = 0;

  constructor(timeline: Timeline) {
    this.timeline = timeline;
    this.rate = new MessageRate(timeline);
  }

  /** @param packet drawn into {@link tree} */
  packet(packet: PacketView): void {
    const time = sinceFirst(this.timeline, packet);
    const bytes = packet.originalLength;
    this.start = this.packets === 0 ? time : Math.min(this.start, time);
    this.end = this.packets === 0 ? time : Math.max(this.end, time);
    this.packets++;
    this.bytes += bytes;
    this.hierarchy.add(drawnProtocols(this.tree), bytes);
    this.conversations.add(this.tree, { time, bytes });
    this.expert.add(this.tree, packet.number);
  }

  message(message: CountedMessage): void {
    this.rate.add(message);
  }
}
