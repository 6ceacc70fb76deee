import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';
import type {
  ConversationObserver,
  HoleView,
  MessageFacts,
  ObservedFrame,
  TcpEndView,
  UpgradeView,
} from '../session/observer.js';
import type { Level, Severity } from './finding.js';
import { Findings } from './findings.js';
import type { CheckedRun, Rule, RuleHandlers, SessionRule } from './rule.js';
import { optionValues } from './rule-options.js';
import { SessionState } from './session-state.js';
import type { Verdict } from './verdict.js';

export interface CheckerOptions {
  /** Name of the capture, for rules that ask; `-` unless given. */
  readonly capture?: string;
  readonly rules: readonly Rule[];
  /** By rule id; the rules' own severities otherwise. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** Values of rules' options, by rule id; the options' own defaults otherwise. */
  readonly options?: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** A rule at work in a run. */
interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly begin: SessionRule;
}

/**
 * Holds the sessions of a run against rules. It is both sink and observer of the run: sessions that a filter keeps from
 * the sink are not judged.
 */
export class Checker implements SessionSink, ConversationObserver {
  readonly findings: Findings = new Findings();
  /** Sessions that were judged. */
  sessions = 0;
  readonly #rules: readonly ActiveRule[];
  readonly #open = new Map<number, SessionState>();
  /** Passed by the filter; its handshake is about to come. */
  #announced = 0;
  readonly #atEnd: (() => void)[] = [];
  /** Refused upgrades have no end: each is over when the next session begins. */
  #refused: SessionState | undefined;

  constructor({ rules, levels, options, capture = '-' }: CheckerOptions) {
    const active: ActiveRule[] = [];
    for (const rule of rules) {
      const severity = levels?.get(rule.id) ?? rule.severity;
      if (severity === 'off') continue;
      const values = optionValues(rule.options, options?.get(rule.id));
      active.push({ rule, severity, begin: rule.create(values, this.#runOf(rule, severity, capture)) });
    }
    this.#rules = active;
  }

  #runOf(rule: Rule, severity: Severity, capture: string): CheckedRun {
    const subject = { found: new Map<string, number>() };
    return {
      capture,
      report: (report) => this.findings.add(subject, rule, severity, report),
      atEnd: (action) => this.#atEnd.push(action),
    };
  }

  session(session: Session): void {
    this.sessions++;
    this.#announced = session.session;
  }

  upgradeSeen(upgrade: UpgradeView): void {
    this.#endRefused();
    const { session } = upgrade;
    if (session.session !== this.#announced) return;
    const state = new SessionState(session, upgrade);
    this.#open.set(session.session, state);
    for (const { rule, severity, begin } of this.#rules) {
      const handlers = begin(
        state.seenBy((report) => {
          if (!state.doubtful || report.uncertain === true) this.findings.add(state, rule, severity, report);
        }),
      );
      if (handlers !== undefined) state.handlers.push(handlers);
    }
    if (session.handshake === 'refused') this.#refused = state;
  }

  #endRefused(): void {
    const refused = this.#refused;
    this.#refused = undefined;
    if (refused !== undefined) this.#over(refused, undefined);
  }

  #over(state: SessionState, end: EndView | undefined): void {
    this.#open.delete(state.session.session);
    for (const handlers of state.handlers) handlers.over?.(end);
  }

  frameSeen(frame: ObservedFrame): void {
    const state = this.#open.get(frame.session.session);
    if (state === undefined) return;
    state.doubtful = !frame.certain;
    for (const handlers of state.handlers) handlers.frame?.(frame);
    state.doubtful = false;
  }

  messageSeen(message: MessageView, facts: MessageFacts): void {
    const state = this.#open.get(message.session.session);
    if (state === undefined) return;
    state.message(message);
    state.doubtful = !facts.certain;
    for (const handlers of state.handlers) handlers.message?.(message, facts);
    state.doubtful = false;
  }

  holeSeen(hole: HoleView): void {
    this.#open.get(hole.session.session)?.hole(hole);
    for (const handlers of this.#handlers(hole.session.session)) handlers.hole?.(hole);
  }

  tcpEndSeen(end: TcpEndView): void {
    this.#open.get(end.session.session)?.tcpEnd(end);
    for (const handlers of this.#handlers(end.session.session)) handlers.tcpEnd?.(end);
  }

  warning(warning: Warning): void {
    if (warning.session === undefined) return;
    this.#open.get(warning.session)?.warning(warning);
    for (const handlers of this.#handlers(warning.session)) handlers.warning?.(warning);
  }

  #handlers(session: number): readonly RuleHandlers[] {
    return this.#open.get(session)?.handlers ?? NONE;
  }

  end(end: EndView): void {
    const state = this.#open.get(end.session.session);
    if (state !== undefined) this.#over(state, end);
  }

  /** Behind the last event. */
  finish(): void {
    this.#endRefused();
    for (const action of this.#atEnd) action();
  }

  /** @param capture its name */
  verdict(capture: string): Verdict {
    const { kept, omitted, sessions } = this.findings;
    const [info, warn, error] = [
      this.findings.count('info'),
      this.findings.count('warn'),
      this.findings.count('error'),
    ];
    const counts = { info, warn, error };
    return { capture, findings: kept, omitted, counts, sessions: this.sessions, sessionsFound: sessions };
  }

  frame(_frame: FrameView): void {}
  message(_message: MessageView): void {}
}

const NONE: readonly RuleHandlers[] = [];
