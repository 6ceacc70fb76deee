import { type Moment, newMoment, setMoment } from '../capture/moment.js';
import type { PacketWindow, Place } from '../capture/packet-window.js';
import type { FrameDecoder } from '../websocket/frame-decoder.js';
import type { FrameWatch } from '../websocket/frame-watch.js';
import { isControl, Opcode } from '../websocket/opcode.js';
import type { SessionContext } from './context.js';
import type { From, MessageView, SessionIdentity } from './events.js';
import { FrameInView } from './frame-in-view.js';
import { MessageInView } from './message-in-view.js';
import type { ConversationObserver, OpenMessage } from './observer.js';
import { PayloadPlaces } from './payload-places.js';

/** Frames behind a hole that are only plausible: a run of so many is no accident. */
const DOUBTED_FRAMES = 16;

/** The session whose direction is watched. */
export interface WatchedSession {
  readonly session: SessionIdentity;
  readonly context: SessionContext;
  /** Frames of both directions that are complete. */
  readonly frames: number;
}

/** A watch for a direction, where the run has an observer. */
export function watchFor(owner: WatchedSession, from: From): DirectionWatch | undefined {
  const { observer, window } = owner.context;
  return observer === undefined || window === undefined ? undefined : new DirectionWatch(owner, from, observer, window);
}

/** Tells an observer of the frames of one direction, and of what its messages are made from. */
export class DirectionWatch implements FrameWatch {
  readonly #owner: WatchedSession;
  readonly #observer: ConversationObserver;
  readonly #window: PacketWindow;
  readonly #frame: FrameInView;
  readonly #facts = new MessageInView();
  readonly #data: PayloadPlaces;
  readonly #control: PayloadPlaces;
  readonly #at: Moment = newMoment();
  /** Of a header whose first bytes came alone. */
  #headerPlace: Place | undefined;
  /** The present frame has a part in no message yet: one that it breaks off is told first. */
  #isNew = false;
  #open: OpenMessage | undefined;
  #messages = 0;
  #doubtedFrames = 0;
  #closed = false;
  #beginningKnown = true;

  constructor(owner: WatchedSession, from: From, observer: ConversationObserver, window: PacketWindow) {
    this.#owner = owner;
    this.#observer = observer;
    this.#window = window;
    this.#frame = new FrameInView(owner.session, from);
    this.#data = new PayloadPlaces(window);
    this.#control = new PayloadPlaces(window);
  }

  headerBegan(bytes: Uint8Array, index: number, carrier: number): void {
    this.#headerPlace = this.#window.place(bytes, index, carrier);
  }

  frameBegan(_frame: FrameDecoder, bytes: Uint8Array, index: number, carrier: number): void {
    const view = this.#frame;
    view.place = this.#headerPlace ?? this.#window.place(bytes, index, carrier);
    this.#headerPlace = undefined;
    view.readHeader(bytes, index);
    view.inside = this.#open;
    this.#isNew = true;
  }

  payload(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number, carrier: number): void {
    this.#places(frame.opcode).add(bytes, start, end, carrier);
  }

  missing(length: number): void {
    this.#places(this.#frame.opcode).skip(length);
    this.#frame.missing += length;
  }

  /** Where the present frame's payload is put down. */
  #places(opcode: number): PayloadPlaces {
    const places = isControl(opcode) ? this.#control : this.#data;
    if (this.#isNew) {
      this.#isNew = false;
      if (isControl(opcode) || this.#open === undefined) places.reset(this.#frame.place);
    }
    return places;
  }

  frameEnded(frame: FrameDecoder, at: Readonly<Moment>): void {
    this.#places(frame.opcode);
    const view = this.#frame;
    const control = isControl(frame.opcode);
    setMoment(this.#at, at);
    view.at = this.#at;
    view.frameNumber = this.#owner.frames + 1;
    view.message = frame.fin || control ? this.#messages + 1 : undefined;
    view.afterClose = this.#closed;
    view.certain = this.#doubtedFrames === 0;
    view.beginningKnown = this.#beginningKnown;
    if (!control) this.#goOn(frame);
    if (frame.opcode === Opcode.CLOSE) this.#closed = true;
    this.#observer.frameSeen(view);
    if (!control) this.#beginningKnown = true;
    if (this.#doubtedFrames > 0) this.#doubtedFrames--;
  }

  #goOn({ fin, opcode }: FrameDecoder): void {
    if (fin) this.#open = undefined;
    else if (this.#open === undefined) this.#open = { opcode, packet: this.#frame.place.packet, frames: 1 };
    else this.#open = { ...this.#open, frames: this.#open.frames + 1 };
  }

  compressed(bytes: Uint8Array, start: number, end: number): void {
    this.#facts.compressed = { bytes, start, end };
  }

  notInflated(why: string): void {
    this.#facts.inflateFailure = why;
  }

  /** Where the next frame begins is not known, nor what came before it. */
  footingLost(): void {
    this.#doubtedFrames = DOUBTED_FRAMES;
    this.#beginningKnown = false;
    this.#headerPlace = undefined;
  }

  /** The direction's next message. */
  message(message: MessageView): void {
    this.#messages++;
    const control = isControl(message.opcode);
    if (!control && message.truncated) this.#open = undefined;
    const facts = this.#facts;
    facts.begin(message, control ? this.#control : this.#data, this.#doubtedFrames === 0);
    this.#observer.messageSeen(message, facts);
    facts.end();
  }
}
