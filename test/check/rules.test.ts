import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePcap } from '../../fixtures/build/index.js';
import { buildExample } from '../../fixtures/build/rule-example.js';
import { RULES } from '../../src/check/registry.js';
import type { Rule } from '../../src/check/rule.js';
import { recordings } from '../session/recorded-truth.js';
import { checkCapture } from './checked.js';

const cases = (kind: 'bad' | 'good') =>
  RULES.flatMap((rule) =>
    rule.examples[kind].map((conversation, i) => ({ name: `${rule.id} ${i + 1}`, rule, conversation })),
  );

/** The rule as it is when it is switched on. */
const switchedOn = (rule: Rule) => ({ rules: [{ ...rule, severity: 'error' as const }] });

describe('every rule', () => {
  it.each(cases('bad'))(
    'finds its broken example, once, at its packet and bytes: $name',
    async ({ rule, conversation }) => {
      const { packets, packet, bytes } = buildExample(conversation);
      const capture = writePcap(packets);
      const { findings } = await checkCapture(capture, switchedOn(rule));
      expect(findings.kept).toMatchObject([{ rule: rule.id, packet }]);
      expect(packet, 'the step of the finding is marked by here()').toBeDefined();
      const [found] = findings.kept;
      if (bytes === undefined || found?.bytes === undefined) return;
      const { hex, markOffset, markLength } = found.bytes;
      const marked = hex.slice(markOffset * 2, (markOffset + markLength) * 2);
      expect(marked).toBe(Buffer.from(bytes).toString('hex'));
    },
  );

  it.each(cases('good'))('is silent on its sound twin: $name', async ({ rule, conversation }) => {
    const { packets } = buildExample(conversation);
    const { findings } = await checkCapture(writePcap(packets), switchedOn(rule));
    expect(findings.kept).toEqual([]);
  });

  it.each(RULES)('$id has a broken example and a sound one, and says what it is about', (rule) => {
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length).toBeGreaterThan(0);
    for (const text of [rule.summary, rule.why, rule.remedy]) expect(text).toMatch(/^\S.*\S$/);
    expect(rule.summary).not.toMatch(/\.$/);
  });

  it.each(RULES.filter(({ options }) => options !== undefined))('$id has options that are what they say', (rule) => {
    for (const [name, { default: value, unit, summary, min, max }] of Object.entries(rule.options ?? {})) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(unit).toMatch(/^\S+$/);
      expect(summary).toMatch(/^[A-Z].*[^.]$/);
      expect([min <= value, value <= max]).toEqual([true, true]);
    }
  });

  it.each(RULES)('$id stands in a file of its name', ({ id }) => {
    expect(existsSync(join(import.meta.dirname, `../../src/check/rules/${id}.ts`))).toBe(true);
  });

  it('has an id of its own, and every file is registered', () => {
    const ids = RULES.map(({ id }) => id);
    const files = readdirSync(join(import.meta.dirname, '../../src/check/rules')).map((file) =>
      file.replace('.ts', ''),
    );
    expect([...ids].sort()).toEqual(files.sort());
  });
});

/** What recordings of real peers hold nevertheless, looked at packet by packet. */
const TRUE_FINDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  // The server answers one of the upgrades with a redirect (packet 36).
  ['http-refused', ['handshake-redirect']],
  // libwebsockets' mirror server sends a text (packet 103) behind its Close (packet 102).
  ['libwebsockets-server', ['frame-after-close']],
]);

describe('recorded captures of sane peers', () => {
  it.each(recordings())(
    '$name: nothing is found, or only that the capture lacks something',
    async ({ name, path, truth }) => {
      const { findings, sessions } = await checkCapture(path);
      const whole = truth.missing === undefined || truth.missing.length === 0;
      const expected = [...(whole ? [] : ['capture-incomplete']), ...(TRUE_FINDINGS.get(name) ?? [])];
      expect(findings.kept.filter(({ rule }) => !expected.includes(rule))).toEqual([]);
      expect(sessions).toBeGreaterThan(0);
    },
  );
});
