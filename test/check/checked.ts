import { type CapturedPacket, writePcap } from '../../fixtures/build/index.js';
import type { CaptureInput } from '../../src/capture/captures.js';
import { Checker, type CheckerOptions } from '../../src/check/checker.js';
import { RULES } from '../../src/check/registry.js';
import { Dissection, type DissectionOptions } from '../../src/dissection.js';

/** Holds a capture against rules; all of them unless given. */
export async function checkCapture(
  input: CaptureInput,
  options: Partial<CheckerOptions> & DissectionOptions = {},
): Promise<Checker> {
  const checker = new Checker({ rules: RULES, ...options });
  for await (const _ of new Dissection([input], { ...options, observer: checker }).run(checker));
  checker.finish();
  return checker;
}

/** The same for packets, as a file of its own. */
export function checkPackets(
  packets: Iterable<CapturedPacket>,
  options: Partial<CheckerOptions> & DissectionOptions = {},
): Promise<Checker> {
  return checkCapture(writePcap(packets), options);
}
