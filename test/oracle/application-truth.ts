import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { TruthMessage, TruthSession } from '../../fixtures/record/truth.js';
import type { MissingBytes, Truth } from '../../fixtures/record/truth-file.js';
import type { OurMessage, Ours } from './our-frames.js';

/** What the peers of a recorded capture say they sent; undefined where a capture was not recorded by us. */
export function truthOf(capture: string): Truth | undefined {
  const file = capture.replace(/\.pcap(ng)?$/, '.truth.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Truth) : undefined;
}

const describe = ({ kind, length }: { readonly kind: string; readonly length: number }): string =>
  `${kind} of ${length} bytes`;

function sameMessage(message: OurMessage, truth: TruthMessage): boolean {
  if (message.kind !== truth.kind || message.length !== truth.length || message.frames !== truth.frames) return false;
  const { payload } = message;
  if (truth.kind === 'close') {
    return message.code === truth.code && (truth.length < 2 || payload.toString('utf8', 2) === truth.reason);
  }
  if (truth.text !== undefined) return payload.toString('utf8') === truth.text;
  if (truth.base64 !== undefined) return payload.toString('base64') === truth.base64;
  return createHash('sha256').update(payload).digest('hex') === truth.sha256;
}

/** The capture lacks something for it: we tell what there is, and say that it is not certain. */
const isUncertain = (message: OurMessage): boolean => message.truncated || message.unverified;

/** Whether bytes are missing from the message or between its fragments: there might have been more of it. */
function isTouched(message: TruthMessage, missing: readonly MissingBytes[]): boolean {
  const begin = message.ranges[0]?.[0] ?? 0;
  const end = message.ranges.at(-1)?.[1] ?? 0;
  return missing.some(({ from, offset, length }) => from === message.from && offset < end && begin < offset + length);
}

/** The messages of one direction in the order in which they were complete. */
const inOrder = (session: TruthSession, from: 'client' | 'server'): TruthMessage[] =>
  session.messages
    .filter((message) => message.from === from)
    .sort((one, other) => (one.ranges.at(-1)?.[1] ?? 0) - (other.ranges.at(-1)?.[1] ?? 0));

/**
 * Holds one direction against the truth. Nothing may be told as certain that the peers did not send, in their order. Every
 * message that the capture has whole must be told; a compressed one may be told as unverified, for want of its context.
 */
function compareDirection(
  ours: readonly OurMessage[],
  truth: readonly TruthMessage[],
  missing: readonly MissingBytes[],
): string[] {
  const complaints: string[] = [];
  let next = 0;
  let uncertain: OurMessage[] = [];
  const passOver = (until: number): void => {
    for (const message of truth.slice(next, until)) {
      if (isTouched(message, missing)) continue;
      const standIn = uncertain.findIndex(({ kind, compressed }) => compressed && kind === message.kind);
      if (message.compressed === true && standIn >= 0) uncertain = uncertain.slice(standIn + 1);
      else complaints.push(`${describe(message)} not told`);
    }
    next = until;
    uncertain = [];
  };
  for (const message of ours) {
    if (isUncertain(message)) {
      uncertain.push(message);
      continue;
    }
    const at = truth.findIndex((expected, index) => index >= next && sameMessage(message, expected));
    if (at < 0) complaints.push(`${describe(message)} told that was not sent`);
    else {
      passOver(at);
      next = at + 1;
    }
  }
  passOver(truth.length);
  return complaints;
}

/** Where our messages are not the truth of the peers. Empty when all is well. */
export function compareWithTruth(ours: Ours, truth: Truth): string[] {
  const complaints: string[] = [];
  if (ours.sessions.length !== truth.sessions.length) {
    complaints.push(`${truth.sessions.length} sessions expected, ${ours.sessions.length} told`);
  }
  for (const [index, expected] of truth.sessions.entries()) {
    const missing = (truth.missing ?? []).filter((hole) => hole.session === index);
    const name = `${expected.client} ${expected.uri}`;
    const client = expected.client.replace(/[[\]]/g, '');
    const session = ours.sessions.find((one) => `${one.client.address}:${one.client.port}` === client);
    if (session === undefined) {
      complaints.push(`${name}: no session`);
      continue;
    }
    if (truth.altered === undefined && session.status !== expected.status) {
      complaints.push(`${name}: status ${session.status}, not ${expected.status}`);
    }
    for (const from of ['client', 'server'] as const) {
      const told = ours.messages.filter((message) => message.session === session && message.from === from);
      const found = compareDirection(told, inOrder(expected, from), missing);
      if (truth.altered === undefined) {
        for (const message of told.filter(isUncertain))
          found.push(`${describe(message)} is uncertain without a reason`);
      }
      complaints.push(...found.map((complaint) => `${name}, ${from}: ${complaint}`));
    }
  }
  return complaints;
}
