import { describe, expect, it } from 'vitest';
import { writeCheckGithub } from '../../src/output/check-github.js';
import { writeCheckGitlab } from '../../src/output/check-gitlab.js';
import { writeCheckJson } from '../../src/output/check-json.js';
import { writeCheckJunit } from '../../src/output/check-junit.js';
import { writeCheckMarkdown } from '../../src/output/check-markdown.js';
import { writeCheckSarif } from '../../src/output/check-sarif.js';
import { writeCheckSummary } from '../../src/output/check-summary.js';
import { writeCheckTap } from '../../src/output/check-tap.js';
import { checkRun, finding, HOSTILE, reported, verdict } from './check-run.js';

const REPORTS = [
  ['json', writeCheckJson],
  ['junit', writeCheckJunit],
  ['sarif', writeCheckSarif],
  ['github', writeCheckGithub],
  ['gitlab', writeCheckGitlab],
  ['tap', writeCheckTap],
  ['markdown', writeCheckMarkdown],
  ['summary', writeCheckSummary],
] as const;

const LOUD = verdict(
  [finding({ message: HOSTILE, differences: [{ at: HOSTILE, expected: HOSTILE, found: HOSTILE }] })],
  { capture: `${HOSTILE}.pcap` },
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const ACTING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/;

describe.each(REPORTS)('%s', (_, report) => {
  it('writes the same for the same run', () => {
    const run = checkRun(verdict([finding(), finding()]), verdict([], { capture: 'b.pcap' }));
    expect(reported(report, run)).toBe(reported(report, run));
  });

  it('lets nothing of a payload act on a terminal', () => {
    expect(reported(report, checkRun(LOUD))).not.toMatch(ACTING);
  });

  it('has nothing but whole lines, also about no capture', () => {
    for (const run of [checkRun(), checkRun(LOUD)]) expect(reported(report, run)).toMatch(/^(?:.*\n)*$/);
  });
});

describe('what a payload cannot do', () => {
  it('close an element of XML, or be illegal in it', () => {
    const xml = reported(writeCheckJunit, checkRun(LOUD));
    const names = [...xml.matchAll(/<\/?([a-z-]+)/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(['testsuites', 'testsuite', 'testcase', 'failure']));
    expect(xml).not.toMatch(/\]\]>|[\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|apos|#9);)/);
  });

  it('begin a workflow command', () => {
    const lines = reported(writeCheckGithub, checkRun(LOUD)).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=[^:,]*,line=1,title=frame-client-unmasked::session 1/);
    expect(lines[0]).toContain('%250A');
  });

  it('add a test point, a directive or the end of a block', () => {
    const lines = reported(writeCheckTap, checkRun(LOUD)).split('\n');
    expect(lines.filter((line) => /^ *(?:not )?ok /.test(line))).toHaveLength(3);
    expect(lines.filter((line) => /^ *\.\.\.$/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^ *(?:not )?ok .*[^\\]# /.test(line))).toEqual([]);
  });

  it('be what YAML does not take', () => {
    const [text = ''] = /(?<=^ +- ").*$/m.exec(reported(writeCheckTap, checkRun(LOUD))) ?? [];
    expect(text).toContain('\\ufffe');
    expect(text).not.toMatch(/[\ufeff\ufffe\uffff]|\\ud800/);
  });

  it('add a cell, a link, HTML or a mention', () => {
    const text = reported(writeCheckMarkdown, checkRun(LOUD));
    const [row = ''] = text.split('\n').filter((line) => line.startsWith('| error'));
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    // Lines in a cell are ours.
    expect(row.replaceAll('<br>', '')).not.toMatch(/(?<!\\)[<>[\]@#`*]|http:\/\/|www\.e/);
  });

  it('make a link in SARIF', () => {
    const [run] = JSON.parse(reported(writeCheckSarif, checkRun(LOUD))).runs;
    expect(run.results[0].message.text).not.toMatch(/(?<!\\)[[\]]/);
  });
});
