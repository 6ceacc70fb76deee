/** A WebSocket frame as either dissector sees it. Bytes are hexadecimal. */
export interface WireFrame {
  /** `tcp.stream` */
  readonly stream: number;
  /** Packet in which it is complete. */
  readonly packet: number;
  readonly fin: boolean;
  /** The three reserved bits, 0 … 7. */
  readonly rsv: number;
  /** 0 … 15. */
  readonly opcode: number;
  /** Absent when not masked. */
  readonly maskingKey: string | undefined;
  /** As its header says, in bytes. */
  readonly payloadLength: number;
  /** Unmasked, as on the wire; undefined where the dissector does not tell (ours: of a compressed message). */
  readonly payload: string | undefined;
  /**
   * Of the last frame of a data message: the message as the application sees it, joined and inflated. Undefined where the
   * dissector does not tell.
   */
  readonly content: string | undefined;
}

/**
 * The frames of one direction, in the order of the wire. Data and control frames are two lists: how they lie between
 * each other within one packet is not told by our events.
 */
export interface DirectionFrames {
  readonly data: WireFrame[];
  readonly control: WireFrame[];
}

/** Frames by sender and receiver, as {@link directionKey} writes them. */
export type CaptureFrames = Map<string, DirectionFrames>;

/** The parameters are `address:port`. */
export function directionKey(sender: string, receiver: string): string {
  return `${sender} > ${receiver}`;
}

/** Adds a frame to its direction. */
export function addFrame(frames: CaptureFrames, direction: string, frame: WireFrame): void {
  let lists = frames.get(direction);
  if (lists === undefined) {
    lists = { data: [], control: [] };
    frames.set(direction, lists);
  }
  (frame.opcode >= 8 ? lists.control : lists.data).push(frame);
}
