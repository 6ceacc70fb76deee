/**
 * One captured packet, seen in place in the read buffer.
 *
 * A reader hands out the same object again and again: what it says holds only until the call that received it
 * returns. Whoever needs the bytes for longer copies them.
 */
export class Packet {
  /** Counted from 1 over all captures that are read as one, as Wireshark's `frame.number`. */
  number = 0;
  /**
   * Whole seconds since 1970-01-01 UTC. Negative for the time before, which if_tsoffset can say; within what a Date can
   * hold, ±8,639,999,999,999.
   */
  seconds = 0;
  /** 0 … 999,999,999. */
  nanoseconds = 0;
  /** Digits of a second the capture itself records: 6 or 9. */
  timeDigits: 6 | 9 = 6;
  /** False where the capture does not say when it was (simple packet blocks); its time is 0 then. */
  hasTime = true;
  /** LINKTYPE_ value of the interface, without the FCS bits. */
  linkType = 0;
  /** Bytes of frame check sequence at the end of each frame; 0 when unknown or absent. */
  fcsLength = 0;
  /** Interface number within its section (pcapng); 0 for pcap. */
  interfaceId = 0;
  /** The captured bytes are `bytes[start … end)`. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Length on the wire, at least `end - start`; larger where the snaplen cut the packet. */
  originalLength = 0;
  /** Where the packet's record or block begins in its (decompressed) file, in bytes. */
  fileOffset = 0;
  /** Bytes of the record or block in front of the captured bytes. */
  headerLength = 0;
  /**
   * Which filling of the read window the bytes stand in. Those of the filling before are still as they were; older ones
   * have been overwritten.
   */
  filling = 0;
  /** Which of the captures that are read as one it comes from, from 0. */
  file = 0;
  #comments: readonly string[] = NO_COMMENTS;
  /** The packet that they belong to. */
  #commented = 0;

  /** What somebody wrote to this packet (opt_comment), in the order of the capture. */
  get comments(): readonly string[] {
    return this.#commented === this.number ? this.#comments : NO_COMMENTS;
  }

  /** For readers: a comment of the packet that gets this number. The other packets cost nothing this way. */
  addComment(number: number, text: string): void {
    this.#comments = this.#commented === number ? [...this.#comments, text] : [text];
    this.#commented = number;
  }
}

const NO_COMMENTS: readonly string[] = [];

/** Receives packets from a capture reader. */
export interface PacketSink {
  /** @param packet valid only during the call */
  packet(packet: Packet): void;
}
