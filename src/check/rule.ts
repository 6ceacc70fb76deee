import type { Moment } from '../capture/moment.js';
import type { DeflateAgreement } from '../http/extensions.js';
import type { EndView, From, MessageView, Session, Warning } from '../session/events.js';
import type { HoleView, MessageFacts, ObservedFrame, TcpEndView, UpgradeView } from '../session/observer.js';
import type { RuleExamples } from './example.js';
import type { Level, Report, RunReport } from './finding.js';
import type { OptionValues, RuleOptions } from './rule-options.js';

export const FAMILIES = ['handshake', 'framing', 'payload', 'conversation', 'transport', 'capture'] as const;

/** What a user expects of a conversation has families of its own. */
export type Family = (typeof FAMILIES)[number] | 'expect' | 'golden';

/** What is known of a direction so far. */
export interface DirectionState {
  /** The capture has it from its beginning, and without a hole up to here. */
  readonly whole: boolean;
  /** The last packet by which bytes of it are known to be missing, or could not be read; 0: there are none. */
  readonly lossyUpTo: number;
  /** When its first Close was complete. */
  readonly closedAt: Readonly<Moment> | undefined;
  /** When its FIN or RST came. */
  readonly endedAt: Readonly<Moment> | undefined;
}

/** The session that a rule looks at. What has been told so far is in its states; the event at hand is in them already. */
export interface CheckedSession {
  readonly session: Session;
  readonly upgrade: UpgradeView;
  readonly client: DirectionState;
  readonly server: DirectionState;
  /** What was agreed on for permessage-deflate; undefined: nothing, or it is not known. */
  readonly deflate: DeflateAgreement | undefined;
  /** The whole response was captured: what is not in it was not agreed on. */
  readonly agreementKnown: boolean;
  direction(from: From): DirectionState;
  report(report: Report): void;
}

/** What a rule wants to be told of a session; views are valid only during the call. */
export interface RuleHandlers {
  /** Each frame, in the order of its direction. */
  frame?(frame: ObservedFrame): void;
  message?(message: MessageView, facts: MessageFacts): void;
  hole?(hole: HoleView): void;
  tcpEnd?(end: TcpEndView): void;
  warning?(warning: Warning): void;
  /** Nothing more comes. @param end undefined where the upgrade was refused */
  over?(end: EndView | undefined): void;
}

/** A rule for one session; undefined where it does not concern it. What the handshake breaks is reported at once. */
export type SessionRule = (session: CheckedSession) => RuleHandlers | undefined;

/** The run over a capture that a rule takes part in. */
export interface CheckedRun {
  /** Name of the capture. */
  readonly capture: string;
  /** Reports on the capture as a whole. */
  report(report: RunReport): void;
  /** Calls `action` behind the last event of the run. */
  atEnd(action: () => void): void;
}

/** Something that peers must do, or must not. */
export interface Rule {
  /** Lower case and hyphens; never changes. */
  readonly id: string;
  readonly family: Family;
  /** Unless the user says otherwise. */
  readonly severity: Level;
  /** Where it is laid down; absent for rules of our own. */
  readonly rfc?: { readonly number: number; readonly section: string };
  /** One line. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What a peer must do; empty where there is no more to say than the summary. */
  readonly remedy: string;
  readonly examples: RuleExamples;
  /** Its limits that a user may set. */
  readonly options?: RuleOptions;
  /**
   * Begins a run over a capture: what it closes over is known in all sessions.
   * @param options a value for each of its own
   */
  create(options: OptionValues, run: CheckedRun): SessionRule;
}

/** A rule with limits, by their names. */
export interface RuleWithOptions<Name extends string> extends Rule {
  readonly options: RuleOptions<Name>;
  create(options: OptionValues<Name>, run: CheckedRun): SessionRule;
}

/** `RFC 6455, section 5.1` */
export function sectionOf({ rfc }: Rule): string | undefined {
  return rfc === undefined ? undefined : `RFC ${rfc.number}, section ${rfc.section}`;
}

export function urlOf({ rfc }: Rule): string | undefined {
  return rfc === undefined ? undefined : `https://www.rfc-editor.org/rfc/rfc${rfc.number}#section-${rfc.section}`;
}
