import type { Difference, Finding } from '../check/finding.js';
import { visible } from './visible-text.js';

/** A line for each difference that a finding tells of, safe to show. */
export function differenceLines({ differences = [] }: Pick<Finding, 'differences'>): string[] {
  return differences.map((difference) => visible(`  ${differenceText(difference)}`));
}

/** `$.op: expected "login", found "logon"`; `text: hello [-world-]{+there+}` */
function differenceText({ at, expected, found, marked }: Difference): string {
  if (marked !== undefined) return `${at}: ${marked}`;
  if (expected === undefined) return found === undefined ? at : `${at}: found ${found}, which was not expected`;
  return found === undefined
    ? `${at}: expected ${expected}, found nothing`
    : `${at}: expected ${expected}, found ${found}`;
}
