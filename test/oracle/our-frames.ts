import { Dissection } from '../../src/dissection.js';
import type {
  Endpoint,
  EndView,
  FrameView,
  MessageView,
  Session,
  SessionSink,
  Warning,
} from '../../src/session/events.js';
import { addFrame, type CaptureFrames, directionKey } from './wire-frame.js';

/** A message as we tell it. */
export interface OurMessage {
  readonly session: Session;
  readonly from: MessageView['from'];
  readonly kind: MessageView['kind'];
  readonly length: number;
  readonly wireLength: number;
  readonly frames: number;
  readonly compressed: boolean;
  readonly code: number | undefined;
  readonly payload: Buffer;
  readonly truncated: boolean;
  readonly unverified: boolean;
}

/** All that we see in a capture. */
export interface Ours {
  readonly sessions: readonly Session[];
  readonly messages: readonly OurMessage[];
  readonly frames: CaptureFrames;
}

/** The direction from one end to the other. */
export function endsKey(sender: Endpoint, receiver: Endpoint): string {
  return directionKey(`${sender.address}:${sender.port}`, `${receiver.address}:${receiver.port}`);
}

class Collector implements SessionSink, Ours {
  readonly sessions: Session[] = [];
  readonly messages: OurMessage[] = [];
  readonly frames: CaptureFrames = new Map();
  /** Frames of the message that comes next. */
  #pending: FrameView[] = [];

  session(session: Session): void {
    this.sessions.push(session);
  }

  frame(frame: FrameView): void {
    this.#pending.push({ ...frame, at: { ...frame.at } });
  }

  message(message: MessageView): void {
    const { from, kind, length, wireLength, frames, compressed, code, truncated, unverified } = message;
    const session = this.sessions.find((one) => one.session === message.session.session);
    if (session === undefined) throw new Error(`a message of session ${message.session.session}, which never began`);
    const payload = Buffer.from(message.bytes.subarray(message.start, message.end));
    this.messages.push({
      ...{ session, from, kind, length, wireLength, frames, compressed, code, truncated, unverified },
      payload,
    });
    const { client, server, stream } = session;
    const key = from === 'client' ? endsKey(client, server) : endsKey(server, client);
    const isWhole = !compressed && payload.length === wireLength;
    let offset = 0;
    for (const frame of this.#pending) {
      const hex = isWhole ? payload.toString('hex', offset, offset + frame.payloadLength) : undefined;
      offset += frame.payloadLength;
      addFrame(this.frames, key, {
        stream,
        packet: frame.at.packet,
        fin: frame.fin,
        rsv: (frame.rsv1 ? 4 : 0) | (frame.rsv2 ? 2 : 0) | (frame.rsv3 ? 1 : 0),
        opcode: frame.opcode,
        maskingKey: frame.masked ? (frame.maskingKey >>> 0).toString(16).padStart(8, '0') : undefined,
        payloadLength: frame.payloadLength,
        payload: hex,
        content: frame.fin && frame.opcode < 8 && !truncated ? payload.toString('hex') : undefined,
      });
    }
    this.#pending = [];
  }

  end(_end: EndView): void {}

  warning(_warning: Warning): void {}
}

/** Dissects a capture from file to frames. */
export async function ourFrames(capture: string): Promise<Ours> {
  const collector = new Collector();
  for await (const _ of new Dissection([capture], { frames: true }).run(collector));
  return collector;
}
