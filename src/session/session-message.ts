import { newMoment } from '../capture/moment.js';
import { Message } from '../websocket/message.js';
import { Opcode } from '../websocket/opcode.js';
import type { From, MessageKind, MessageView, SessionIdentity } from './events.js';

/** The one message object that decoders fill and sinks look at. */
export class SessionMessage extends Message implements MessageView {
  from: From = 'client';
  number = 0;
  frameNumber = 0;

  /** Whose message it is at present. */
  session: SessionIdentity = NO_SESSION;

  get kind(): MessageKind {
    return kindOf(this.opcode);
  }
}

/** What the message object belongs to before there is any message. */
const NO_SESSION: SessionIdentity = { session: 0, stream: 0, begin: newMoment() };

/** What a message is by the opcode of its first frame; a continuation without a beginning counts as reserved. */
export function kindOf(opcode: number): MessageKind {
  switch (opcode) {
    case Opcode.TEXT:
      return 'text';
    case Opcode.BINARY:
      return 'binary';
    case Opcode.CLOSE:
      return 'close';
    case Opcode.PING:
      return 'ping';
    case Opcode.PONG:
      return 'pong';
    default:
      return 'reserved';
  }
}
