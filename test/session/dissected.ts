import type { CapturedPacket } from '../../fixtures/build/index.js';
import { Captures } from '../../src/capture/captures.js';
import { Packet } from '../../src/capture/packet.js';
import { Dissector, type DissectorOptions } from '../../src/session/dissector.js';
import type {
  EndView,
  FrameView,
  From,
  MessageKind,
  MessageView,
  Moment,
  Session,
  SessionSink,
  Warning,
} from '../../src/session/events.js';

/** A message as the sink saw it, copied: what the view says holds only during the call. */
export interface SeenMessage {
  readonly session: number;
  /** `Client.1` */
  readonly id: string;
  readonly from: From;
  readonly kind: MessageKind;
  readonly opcode: number;
  /** When it was complete, in nanoseconds since 1970. */
  readonly time: bigint;
  readonly packet: number;
  readonly firstPacket: number;
  readonly frameNumber: number;
  readonly payload: Buffer;
  /** The payload read as UTF-8. */
  readonly text: string;
  readonly length: number;
  readonly wireLength: number;
  readonly frames: number;
  readonly compressed: boolean;
  /** Hex, one a frame; null for a frame without mask. */
  readonly keys: readonly (string | null)[];
  readonly code: number | undefined;
  readonly validUtf8: boolean;
  readonly truncated: boolean;
  readonly unverified: boolean;
  readonly notes: readonly string[];
}

export interface SeenFrame extends Omit<FrameView, 'at' | 'session' | 'maskingKey'> {
  readonly session: number;
  readonly id: string;
  readonly packet: number;
  readonly key: string | null;
}

export interface SeenEnd extends Omit<EndView, 'session' | 'at'> {
  readonly session: number;
  readonly packet: number;
}

/** Everything the dissector told, by kind, and in the order in which it was told. */
export class Dissected implements SessionSink {
  readonly sessions: Session[] = [];
  readonly messages: SeenMessage[] = [];
  readonly frames: SeenFrame[] = [];
  readonly ends: SeenEnd[] = [];
  readonly warnings: Warning[] = [];
  /** The most bytes that were held after a packet. */
  mostHeld = 0;
  /** `session 1`, `Client.1`, `end 1`, `warning segment-lost`: the order of the events. */
  readonly order: string[] = [];

  session(session: Session): void {
    this.sessions.push(session);
    this.order.push(`session ${session.session}`);
  }

  frame(frame: FrameView): void {
    const { session, at, maskingKey, packets, ...rest } = frame;
    checkMoment(at);
    const key = frame.masked ? keyText(maskingKey) : null;
    this.frames.push({
      ...rest,
      session: session.session,
      packets: [...packets],
      id: idOf(frame),
      packet: at.packet,
      key,
    });
    this.order.push(`frame of ${idOf(frame)}`);
  }

  message(view: MessageView): void {
    const seen = copyOf(view);
    checkMessage(view, seen);
    this.messages.push(seen);
    this.order.push(seen.id);
  }

  end(end: EndView): void {
    checkMoment(end.at);
    const { session, at, ...rest } = end;
    this.ends.push({ ...rest, session: session.session, packet: at.packet });
    this.order.push(`end ${session.session}`);
  }

  warning(warning: Warning): void {
    this.warnings.push(warning);
    this.order.push(`warning ${warning.code}`);
  }

  /** Messages of one side, in order. */
  from(side: From): SeenMessage[] {
    return this.messages.filter(({ from }) => from === side);
  }

  /** `Client.1 text Hello`, in the order of the capture: what most tests compare. */
  get log(): string[] {
    return this.messages.map(({ id, kind, text }) => `${id} ${kind} ${text}`.trimEnd());
  }

  get codes(): string[] {
    return this.warnings.map(({ code }) => code);
  }
}

function idOf({ from, number }: { from: From; number: number }): string {
  return `${from === 'client' ? 'Client' : 'Server'}.${number}`;
}

function keyText(key: number): string {
  return (key >>> 0).toString(16).padStart(8, '0');
}

