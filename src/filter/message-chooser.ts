import type { PacketSink } from '../capture/packet.js';
import type { MessageView, Session } from '../session/events.js';

/** Chooses messages by what it has seen of the packets that carry them. It sees each packet before what that completes. */
export interface MessageChooser extends PacketSink {
  session(session: Session): void;
  wants(message: MessageView): boolean;
}
