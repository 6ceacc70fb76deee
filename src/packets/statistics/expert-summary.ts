import { EXPERT_FIELDS, expertGroupName, Severity, severityName } from '../../field/expert.js';
import type { Field } from '../../field/field.js';
import type { Tree } from '../../field/tree.js';
import { PROTOCOLS } from './drawn-protocols.js';

/** A remark that packets have, and how many times. */
export interface ExpertCount {
  /** Wireshark's number: the higher, the more serious. */
  readonly severity: Severity;
  readonly severityName: string;
  readonly group: string;
  /** Filter name of the protocol that it is about: `tcp`. */
  readonly protocol: string;
  readonly message: string;
  count: number;
  /** The first packet that has it. */
  readonly firstPacket: number;
}

/** The most serious first. */
export const SEVERITIES = [Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.CHAT] as const;

/** Different remarks that are told apart; texts can hold what the packets say. */
const MAX_REMARKS = 10_000;

/** Characters of a remark that are kept, as many as Wireshark has of a line. */
const LONGEST_MESSAGE = 240;

/** Counts the remarks on packets. */
export class ExpertSummary {
  /** What trees must have for it. Remarks are drawn only of protocols that are wanted, so all of them are. */
  static readonly FIELDS: ReadonlySet<Field> = new Set([
    ...PROTOCOLS,
    EXPERT_FIELDS.message,
    EXPERT_FIELDS.severity,
    EXPERT_FIELDS.group,
  ]);
  readonly #counts = new Map<string, ExpertCount>();
  /** Remarks that are not told apart, as there were too many kinds before them. */
  unlisted = 0;

  /** A remark is about the protocol that was drawn last before it. @param tree the packet's flat tree */
  add(tree: Tree, packet: number): void {
    let protocol = '';
    let message = '';
    let severity = 0;
    for (const { field, value } of tree.roots) {
      if (field === EXPERT_FIELDS.message) message = String(value).slice(0, LONGEST_MESSAGE);
      else if (field === EXPERT_FIELDS.severity) severity = Number(value);
      else if (field === EXPERT_FIELDS.group) this.#count(severity, Number(value), protocol, message, packet);
      else if (PROTOCOLS.has(field)) protocol = field.name;
    }
  }

  #count(number: number, group: number, protocol: string, message: string, firstPacket: number): void {
    const key = `${number} ${group} ${protocol} ${message}`;
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.count++;
      return;
    }
    const severity = SEVERITIES.find((each) => each === number);
    if (severity === undefined || this.#counts.size >= MAX_REMARKS) {
      this.unlisted++;
      return;
    }
    this.#counts.set(key, {
      severity,
      severityName: severityName(severity),
      group: expertGroupName(group),
      protocol,
      // A slice would keep all of the text it was taken from.
      message: Buffer.from(message, 'utf8').toString('utf8'),
      count: 1,
      firstPacket,
    });
  }

  /** The most serious first, then in the order in which they were first seen. */
  get counts(): ExpertCount[] {
    return [...this.#counts.values()].sort((one, other) => other.severity - one.severity);
  }
}
