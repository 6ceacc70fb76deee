import { describe, expect, it } from 'vitest';
import type { TruthMessage, TruthSession } from '../../fixtures/record/truth.js';
import { dissectFile } from './dissected.js';
import { capturedPart, compare, find, type Recording, recordings, seenLine, truthLine } from './recorded-truth.js';

const SIDES = ['client', 'server'] as const;
const all = recordings();
const isWhole = ({ truth }: Recording): boolean => truth.missing === undefined || truth.missing.length === 0;
const whole = all.filter(isWhole).map((recording) => [recording.name, recording] as const);
const lossy = all.filter((recording) => !isWhole(recording)).map((recording) => [recording.name, recording] as const);

function messagesOf(session: TruthSession, side: (typeof SIDES)[number]): TruthMessage[] {
  return session.messages.filter(({ from }) => from === side);
}

describe('recorded captures that hold every byte: what was dissected is what the applications logged', () => {
  it('are at least fifty', () => {
    expect(whole.length).toBeGreaterThanOrEqual(50);
  });

  it.each(whole)('%s', async (_, { path, truth }) => {
    const seen = await dissectFile(path, { frames: true });
    expect(seen.warnings).toEqual([]);
    expect(seen.sessions).toHaveLength(truth.sessions.length);
    for (const expected of truth.sessions) {
      const found = find(seen, expected);
      if (found === undefined) throw new Error(`no session of ${expected.client}`);
      const { session, messages } = found;
      expect(session).toMatchObject({
        uri: expected.uri,
        status: expected.status,
        key: expected.key,
        handshake: expected.status === 101 ? 'complete' : 'refused',
      });
      expect(session.accept).toBe(expected.status === 101 ? session.acceptExpected : undefined);
      if (expected.status === 101) {
        expect(session.subprotocol).toBe(expected.subprotocol);
        expect(session.extensions).toBe(expected.extensions);
      }
      for (const side of SIDES) {
        // Kind, length, payload (or code and reason), number of frames and compression of each message, in order.
        expect(messages[side].map(seenLine)).toEqual(messagesOf(expected, side).map(truthLine));
        expect(
          messages[side].every(({ truncated, unverified, validUtf8 }) => !truncated && !unverified && validUtf8),
        ).toBe(true);
        expect(messages[side].map(({ id }) => Number(id.split('.')[1]))).toEqual(
          messages[side].map((_message, i) => i + 1),
        );
      }
      const ends = seen.ends.filter((end) => end.session === session.session);
      expect(ends).toHaveLength(expected.status === 101 ? 1 : 0);
      const bytes = (side: (typeof SIDES)[number]): number =>
        messagesOf(expected, side).reduce((sum, { length }) => sum + length, 0);
      for (const end of ends) {
        expect(end).toMatchObject({
          clientMessages: messages.client.length,
          serverMessages: messages.server.length,
          clientBytes: bytes('client'),
          serverBytes: bytes('server'),
        });
        const closes = expected.messages.filter(({ kind }) => kind === 'close');
        if (closes.length === 0) expect(['fin', 'rst']).toContain(end.reason);
        else expect([end.reason, closes.map(({ code }) => code).includes(end.code)]).toEqual(['close', true]);
      }
    }
  });

  it.each(whole)('%s: its frames have the lengths that the peers wrote', async (_, { path, truth }) => {
    const seen = await dissectFile(path, { frames: true });
    for (const expected of truth.sessions) {
      const found = find(seen, expected);
      for (const side of SIDES) {
        const lengths = seen.frames
          .filter((frame) => frame.session === found?.session.session && frame.from === side)
          .map(({ id, index, headerLength, payloadLength }) => `${id} ${index}: ${headerLength + payloadLength}`);
        const name = side === 'client' ? 'Client' : 'Server';
        const written = messagesOf(expected, side).flatMap(({ ranges }, i) =>
          ranges.map(([start, end], index) => `${name}.${i + 1} ${index}: ${end - start}`),
        );
        expect(lengths).toEqual(written);
      }
    }
  });
});

