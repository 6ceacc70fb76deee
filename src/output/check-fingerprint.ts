import { createHash } from 'node:crypto';
import type { Finding } from '../check/finding.js';

/**
 * Tells findings of one report apart, and knows them again in the next one: by rule, capture, session and message, not by
 * where the bytes are. Findings alike in these are numbered.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /** @returns 32 hex digits */
  of(
    capture: string,
    { rule, session, id = '', message }: Pick<Finding, 'rule' | 'session' | 'id' | 'message'>,
  ): string {
    const key = JSON.stringify([rule, capture, session, id, message]);
    const before = this.#seen.get(key) ?? 0;
    this.#seen.set(key, before + 1);
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32);
  }
}
