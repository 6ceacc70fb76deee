import type { EndView, FrameView, MessageView, Session, Warning } from '../session/events.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { isoTime } from './iso-time.js';
import { ID_PREFIX } from './message-id.js';
import { present } from './present.js';
import type { EndRecord, FrameRecord, MessageRecord, SessionRecord, WarningRecord } from './record.js';
import { isInvalidUtf8 } from './shown-payload.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function sessionRecord(session: Session): SessionRecord {
  return present<SessionRecord>({
    type: 'session',
    session: session.session,
    stream: session.stream,
    time: isoTime(session.begin),
    packet: session.begin.packet,
    client: { address: session.client.address, port: session.client.port },
    server: { address: session.server.address, port: session.server.port },
    http: session.http,
    security: session.security,
    handshake: session.handshake,
    method: session.method,
    uri: session.uri,
    host: session.host,
    origin: session.origin,
    userAgent: session.userAgent,
    status: session.status,
    subprotocol: session.subprotocol,
    extensions: session.extensions,
    key: session.key,
    accept: session.accept,
    acceptExpected: session.acceptExpected,
  });
}

export function messageRecord(message: MessageView): MessageRecord {
  const record: Writable<MessageRecord> = {
    type: 'message',
    session: message.session.session,
    stream: message.session.stream,
    id: `${ID_PREFIX[message.from]}${message.number}`,
    from: message.from,
    kind: message.kind,
    opcode: message.opcode,
    time: isoTime(message.at),
    packet: message.at.packet,
    firstPacket: message.firstPacket,
    length: message.length,
    wireLength: message.wireLength,
    frames: message.frames,
    compressed: message.compressed,
  };
  if (message.maskedFrames > 0) record.maskingKeys = maskingKeysOf(message);
  setPayload(record, message);
  if (message.truncated) record.truncated = true;
  if (message.unverified) record.unverified = true;
  if (isInvalidUtf8(message)) record.invalidUtf8 = true;
  return record;
}

function maskingKeysOf(message: MessageView): (string | null)[] {
  return Array.from({ length: message.frames }, (_, index) =>
    message.masked[index] === 1 ? maskingKeyText(message.maskingKeys[index] ?? 0) : null,
  );
}

/** @param key the four bytes as a big-endian 32-bit number, signed or not */
function maskingKeyText(key: number): string {
  return (key >>> 0).toString(16).padStart(8, '0');
}

function setPayload(record: Writable<MessageRecord>, message: MessageView): void {
  const { bytes, start, end, code } = message;
  const payload = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  if (code !== undefined) record.code = code;
  if (message.kind === 'close' && payload.length === 0) return;
  if (message.kind === 'text' && message.validUtf8) record.text = payload.toString('utf8');
  else if (code !== undefined && message.validUtf8) record.reason = payload.toString('utf8', CLOSE_CODE_LENGTH);
  else record.base64 = payload.toString('base64');
}

export function frameRecord(frame: FrameView): FrameRecord {
  return present<FrameRecord>({
    type: 'frame',
    session: frame.session.session,
    stream: frame.session.stream,
    id: `${ID_PREFIX[frame.from]}${frame.number}`,
    index: frame.index,
    time: isoTime(frame.at),
    packets: [...frame.packets],
    fin: frame.fin,
    rsv1: frame.rsv1,
    rsv2: frame.rsv2,
    rsv3: frame.rsv3,
    opcode: frame.opcode,
    masked: frame.masked,
    maskingKey: frame.masked ? maskingKeyText(frame.maskingKey) : undefined,
    headerLength: frame.headerLength,
    payloadLength: frame.payloadLength,
  });
}

export function endRecord(end: EndView): EndRecord {
  return present<EndRecord>({
    type: 'end',
    session: end.session.session,
    stream: end.session.stream,
    time: isoTime(end.at),
    packet: end.at.packet,
    reason: end.reason,
    code: end.code,
    clientMessages: end.clientMessages,
    serverMessages: end.serverMessages,
    clientBytes: end.clientBytes,
    serverBytes: end.serverBytes,
  });
}

export function warningRecord(warning: Warning): WarningRecord {
  return present<WarningRecord>({
    type: 'warning',
    code: warning.code,
    message: warning.message,
    packet: warning.packet,
    stream: warning.stream,
    session: warning.session,
    bytes: warning.bytes,
  });
}
