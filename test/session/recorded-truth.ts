import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TruthMessage, TruthSession } from '../../fixtures/record/truth.js';
import { formatEndpoint } from '../../src/net/address.js';
import type { From, Session } from '../../src/session/events.js';
import type { Dissected, SeenMessage } from './dissected.js';

const RECORDED = join(import.meta.dirname, '../../fixtures/recorded');

/** A range of bytes of a stream that the capture does not hold. */
interface Missing {
  readonly session: number;
  readonly from: From;
  readonly offset: number;
  readonly length: number;
}

/** A recorded capture and what its applications say of it. */
export interface Recording {
  readonly name: string;
  readonly path: string;
  readonly truth: { readonly sessions: readonly TruthSession[]; readonly missing?: readonly Missing[] };
}

/** Every recorded capture that has a truth file. */
export function recordings(): Recording[] {
  return readdirSync(RECORDED)
    .filter((file) => /\.pcap(ng)?$/.test(file))
    .sort()
    .map((file) => {
      const name = file.replace(/\.pcap(ng)?$/, '');
      const truth = JSON.parse(readFileSync(join(RECORDED, `${name}.truth.json`), 'utf8'));
      return { name, path: join(RECORDED, file), truth };
    });
}

/** What of a session goes by the truth: the session as it is told of, and its messages by direction. */
export interface Found {
  readonly session: Session;
  readonly messages: Readonly<Record<From, readonly SeenMessage[]>>;
}

/** The session that the truth means: told apart by the client's address and port. */
export function find(seen: Dissected, truth: TruthSession): Found | undefined {
  const session = seen.sessions.find(({ client }) => formatEndpoint(client.address, client.port) === truth.client);
  if (session === undefined) return undefined;
  const of = (side: From): SeenMessage[] => seen.from(side).filter((message) => message.session === session.session);
  return { session, messages: { client: of('client'), server: of('server') } };
}

/** A message's payload, or its SHA-256 where the truth has no more; a Close's code and reason. */
function payloadOf(message: TruthMessage): string {
  if (message.kind === 'close') return closeText(message.code, message.reason);
  if (message.text !== undefined) return sha256(Buffer.from(message.text));
  if (message.base64 !== undefined) return sha256(Buffer.from(message.base64, 'base64'));
  return message.sha256 ?? 'unknown';
}

function closeText(code: number | undefined, reason = ''): string {
  return code === undefined ? 'no code' : `${code} ${reason}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A message as one line, by the truth. */
export function truthLine(message: TruthMessage): string {
  const { kind, length, frames, compressed = false } = message;
  return `${kind} of ${length} bytes in ${frames} frames${compressed ? ', compressed' : ''}: ${payloadOf(message)}`;
}

/** A message as one line, as it was dissected. */
export function seenLine(message: SeenMessage): string {
  const { kind, length, frames, compressed, code, payload } = message;
  const content = kind === 'close' ? closeText(code, payload.subarray(2).toString()) : sha256(payload);
  return `${kind} of ${length} bytes in ${frames} frames${compressed ? ', compressed' : ''}: ${content}`;
}

/** Payload bytes on the wire, by the places of the frames: a header is 2, 4 or 10 bytes and a key. */
function wireLength(message: TruthMessage): number {
  const key = message.from === 'client' ? 4 : 0;
  return message.ranges.reduce((total, [start, end]) => {
    const rest = end - start - key - 2;
    return total + (rest < 126 ? rest : rest - 2 < 65_536 ? rest - 2 : rest - 8);
  }, 0);
}

/** Whether a message was shown as it was on the wire, as the messages that its compression refers to are lost. */
function isShownDeflated(message: SeenMessage, truth: TruthMessage): boolean {
  return (
    truth.compressed === true &&
    message.compressed &&
    message.unverified &&
    !message.truncated &&
    message.kind === truth.kind &&
    message.frames === truth.frames &&
    message.payload.length === wireLength(truth)
  );
}

/** How the messages of one direction of an altered capture go by the truth. */
export interface Comparison {
  /** Messages of which the capture has every byte, and that were told of as they are. */
  readonly whole: number;
  /** … as they were on the wire, as they could not be inflated. */
  readonly deflated: number;
  /** Messages of which the capture has every byte, and that were not told of; by their index. */
  readonly absent: readonly TruthMessage[];
  /** What was told of beyond that: parts of messages that lack bytes. */
  readonly parts: readonly SeenMessage[];
}

/** Holds what was dissected of one direction against the truth: both are in order. */
export function compare(seen: readonly SeenMessage[], truth: readonly TruthMessage[]): Comparison {
  const absent: TruthMessage[] = [];
  const parts = new Set(seen);
  let from = 0;
  let whole = 0;
  let deflated = 0;
  for (const expected of truth) {
    if (expected.incomplete === true) continue;
    const line = truthLine(expected);
    const at = seen.findIndex(
      (message, index) =>
        index >= from && ((seenLine(message) === line && !message.truncated) || isShownDeflated(message, expected)),
    );
    const match = seen[at];
    if (match === undefined) {
      absent.push(expected);
      continue;
    }
    from = at + 1;
    parts.delete(match);
    if (seenLine(match) === line) whole++;
    else deflated++;
  }
  return { whole, deflated, absent, parts: [...parts] };
}

/**
 * The bytes that the capture has of a message of one frame: its payload without what is missing; undefined where the
 * truth does not have the payload, or its header is not whole.
 */
export function capturedPart(message: TruthMessage, missing: readonly Missing[]): Buffer | undefined {
  const [range] = message.ranges;
  if (range === undefined || message.frames !== 1 || message.compressed === true) return undefined;
  const payload = message.text !== undefined ? Buffer.from(message.text) : Buffer.from(message.base64 ?? '', 'base64');
  if (payload.length !== message.length) return undefined;
  const start = range[1] - payload.length;
  const isMissing = (offset: number): boolean =>
    missing.some((hole) => offset >= hole.offset && offset < hole.offset + hole.length);
  for (let offset = range[0]; offset < start; offset++) if (isMissing(offset)) return undefined;
  return Buffer.from(payload.filter((_, i) => !isMissing(start + i)));
}
