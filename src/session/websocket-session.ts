import { copyMoment, type Moment, setMoment } from '../capture/moment.js';
import { type DeflateAgreement, deflateAgreement, parseExtensions } from '../http/extensions.js';
import { expectedAccept, type UpgradeRequest, type UpgradeResponse } from '../http/upgrade.js';
import type { ConnectionHandler } from '../tcp/connection.js';
import type { Side } from '../tcp/flow-table.js';
import { ownString, type SessionContext } from './context.js';
import { Direction, type DirectionDeflate, type DirectionOwner } from './direction.js';
import { watchFor } from './direction-watch.js';
import type { Endpoint, EndView, From, Security, Session, SessionIdentity } from './events.js';
import { upgradeView } from './upgrade-view.js';

/** What is known of a session when it begins. */
export interface SessionBeginning {
  readonly stream: number;
  readonly security: Security;
  /** Which side of the connection is the client. */
  readonly clientSide: Side;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly at: Readonly<Moment>;
  readonly request: UpgradeRequest | undefined;
  readonly response: UpgradeResponse | undefined;
}

/** The session's record: what is absent is not known or not applicable. */
class SessionRecord implements Session {
  readonly session: number;
  readonly stream: number;
  readonly begin: Readonly<Moment>;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly http: string;
  readonly security: Security;
  readonly handshake: Session['handshake'];
  readonly method: string | undefined;
  readonly uri: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
  readonly status: number | undefined;
  readonly statusText: string | undefined;
  readonly subprotocol: string | undefined;
  readonly extensions: string | undefined;
  readonly key: string | undefined;
  readonly accept: string | undefined;
  readonly acceptExpected: string | undefined;

  constructor(context: SessionContext, beginning: SessionBeginning) {
    const { stream, security, client, server, at, request, response } = beginning;
    this.session = ++context.sessions;
    this.stream = stream;
    this.begin = copyMoment(request?.at ?? response?.at ?? at);
    this.client = client;
    this.server = server;
    this.security = security;
    this.http = context.share(request?.http || response?.http || '1.1') ?? '1.1';
    const complete = request !== undefined && response !== undefined;
    this.handshake = !complete ? 'missing' : response.status === 101 ? 'complete' : 'refused';
    this.method = context.share(request?.method);
    this.uri = context.share(request?.uri);
    this.host = context.share(request?.host);
    this.origin = context.share(request?.origin);
    this.userAgent = context.share(request?.userAgent);
    this.status = response?.status;
    this.statusText = context.share(response?.statusText);
    this.subprotocol = context.share(response?.subprotocol);
    this.extensions = context.share(response?.extensions);
    this.key = request?.key === undefined ? undefined : ownString(request.key);
    this.acceptExpected = request === undefined ? undefined : expectedAccept(request);
    const accept = response?.accept;
    if (accept === this.acceptExpected) this.accept = accept === undefined ? undefined : this.acceptExpected;
    else this.accept = accept === undefined ? undefined : ownString(accept);
  }
}

/** Tells of an upgrade that the server refused: it has a beginning and no conversation. */
export function announceRefused(context: SessionContext, beginning: SessionBeginning): void {
  const session = new SessionRecord(context, beginning);
  context.sink.session(session);
  context.observer?.upgradeSeen(upgradeView(session, beginning));
  warnOfHandshake(context, session, beginning);
}

function warnOfHandshake(context: SessionContext, session: Session, beginning: SessionBeginning): void {
  const { request, response } = beginning;
  const where = { packet: session.begin.packet, stream: session.stream, session: session.session };
  if (request === undefined && response === undefined) {
    const message = 'the handshake is not in the capture; the session was found by its frames';
    context.warn({ code: 'handshake-missing', message, ...where });
  } else if (request === undefined) {
    context.warn({ code: 'handshake-missing', message: 'the upgrade request is not in the capture', ...where });
  } else if (response === undefined) {
    const message = 'the response to the upgrade request is not in the capture';
    context.warn({ code: 'response-missing', message, ...where });
  }
  if (request?.obsolete !== undefined) {
    const message = `the handshake is ${request.obsolete}, older than RFC 6455: its frames are not decoded`;
    context.warn({ code: 'obsolete-protocol', message, ...where });
  } else if (session.handshake === 'complete' && session.accept !== session.acceptExpected && !isCut(beginning)) {
    const message = `Sec-WebSocket-Accept is ${session.accept ?? 'absent'}, the key demands ${session.acceptExpected ?? 'none'}`;
    context.warn({ code: 'accept-mismatch', message, ...where });
  }
  if (isCut(beginning)) {
    const message = 'the handshake was cut: header fields of it are not in the capture, compression may be among them';
    context.warn({ code: 'packet-cut', message, ...where });
  }
  const malformed = (request?.malformedLines ?? 0) + (response?.malformedLines ?? 0);
  if (malformed > 0) {
    const message = `${malformed} lines of the handshake are no header fields`;
    context.warn({ code: 'header-malformed', message, ...where });
  }
}

function isCut({ request, response }: SessionBeginning): boolean {
  return (request?.cut ?? false) || (response?.cut ?? false);
}

const NO_DEFLATE: DirectionDeflate = { compression: 'none', contextTakeover: true };
const UNKNOWN_DEFLATE: DirectionDeflate = { compression: 'unknown', contextTakeover: true };
const DEFLATE_TAKEOVER: DirectionDeflate = { compression: 'negotiated', contextTakeover: true };
const DEFLATE_NO_TAKEOVER: DirectionDeflate = { compression: 'negotiated', contextTakeover: false };

