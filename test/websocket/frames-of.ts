import { FrameDecoder, type FrameSink } from '../../src/websocket/frame-decoder.js';

/** A frame as the decoder told of it. */
export interface DecodedFrame {
  readonly fin: boolean;
  readonly rsv: number;
  readonly opcode: number;
  /** Hex; null for a frame without mask. */
  readonly key: string | null;
  readonly headerLength: number;
  readonly payloadLength: number;
  /** As on the wire, in hex; `[3]` for 3 bytes that are missing. */
  readonly payload: string;
  readonly complete: boolean;
}

/** Runs bytes through a frame decoder alone, in the pieces given; a number is a hole of as many bytes. */
export function framesOf(...pieces: readonly (Uint8Array | number)[]): { frames: DecodedFrame[]; steps: boolean[] } {
  const frames: DecodedFrame[] = [];
  let payload = '';
  const describe = (frame: FrameDecoder, complete: boolean): DecodedFrame => ({
    fin: frame.fin,
    rsv: frame.rsv,
    opcode: frame.opcode,
    key: frame.masked ? (frame.maskingKey >>> 0).toString(16).padStart(8, '0') : null,
    headerLength: frame.headerLength,
    payloadLength: frame.payloadLength,
    payload,
    complete,
  });
  const sink: FrameSink = {
    frameBegin: () => {
      payload = '';
    },
    framePayload: (_, bytes, start, end) => {
      payload += Buffer.from(bytes.subarray(start, end)).toString('hex');
    },
    frameMissing: (_, length) => {
      payload += `[${length}]`;
    },
    frameEnd: (frame) => frames.push(describe(frame, true)),
  };
  const decoder = new FrameDecoder(sink);
  const steps: boolean[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'number') steps.push(decoder.gap(piece));
    else decoder.push(piece, 0, piece.length);
  }
  if (decoder.remaining > 0) frames.push(describe(decoder, false));
  return { frames, steps };
}
