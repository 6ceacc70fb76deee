import { ByteWriter } from '../../src/output/byte-writer.js';
import type { EndView, FrameView, MessageView, Moment, Session } from '../../src/session/events.js';

/** 2018-07-02 09:09:59.349012 UTC, packet 2120. */
export const MOMENT: Moment = { seconds: 1_530_522_599, nanoseconds: 349_012_000, timeDigits: 6, packet: 2120 };

export function moment(members: Partial<Moment> = {}): Moment {
  return { ...MOMENT, ...members };
}

export function session(members: Partial<Session> = {}): Session {
  return {
    session: 1,
    stream: 13,
    begin: moment({ seconds: 1_530_522_588, nanoseconds: 510_232_000, packet: 1621 }),
    client: { address: '192.168.120.68', port: 51000 },
    server: { address: '192.168.120.217', port: 9030 },
    http: '1.1',
    security: 'none',
    handshake: 'complete',
    method: 'GET',
    uri: '/pc',
    host: '192.168.120.217:9030',
    status: 101,
    statusText: 'Switching Protocols',
    ...members,
  };
}

/** The optional members of a session, to leave one out: `without(session(), 'uri')`. */
export function without<T extends object>(object: T, ...names: (keyof T)[]): T {
  const copy = { ...object };
  for (const name of names) delete copy[name];
  return copy;
}

export type MessageMembers = Partial<Omit<MessageView, 'bytes' | 'start' | 'end'>> & {
  readonly payload?: string | Uint8Array;
  /** One a frame; null for one without mask. */
  readonly keys?: readonly (number | null)[];
};

/** A text of the client in one masked frame, unless the members say otherwise. */
export function message({ payload = 'hello', keys, ...members }: MessageMembers = {}): MessageView {
  const content = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload;
  // The payload stands in the middle of a larger buffer, as it does in a capture.
  const bytes = Buffer.concat([Buffer.from('"\n'), content, Buffer.from('\u001b"')]);
  const from = members.from ?? 'client';
  const masks = keys ?? [from === 'client' ? 0xab9accc1 : null];
  return {
    session: session(),
    from,
    number: 1,
    frameNumber: 1,
    kind: 'text',
    opcode: 1,
    at: MOMENT,
    firstPacket: members.at?.packet ?? MOMENT.packet,
    bytes,
    start: 2,
    end: 2 + content.length,
    length: content.length,
    wireLength: content.length,
    frames: masks.length,
    compressed: false,
    inflated: false,
    maskingKeys: Int32Array.from(masks, (key) => key ?? 0),
    masked: Uint8Array.from(masks, (key) => (key === null ? 0 : 1)),
    maskedFrames: masks.filter((key) => key !== null).length,
    code: undefined,
    validUtf8: true,
    truncated: false,
    unverified: false,
    notes: [],
    ...members,
  };
}

export function binary(payload: Uint8Array | string, members: MessageMembers = {}): MessageView {
  return message({ kind: 'binary', opcode: 2, payload, ...members });
}

/** A Close; without `code` its payload is empty. */
export function close(code?: number, reason: string | Uint8Array = '', members: MessageMembers = {}): MessageView {
  const status = code === undefined ? [] : [code >> 8, code & 0xff];
  const payload = Buffer.concat([Buffer.from(status), Buffer.from(reason as string)]);
  return message({ kind: 'close', opcode: 8, payload, code, ...members });
}

export function frame(members: Partial<FrameView> = {}): FrameView {
  return {
    session: session(),
    from: 'client',
    number: 1,
    frameNumber: 1,
    index: 0,
    at: MOMENT,
    packets: [2120],
    fin: true,
    rsv1: false,
    rsv2: false,
    rsv3: false,
    opcode: 1,
    masked: true,
    maskingKey: 0xab9accc1,
    headerLength: 6,
    payloadLength: 5,
    ...members,
  };
}

export function end(members: Partial<EndView> = {}): EndView {
  return {
    session: session(),
    at: moment({ seconds: 1_530_522_692, packet: 4001 }),
    reason: 'close',
    by: 'client',
    code: 1000,
    clientMessages: 2,
    serverMessages: 5,
    clientBytes: 193,
    serverBytes: 1110,
    ...members,
  };
}

/** Runs `write` on a writer and returns what came out. */
export function written(write: (writer: ByteWriter) => void): string {
  const pieces: Buffer[] = [];
  const writer = new ByteWriter({ write: (bytes, start, end) => pieces.push(Buffer.from(bytes.subarray(start, end))) });
  write(writer);
  writer.flush();
  return Buffer.concat(pieces).toString('utf8');
}