function copyOf(view: MessageView): SeenMessage {
  const payload = Buffer.from(view.bytes.slice(view.start, view.end));
  return {
    session: view.session.session,
    id: idOf(view),
    from: view.from,
    kind: view.kind,
    opcode: view.opcode,
    time: BigInt(view.at.seconds) * 1_000_000_000n + BigInt(view.at.nanoseconds),
    packet: view.at.packet,
    firstPacket: view.firstPacket,
    frameNumber: view.frameNumber,
    payload,
    text: payload.toString('utf8'),
    length: view.length,
    wireLength: view.wireLength,
    frames: view.frames,
    compressed: view.compressed,
    keys: Array.from({ length: view.frames }, (_, i) =>
      view.masked[i] === 1 ? keyText(view.maskingKeys[i] ?? 0) : null,
    ),
    code: view.code,
    validUtf8: view.validUtf8,
    truncated: view.truncated,
    unverified: view.unverified,
    notes: [...view.notes],
  };
}

/** What holds of every message, whatever the bytes were. */
function checkMessage(view: MessageView, seen: SeenMessage): void {
  checkMoment(view.at);
  const holds =
    view.start >= 0 &&
    view.start <= view.end &&
    view.end <= view.bytes.length &&
    view.frames > 0 &&
    // Fewer keys than frames are kept only of very many frames, where a limit was reached.
    (view.masked.length >= view.frames || view.frames > 1000) &&
    view.maskingKeys.length === view.masked.length &&
    (view.masked.length < view.frames || view.maskedFrames === seen.keys.filter((key) => key !== null).length) &&
    view.firstPacket > 0 &&
    view.firstPacket <= view.at.packet &&
    seen.payload.length <= view.length + (view.truncated || view.unverified ? view.wireLength : 0);
  if (!holds) throw new Error(`a message that cannot be: ${JSON.stringify({ ...seen, time: `${seen.time}` })}`);
}

function checkMoment(at: Readonly<Moment>): void {
  const holds = at.packet > 0 && at.nanoseconds >= 0 && at.nanoseconds < 1e9;
  if (!holds) throw new Error(`a moment that cannot be: ${JSON.stringify(at)}`);
}

/** Options of {@link dissect} beyond those of the dissector. */
export interface DissectOptions extends DissectorOptions {
  /** LINKTYPE_ value of the packets; 1 (Ethernet) unless given. */
  readonly linkType?: number;
}

/** Runs packets through every layer, and checks that nothing is held any more when it is over. */
export function dissect(
  packets: Iterable<CapturedPacket>,
  { linkType = 1, ...options }: DissectOptions = {},
): Dissected {
  const seen = new Dissected();
  const dissector = new Dissector(seen, options);
  let number = 0;
  for (const packet of packets) {
    dissector.packet(asRead(packet, ++number, linkType));
    seen.mostHeld = Math.max(seen.mostHeld, dissector.heldBytes);
  }
  finish(dissector);
  return seen;
}

/** The packet as a capture reader would hand it out. */
export function asRead(captured: CapturedPacket, number: number, linkType = 1): Packet {
  const { bytes, time, originalLength = bytes.length } = captured;
  return Object.assign(new Packet(), {
    number,
    seconds: Number(time / 1_000_000_000n),
    nanoseconds: Number(time % 1_000_000_000n),
    timeDigits: 9,
    linkType,
    bytes,
    start: 0,
    end: bytes.length,
    originalLength,
  });
}

/** Runs a capture file through every layer. */
export async function dissectFile(path: string, options: DissectorOptions = {}): Promise<Dissected> {
  const seen = new Dissected();
  const dissector = new Dissector(seen, options);
  const captures = new Captures([path]);
  for await (const _ of captures.packets(dissector));
  if (captures.problems.length > 0) throw new Error(`${path}: ${captures.problems.join(', ')}`);
  finish(dissector);
  return seen;
}

function finish(dissector: Dissector): void {
  dissector.finish();
  if (dissector.heldBytes !== 0) throw new Error(`${dissector.heldBytes} bytes are held after the end`);
}