/** What a direction's compression is. @param unknown the capture does not tell what was agreed on */
function deflateOf(agreement: DeflateAgreement | undefined, from: From, unknown: boolean): DirectionDeflate {
  if (agreement === undefined) return unknown ? UNKNOWN_DEFLATE : NO_DEFLATE;
  const none = from === 'client' ? agreement.clientNoContextTakeover : agreement.serverNoContextTakeover;
  return none ? DEFLATE_NO_TAKEOVER : DEFLATE_TAKEOVER;
}

/** A session from its upgrade to its end: takes over its connection. */
export class WebSocketSession implements DirectionOwner, ConnectionHandler {
  readonly session: SessionIdentity;
  frames = 0;

  readonly context: SessionContext;
  readonly #clientSide: Side;
  /** By whose they are: client, server. */
  readonly #client: Direction;
  readonly #server: Direction;
  readonly #obsolete: boolean;
  #closedBy: From | undefined;
  #closeCode: number | undefined;
  #ended: { readonly reason: 'fin' | 'rst'; readonly by: From } | undefined;
  #last: Moment;

  constructor(context: SessionContext, beginning: SessionBeginning) {
    this.context = context;
    this.#clientSide = beginning.clientSide;
    const session = new SessionRecord(context, beginning);
    this.session = { session: session.session, stream: session.stream, begin: session.begin };
    this.#last = copyMoment(session.begin);
    this.#obsolete = beginning.request?.obsolete !== undefined;
    context.sink.session(session);
    context.observer?.upgradeSeen(upgradeView(session, beginning));
    warnOfHandshake(context, session, beginning);

    const extensions = parseExtensions(session.extensions ?? '');
    if (extensions === undefined) {
      const message = 'Sec-WebSocket-Extensions does not follow its grammar; taken as no extension';
      context.warn({ code: 'header-malformed', message, stream: session.stream, session: session.session });
    }
    const agreement = deflateAgreement(extensions ?? []);
    const unknown = beginning.response === undefined || beginning.response.cut;
    this.#client = new Direction(this, deflateOf(agreement, 'client', unknown), watchFor(this, 'client'));
    this.#server = new Direction(this, deflateOf(agreement, 'server', unknown), watchFor(this, 'server'));
  }

  fromOf(direction: Direction): From {
    return direction === this.#client ? 'client' : 'server';
  }

  #from(side: Side): From {
    return side === this.#clientSide ? 'client' : 'server';
  }

  #direction(side: Side): Direction {
    return side === this.#clientSide ? this.#client : this.#server;
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.#touch(at);
    if (!this.#obsolete) this.#direction(side).data(bytes, start, end, carrier, at);
  }

  gap(side: Side, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    if (this.#obsolete) return;
    const direction = this.#direction(side);
    const from = this.#from(side);
    if (reason === 'cut') {
      const text = `a packet of the ${from} was cut: ${length} bytes are missing`;
      direction.warning('packet-cut', text, at.packet, length);
    } else {
      const text = `${length} bytes of the ${from} are not in the capture`;
      direction.warning('segment-lost', text, at.packet, length);
    }
    this.context.observer?.holeSeen({ session: this.session, from, length, reason, at });
    direction.gap(length, at);
  }

  differs(side: Side, at: Readonly<Moment>): void {
    const text = `a retransmission of the ${this.#from(side)} has other bytes than the first copy, which counts`;
    this.#direction(side).warning('retransmission-differs', text, at.packet);
  }

  /** The direction was joined in the middle: its next frame has to be looked for, and compression has no context. */
  joinMidway(side: Side, at: Readonly<Moment>): void {
    this.#direction(side).loseFooting('', at);
  }

  /** Bytes in front of the direction's first frame were looked at and are none. */
  passOver(side: Side, length: number, at: Readonly<Moment>): void {
    this.#direction(side).passOver(length, at);
  }

  /** The beginning of the direction is not known, though the next frame's is. */
  loseContext(side: Side): void {
    this.#direction(side).loseContext();
  }

  sawClose(by: From, code: number | undefined): void {
    if (this.#closedBy !== undefined) return;
    this.#closedBy = by;
    this.#closeCode = code;
  }

  fin(side: Side, at: Readonly<Moment>): void {
    this.#touch(at);
    this.#ended ??= { reason: 'fin', by: this.#from(side) };
    this.#tellTcpEnd(side, 'fin', at);
  }

  reset(side: Side, at: Readonly<Moment>): void {
    this.#touch(at);
    this.#ended ??= { reason: 'rst', by: this.#from(side) };
    this.#tellTcpEnd(side, 'rst', at);
  }

  #tellTcpEnd(side: Side, kind: 'fin' | 'rst', at: Readonly<Moment>): void {
    this.context.observer?.tcpEndSeen({ session: this.session, from: this.#from(side), kind, at });
  }

  patienceOver(): void {
    // A session waits for nothing.
  }

  #touch(at: Readonly<Moment>): void {
    if (at.packet >= this.#last.packet) setMoment(this.#last, at);
  }

  close(last: Readonly<Moment>): void {
    const over = this.#closedBy !== undefined || this.#ended !== undefined;
    const at = over ? this.#last : last;
    this.#client.close(at);
    this.#server.close(at);
    const end: EndView = {
      session: this.session,
      at,
      reason: this.#closedBy !== undefined ? 'close' : (this.#ended?.reason ?? 'capture-end'),
      by: this.#closedBy ?? this.#ended?.by,
      code: this.#closeCode,
      clientMessages: this.#client.messages,
      serverMessages: this.#server.messages,
      clientBytes: this.#client.bytes,
      serverBytes: this.#server.bytes,
    };
    this.context.sink.end(end);
  }
}