describe('recorded captures that lack bytes', () => {
  it('are at least ten', () => {
    expect(lossy.length).toBeGreaterThanOrEqual(10);
  });

  it.each(lossy)(
    '%s: every message that the capture holds whole is told of, and no part of another as whole',
    async (_, { path, truth }) => {
      const seen = await dissectFile(path);
      expect(seen.sessions).toHaveLength(truth.sessions.length);
      for (const [index, expected] of truth.sessions.entries()) {
        const found = find(seen, expected);
        if (found === undefined) throw new Error(`no session of ${expected.client}`);
        for (const side of SIDES) {
          const messages = messagesOf(expected, side);
          const holes = (truth.missing ?? []).filter((hole) => hole.session === index && hole.from === side);
          const comparison = compare(found.messages[side], messages);

          // A message all of whose frames are there is absent only where a hole lies between its frames: what was lost
          // there may have been one of its frames.
          for (const { ranges } of comparison.absent) {
            const [start, end] = [ranges[0]?.[0] ?? 0, ranges.at(-1)?.[1] ?? 0];
            expect(holes.some(({ offset, length }) => offset > start && offset + length < end)).toBe(true);
          }
          expect(comparison.whole + comparison.deflated + comparison.absent.length).toBe(
            messages.filter(({ incomplete }) => incomplete !== true).length,
          );

          // Only a compressed message behind a hole may be shown as it was on the wire, and only with context takeover.
          const hasTakeover =
            expected.extensions !== undefined && !expected.extensions.includes(`${side}_no_context_takeover`);
          if (!hasTakeover || holes.length === 0) expect(comparison.deflated).toBe(0);

          // Whatever else was told of is marked as lacking bytes, and there is no more of it than there are messages that do.
          expect(comparison.parts.every(({ truncated }) => truncated)).toBe(true);
          const lacking = messages
            .filter(({ incomplete }) => incomplete === true)
            .flatMap(({ ranges }) => ranges).length;
          const cut = comparison.absent.flatMap(({ ranges }) => ranges).length;
          expect(comparison.parts.length).toBeLessThanOrEqual(lacking + cut);
        }
      }
    },
  );

  it.each(lossy)(
    '%s: of an incomplete message whose header is there, exactly the captured bytes are shown',
    async (_, { path, truth }) => {
      const seen = await dissectFile(path);
      for (const [index, expected] of truth.sessions.entries()) {
        const found = find(seen, expected);
        for (const side of SIDES) {
          const holes = (truth.missing ?? []).filter((hole) => hole.session === index && hole.from === side);
          const parts = compare(found?.messages[side] ?? [], messagesOf(expected, side)).parts;
          for (const message of messagesOf(expected, side)) {
            const captured = message.incomplete === true ? capturedPart(message, holes) : undefined;
            if (captured === undefined) continue;
            const shown = parts.filter(
              ({ kind, length, payload }) =>
                kind === message.kind && length === message.length && captured.indexOf(payload) === 0,
            );
            // A character of which bytes are missing at the end is taken off: at most three bytes.
            expect(shown.some(({ payload }) => captured.length - payload.length <= 3)).toBe(true);
          }
        }
      }
    },
  );

  it.each<[string, string, string[]]>([
    ['ws-plain-lost', 'complete', ['segment-lost', 'segment-lost']],
    [
      'ws-burst-lost',
      'complete',
      ['segment-lost', 'message-unfinished', 'bytes-skipped', 'segment-lost', 'message-unfinished', 'bytes-skipped'],
    ],
    ['ws-plain-from-the-middle', 'missing', ['handshake-missing', 'stream-midway']],
    ['deflate-no-takeover-from-the-middle', 'missing', ['handshake-missing', 'stream-midway']],
    [
      'deflate-takeover-from-the-middle',
      'missing',
      ['handshake-missing', 'stream-midway', 'inflate-failed', 'inflate-failed', 'inflate-failed', 'inflate-failed'],
    ],
    ['ws-plain-client-only', 'missing', ['response-missing']],
    // The upgrade, and six packets behind it.
    ['ws-plain-snaplen-120', 'complete', Array(7).fill('packet-cut')],
  ])('%s: handshake %s, and what is missing is said', async (name, handshake, codes) => {
    const recording = all.find((one) => one.name === name);
    const seen = await dissectFile(recording?.path ?? name);
    expect(seen.sessions).toMatchObject([{ handshake }]);
    expect(seen.codes).toEqual(codes);
  });
});
