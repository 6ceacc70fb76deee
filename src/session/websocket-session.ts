import { copyMoment, type Moment } from '../capture/moment.js';
import { deflateAgreement, parseExtensions } from '../http/extensions.js';
import { expectedAccept, type UpgradeRequest, type UpgradeResponse } from '../http/upgrade.js';
import type { SessionContext } from './context.js';
import { Direction } from './direction.js';
import type { Endpoint, EndView, From, Session } from './events.js';
import { SessionMessage } from './session-message.js';

/** What is known of a session when it begins. */
export interface SessionBeginning {
  readonly stream: number;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly at: Readonly<Moment>;
  readonly request: UpgradeRequest | undefined;
  readonly response: UpgradeResponse | undefined;
}

/** Builds the session's record: absent means not known or not applicable. */
function describe(context: SessionContext, beginning: SessionBeginning): Session {
  const { stream, client, server, at, request, response } = beginning;
  const complete = request !== undefined && response !== undefined;
  const expected = request === undefined ? undefined : expectedAccept(request);
  const accept = response?.accept === expected ? expected : response?.accept;
  const members = {
    method: context.share(request?.method),
    uri: context.share(request?.uri),
    host: context.share(request?.host),
    origin: context.share(request?.origin),
    userAgent: context.share(request?.userAgent),
    status: response?.status,
    statusText: context.share(response?.statusText),
    subprotocol: context.share(response?.subprotocol),
    extensions: context.share(response?.extensions),
    key: request?.key,
    accept,
    acceptExpected: expected,
  };
  const known = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return {
    session: ++context.sessions,
    stream,
    begin: copyMoment(request?.at ?? response?.at ?? at),
    client,
    server,
    http: context.share(request?.http || response?.http || '1.1') ?? '1.1',
    security: 'none',
    handshake: !complete ? 'missing' : response.status === 101 ? 'complete' : 'refused',
    ...known,
  };
}

/** Tells of an upgrade that the server refused: it has a beginning and no conversation. */
export function announceRefused(context: SessionContext, beginning: SessionBeginning): void {
  const session = describe(context, beginning);
  context.sink.session(session);
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
  } else if (session.handshake === 'complete' && session.accept !== session.acceptExpected) {
    const message = `Sec-WebSocket-Accept is ${session.accept ?? 'absent'}, the key demands ${session.acceptExpected ?? 'none'}`;
    context.warn({ code: 'accept-mismatch', message, ...where });
  }
  const malformed = (request?.malformedLines ?? 0) + (response?.malformedLines ?? 0);
  if (malformed > 0) {
    const message = `${malformed} lines of the handshake are no header fields`;
    context.warn({ code: 'header-malformed', message, ...where });
  }
}

/** A session from its upgrade to its end. */
export class WebSocketSession {
  readonly session: Session;
  /** Frames of both directions that are complete. */
  frames = 0;

  readonly #context: SessionContext;
  /** By whose they are: client, server. */
  readonly #client: Direction;
  readonly #server: Direction;
  readonly #obsolete: boolean;
  #closedBy: From | undefined;
  #closeCode: number | undefined;
  #ended: { readonly reason: 'fin' | 'rst'; readonly by: From } | undefined;
  #last: Moment;

  constructor(context: SessionContext, beginning: SessionBeginning) {
    this.#context = context;
    const session = describe(context, beginning);
    this.session = session;
    this.#last = copyMoment(session.begin);
    this.#obsolete = beginning.request?.obsolete !== undefined;
    context.sink.session(session);
    warnOfHandshake(context, session, beginning);

    const extensions = parseExtensions(session.extensions ?? '');
    if (extensions === undefined) {
      const message = 'Sec-WebSocket-Extensions does not follow its grammar; taken as no extension';
      context.warn({ code: 'header-malformed', message, stream: session.stream, session: session.session });
    }
    const agreement = deflateAgreement(extensions ?? []);
    const compression = beginning.response === undefined ? 'unknown' : agreement === undefined ? 'none' : 'negotiated';
    context.message ??= new SessionMessage(session);
    const message = context.message;
    this.#client = new Direction(this, context, 'client', message, compression, !agreement?.clientNoContextTakeover);
    this.#server = new Direction(this, context, 'server', message, compression, !agreement?.serverNoContextTakeover);
  }

  #direction(from: From): Direction {
    return from === 'client' ? this.#client : this.#server;
  }

  data(from: From, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.#touch(at);
    if (!this.#obsolete) this.#direction(from).data(bytes, start, end, carrier, at);
  }

  gap(from: From, length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    if (this.#obsolete) return;
    const direction = this.#direction(from);
    if (reason === 'cut') {
      direction.warning(
        'packet-cut',
        `a packet of the ${from} was cut: ${length} bytes are missing`,
        at.packet,
        length,
      );
    } else {
      const text = `${length} bytes of the ${from} are not in the capture`;
      direction.warning('segment-lost', text, at.packet, length);
    }
    direction.gap(length, at);
  }

  differs(from: From, at: Readonly<Moment>): void {
    const text = `a retransmission of the ${from} has other bytes than the first copy, which counts`;
    this.#direction(from).warning('retransmission-differs', text, at.packet);
  }

  /** The direction was joined in the middle: its next frame has to be looked for, and compression has no context. */
  joinMidway(from: From, at: Readonly<Moment>): void {
    this.#direction(from).loseFooting('', at);
  }

  /** The beginning of the direction is not known, though the next frame's is. */
  loseContext(from: From): void {
    this.#direction(from).loseContext();
  }

  sawClose(by: From, code: number | undefined): void {
    if (this.#closedBy !== undefined) return;
    this.#closedBy = by;
    this.#closeCode = code;
  }

  fin(from: From, at: Readonly<Moment>): void {
    this.#touch(at);
    this.#ended ??= { reason: 'fin', by: from };
  }

  reset(from: From, at: Readonly<Moment>): void {
    this.#touch(at);
    this.#ended ??= { reason: 'rst', by: from };
  }

  #touch(at: Readonly<Moment>): void {
    const last = this.#last;
    if (at.packet < last.packet) return;
    last.seconds = at.seconds;
    last.nanoseconds = at.nanoseconds;
    last.timeDigits = at.timeDigits;
    last.packet = at.packet;
  }

  close(): void {
    const at = this.#last;
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
    this.#context.sink.end(end);
  }
}
