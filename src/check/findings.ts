import type { From, Session } from '../session/events.js';
import {
  type Finding,
  findingBytes,
  type OmittedFindings,
  type Report,
  type RunReport,
  type Severity,
} from './finding.js';
import { type Rule, sectionOf } from './rule.js';

/** Findings of one rule that are kept: in a session, and in all of them. */
const MOST_IN_SESSION = 10;
const MOST_OF_RULE = 200;

/** What findings are about. */
export interface FindingSubject {
  /** None: the capture as a whole. */
  readonly session?: Session;
  /** Its findings by rule, those left out included. */
  readonly found: Map<string, number>;
}

/** What was found, bounded: what is beyond the bounds is counted. */
export class Findings {
  readonly #kept: Finding[] = [];
  /** The sessions of the findings that are kept, by number. */
  readonly sessions = new Map<number, Session>();
  readonly #ofRule = new Map<string, number>();
  readonly #omitted = new Map<string, OmittedFindings>();
  readonly #counts: Record<Severity, number> = { info: 0, warn: 0, error: 0 };

  /** All that were found, those that were not kept included. */
  count(severity: Severity): number {
    return this.#counts[severity];
  }

  /** By session, and in the order of their packets; what is about the capture as a whole comes first. */
  get kept(): readonly Finding[] {
    return this.#kept.toSorted((a, b) => rank(a.session) - rank(b.session) || rank(a.packet) - rank(b.packet));
  }

  get omitted(): readonly OmittedFindings[] {
    return [...this.#omitted.values()];
  }

  add(subject: FindingSubject, rule: Rule, ofRule: Severity, report: Report | RunReport): void {
    const severity = report.uncertain === true ? 'info' : ofRule;
    this.#counts[severity]++;
    const { session, found } = subject;
    const inSession = (found.get(rule.id) ?? 0) + 1;
    const inAll = (this.#ofRule.get(rule.id) ?? 0) + 1;
    found.set(rule.id, inSession);
    if (inAll > MOST_OF_RULE) this.#omit(rule, severity, undefined);
    else if (inSession > MOST_IN_SESSION) this.#omit(rule, severity, session?.session);
    else {
      this.#ofRule.set(rule.id, inAll);
      if (session !== undefined) this.sessions.set(session.session, session);
      this.#kept.push(finding(session, rule, severity, report));
    }
  }

  #omit(rule: Rule, severity: Severity, session: number | undefined): void {
    const key = `${rule.id} ${session ?? ''} ${severity}`;
    const count = (this.#omitted.get(key)?.count ?? 0) + 1;
    const of = session === undefined ? {} : { session };
    this.#omitted.set(key, { type: 'omitted', rule: rule.id, severity, ...of, count });
  }
}

const PREFIX: Readonly<Record<From, string>> = { client: 'Client.', server: 'Server.' };

/** What is about no session, or no packet, comes before all others. */
function rank(number: number | undefined): number {
  return number ?? 0;
}

function finding(session: Session | undefined, rule: Rule, severity: Severity, report: Report | RunReport): Finding {
  const { message, differences } = report;
  const section = sectionOf(rule);
  return {
    type: 'finding',
    rule: rule.id,
    severity,
    message,
    ...(section !== undefined && { section }),
    ...(session !== undefined && { session: session.session, stream: session.stream }),
    ...('place' in report && whereOf(report)),
    ...(differences !== undefined && differences.length > 0 && { differences }),
  };
}

function whereOf({ place, from, number, evidence }: Report): Partial<Finding> {
  return {
    ...(from !== undefined && number !== undefined && { id: `${PREFIX[from]}${number}` }),
    packet: place.packet,
    ...(place.offset !== undefined && { offset: place.offset }),
    ...(place.fileOffset !== undefined && { fileOffset: place.fileOffset }),
    ...(evidence !== undefined && { bytes: findingBytes(evidence) }),
  };
}
