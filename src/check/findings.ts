import type { From, Session } from '../session/events.js';
import { type Finding, findingBytes, type OmittedFindings, type Report, type Severity } from './finding.js';
import { type Rule, sectionOf } from './rule.js';
import type { SessionState } from './session-state.js';

/** Findings of one rule that are kept: in a session, and in all of them. */
const MOST_IN_SESSION = 10;
const MOST_OF_RULE = 200;

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

  /** By session, and in the order of their packets. */
  get kept(): readonly Finding[] {
    return this.#kept.toSorted((a, b) => a.session - b.session || a.packet - b.packet);
  }

  get omitted(): readonly OmittedFindings[] {
    return [...this.#omitted.values()];
  }

  add(state: SessionState, rule: Rule, severity: Severity, report: Report): void {
    this.#counts[severity]++;
    const inSession = (state.found.get(rule.id) ?? 0) + 1;
    const ofRule = (this.#ofRule.get(rule.id) ?? 0) + 1;
    state.found.set(rule.id, inSession);
    if (ofRule > MOST_OF_RULE) this.#omit(rule, severity, undefined);
    else if (inSession > MOST_IN_SESSION) this.#omit(rule, severity, state.session.session);
    else {
      this.#ofRule.set(rule.id, ofRule);
      this.sessions.set(state.session.session, state.session);
      this.#kept.push(finding(state, rule, severity, report));
    }
  }

  #omit(rule: Rule, severity: Severity, session: number | undefined): void {
    const key = `${rule.id} ${session ?? ''}`;
    const count = (this.#omitted.get(key)?.count ?? 0) + 1;
    const of = session === undefined ? {} : { session };
    this.#omitted.set(key, { type: 'omitted', rule: rule.id, severity, ...of, count });
  }
}

const PREFIX: Readonly<Record<From, string>> = { client: 'Client.', server: 'Server.' };

function finding({ session }: SessionState, rule: Rule, severity: Severity, report: Report): Finding {
  const { message, place, from, number, evidence } = report;
  const section = sectionOf(rule);
  return {
    type: 'finding',
    rule: rule.id,
    severity,
    message,
    ...(section !== undefined && { section }),
    session: session.session,
    stream: session.stream,
    ...(from !== undefined && number !== undefined && { id: `${PREFIX[from]}${number}` }),
    packet: place.packet,
    ...(place.offset !== undefined && { offset: place.offset }),
    ...(place.fileOffset !== undefined && { fileOffset: place.fileOffset }),
    ...(evidence !== undefined && { bytes: findingBytes(evidence) }),
  };
}
