import type { Packet } from '../capture/packet.js';
import type { MessageChooser } from '../filter/message-chooser.js';
import type { MessageView, Session } from '../session/events.js';
import type { PacketMatcher } from './packet-matcher.js';

/** Connections whose last matching packets are remembered: those that went on longest ago are forgotten first. */
const MAX_SENDERS = 1 << 18;

/** Chooses the messages of which a packet matches a display filter. */
export class MessageMatcher implements MessageChooser {
  readonly #matcher: PacketMatcher;
  /** Number of the last packet that matched, by stream and port of its sender. */
  readonly #matched = new Map<string, number>();
  /** Ports of both sides of a session. */
  readonly #ports = new Map<number, { readonly client: number; readonly server: number }>();

  constructor(matcher: PacketMatcher) {
    this.#matcher = matcher;
  }

  packet(packet: Packet): void {
    const view = this.#matcher.match(packet);
    if (view?.stream === undefined) return;
    const key = `${view.stream} ${view.sourcePort}`;
    this.#matched.delete(key);
    this.#matched.set(key, packet.number);
    if (this.#matched.size <= MAX_SENDERS) return;
    const [oldest] = this.#matched.keys();
    if (oldest !== undefined) this.#matched.delete(oldest);
  }

  session({ session, client, server }: Session): void {
    this.#ports.set(session, { client: client.port, server: server.port });
  }

  wants({ session, from, firstPacket }: MessageView): boolean {
    const port = this.#ports.get(session.session)?.[from];
    const last = this.#matched.get(`${session.stream} ${port}`);
    return last !== undefined && last >= firstPacket;
  }
}
