import { type Moment, newMoment } from '../capture/moment.js';

/** A whole message as its decoder hands it out: the same object each time, valid only during the call. */
export class Message {
  opcode = 0;
  /** When and where it was complete. */
  readonly at: Moment = newMoment();
  firstPacket = 0;
  /** The payload as the application sees it is `bytes[start … end)`. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Length of the payload as the application sees it; more than `end - start` where bytes are missing. */
  length = 0;
  wireLength = 0;
  frames = 0;
  compressed = false;
  /** A compressed message's payload is shown inflated; otherwise as it was on the wire. */
  inflated = false;
  maskingKeys: Int32Array = new Int32Array(0);
  masked: Uint8Array = new Uint8Array(0);
  maskedFrames = 0;
  /** Status code of a Close that carries one (RFC 6455, section 5.5.1). */
  code: number | undefined;
  /** Whether text, or the reason of a Close, is valid UTF-8 (RFC 6455, section 8.1). True for other kinds. */
  validUtf8 = true;
  truncated = false;
  unverified = false;
  notes: readonly string[] = NO_NOTES;
}

export const NO_NOTES: readonly string[] = [];
