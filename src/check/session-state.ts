import { copyMoment, type Moment } from '../capture/moment.js';
import { type DeflateAgreement, deflateAgreement, parseExtensions } from '../http/extensions.js';
import type { From, MessageView, Session, Warning } from '../session/events.js';
import type { HoleView, TcpEndView, UpgradeView } from '../session/observer.js';
import type { Report } from './finding.js';
import type { CheckedSession, DirectionState, RuleHandlers } from './rule.js';

class Direction implements DirectionState {
  whole: boolean;
  lossyUpTo: number;
  closedAt: Moment | undefined;
  endedAt: Moment | undefined;

  constructor(whole: boolean, begin: Readonly<Moment>) {
    this.whole = whole;
    this.lossyUpTo = whole ? 0 : begin.packet;
  }

  lossy(packet: number): void {
    this.whole = false;
    this.lossyUpTo = Math.max(this.lossyUpTo, packet);
  }
}

/** What the checker keeps of a session while it goes on. */
export class SessionState {
  readonly client: Direction;
  readonly server: Direction;
  readonly handlers: RuleHandlers[] = [];
  /** Findings by rule, those left out included. */
  readonly found = new Map<string, number>();
  /** What is at hand was not captured whole, or not where it seems to be: nothing is claimed of it. */
  doubtful = false;
  readonly deflate: DeflateAgreement | undefined;
  readonly agreementKnown: boolean;

  constructor(
    readonly session: Session,
    readonly upgrade: UpgradeView,
  ) {
    const { request, response } = upgrade;
    this.client = new Direction(request !== undefined && !request.cut, session.begin);
    this.server = new Direction(response !== undefined && !response.cut, session.begin);
    this.agreementKnown = this.server.whole;
    this.deflate = deflateAgreement(parseExtensions(session.extensions ?? '') ?? []);
  }

  direction(from: From): Direction {
    return from === 'client' ? this.client : this.server;
  }

  hole({ from, at }: HoleView): void {
    this.direction(from).lossy(at.packet);
  }

  warning({ code, packet }: Warning): void {
    // It does not say whose bytes they are.
    if (code !== 'bytes-skipped' || packet === undefined) return;
    this.client.lossy(packet);
    this.server.lossy(packet);
  }

  message({ kind, from, at }: MessageView): void {
    if (kind === 'close') this.direction(from).closedAt ??= copyMoment(at);
  }

  tcpEnd({ from, at }: TcpEndView): void {
    this.direction(from).endedAt ??= copyMoment(at);
  }

  /** The session as a rule sees it. */
  seenBy(report: (report: Report) => void): CheckedSession {
    const { session, upgrade, client, server, deflate, agreementKnown } = this;
    const direction = (from: From): DirectionState => this.direction(from);
    return { session, upgrade, client, server, deflate, agreementKnown, direction, report };
  }
}
