import { describe, expect, it } from 'vitest';
import { writeCheckGithub } from '../../src/output/check-github.js';
import { writeCheckGitlab } from '../../src/output/check-gitlab.js';
import { writeCheckJson } from '../../src/output/check-json.js';
import { writeCheckJunit } from '../../src/output/check-junit.js';
import { writeCheckMarkdown } from '../../src/output/check-markdown.js';
import { writeCheckSarif } from '../../src/output/check-sarif.js';
import { writeCheckSummary } from '../../src/output/check-summary.js';
import { writeCheckTap } from '../../src/output/check-tap.js';
import { checkRun, finding, reported, verdict } from './check-run.js';

const NOTE = finding({ rule: 'ping-unanswered', severity: 'info', message: 'no Pong', packet: 7 });
const RUN = checkRun(verdict([finding(), NOTE]));
const UNREAD = { ...RUN, captures: [{ verdict: verdict([]), problem: 'it could not be read whole' }] };
const MANY = checkRun(
  verdict(
    Array.from({ length: 12 }, (_, index) => finding({ packet: index })),
    { omitted: [{ type: 'omitted', rule: 'frame-client-unmasked', severity: 'error', session: 1, count: 88 }] },
  ),
);

describe('junit', () => {
  it('has a test case for each rule, and what fails no capture beside it', () => {
    expect(reported(writeCheckJunit, RUN)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wsdissect" tests="3" failures="1" errors="0">
  <testsuite name="a.pcap" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="wsdissect.capture" name="can be judged" file="a.pcap"/>
    <testcase classname="wsdissect.framing" name="frame-client-unmasked" file="a.pcap">
      <failure message="session 1, packet 6, Client.1: a frame of the client is not masked" type="error">session 1, packet 6, Client.1: a frame of the client is not masked</failure>
    </testcase>
    <testcase classname="wsdissect.conversation" name="ping-unanswered" file="a.pcap">
      <system-out>session 1, packet 7, Client.1: no Pong</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('takes a capture that could not be judged for an error', () => {
    const xml = reported(writeCheckJunit, UNREAD);
    expect(xml).toContain('<error message="it could not be read whole" type="capture"/>');
    expect(xml).toContain('failures="0" errors="1"');
  });
});

describe('sarif', () => {
  const [run] = JSON.parse(reported(writeCheckSarif, RUN)).runs;

  it('points at the byte of the file', () => {
    expect(run.results[0]).toMatchObject({
      ruleId: 'frame-client-unmasked',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.pcap' },
            region: { startLine: 1, byteOffset: 615, byteLength: 1 },
          },
        },
      ],
    });
    expect(run.results[1].level).toBe('note');
  });

  it('has its rules by id, with help', () => {
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'frame-client-unmasked',
      'ping-unanswered',
    ]);
    expect(run.tool.driver.rules[0].helpUri).toBe('https://www.rfc-editor.org/rfc/rfc6455#section-5.1');
  });

  it('tells findings alike apart, wherever their bytes are', () => {
    const prints = (...findings: ReturnType<typeof finding>[]): string[] =>
      JSON.parse(reported(writeCheckSarif, checkRun(verdict(findings)))).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['wsdissect/v1'],
      );
    const [first, second] = prints(finding(), finding());
    expect(first).not.toBe(second);
    expect(prints(finding({ packet: 99, fileOffset: 9 }))).toEqual([first]);
  });

  it('says which capture could not be judged', () => {
    const [{ invocations }] = JSON.parse(reported(writeCheckSarif, UNREAD)).runs;
    expect(invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] },
    ]);
  });
});

describe('github', () => {
  it('writes an annotation for each finding, the worst first', () => {
    expect(reported(writeCheckGithub, RUN)).toBe(
      [
        '::error file=a.pcap,line=1,title=frame-client-unmasked::session 1, packet 6, Client.1: a frame of the client is not masked',
        '::notice file=a.pcap,line=1,title=ping-unanswered::session 1, packet 7, Client.1: no Pong',
        '',
      ].join('\n'),
    );
  });

  it('writes ten of a kind, and counts the rest', () => {
    const lines = reported(writeCheckGithub, MANY).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('wsdissect: 90 more errors');
  });
});

describe('tap', () => {
  it('has the rules as a subtest of the capture', () => {
    expect(reported(writeCheckTap, RUN)).toBe(`TAP version 14
1..1
# Subtest: a.pcap
    1..2
    not ok 1 - frame-client-unmasked
      ---
      severity: error
      findings:
        - "session 1, packet 6, Client.1: a frame of the client is not masked"
      ...
    ok 2 - ping-unanswered
      ---
      severity: info
      findings:
        - "session 1, packet 7, Client.1: no Pong"
      ...
not ok 1 - a.pcap
`);
  });
});

describe('gitlab', () => {
  it('has one issue a finding, each with a fingerprint of its own', () => {
    const issues = JSON.parse(reported(writeCheckGitlab, MANY));
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(12);
    expect(issues[0]).toMatchObject({
      check_name: 'frame-client-unmasked',
      severity: 'critical',
      location: { path: 'a.pcap', lines: { begin: 1 } },
    });
  });
});

describe('json', () => {
  it('says of each capture whether it passed', () => {
    const { captures } = JSON.parse(reported(writeCheckJson, checkRun(verdict([finding()]), verdict([NOTE]))));
    expect(captures.map(({ passed }: { passed: boolean }) => passed)).toEqual([false, true]);
    expect(captures[0].findings).toEqual([finding()]);
  });
});

describe('summary and markdown', () => {
  it('count by rule', () => {
    expect(reported(writeCheckSummary, MANY)).toBe(
      'failed: a.pcap: 12 errors, 0 warnings, 0 notes in 1 session\n  error  frame-client-unmasked: 100 findings\n0 of 1 capture passed\n',
    );
  });

  it('have a row for each finding, and what to do once', () => {
    const text = reported(writeCheckMarkdown, MANY);
    expect(text.match(/^\| error /gm)).toHaveLength(13);
    expect(text.match(/^- \*\*frame-client-unmasked\*\*: /gm)).toHaveLength(1);
  });
});

describe('a difference from what was expected', () => {
  const differences = [
    { at: '$.op', expected: '"login"', found: '"logon"' },
    { at: '$.user', expected: '7' },
    { at: 'text', marked: 'hello [-world-]{+there+}' },
  ];
  const lines = [
    '$.op: expected "login", found "logon"',
    '$.user: expected 7, found nothing',
    'text: hello [-world-]{+there+}',
  ];

  it.each([
    ['github', writeCheckGithub, lines.map((line) => `%0A  ${line}`).join('')],
    ['junit', writeCheckJunit, lines.map((line) => `\n  ${line.replaceAll('"', '&quot;')}`).join('')],
    ['tap', writeCheckTap, lines.map((line) => `        - ${JSON.stringify(`  ${line}`)}\n`).join('')],
    ['json', writeCheckJson, '"expected": "\\"login\\""'],
    ['gitlab', writeCheckGitlab, lines[2] ?? ''],
    ['sarif', writeCheckSarif, '\\\\[-world-\\\\]{+there+}'],
    ['markdown', writeCheckMarkdown, '<br>  $.user: expected 7, found nothing'.replace('$', '\\$')],
  ] as const)('stands in %s', (_, report, text) => {
    expect(reported(report, checkRun(verdict([finding({ differences })])))).toContain(text);
  });
});

describe('a finding about the capture as a whole', () => {
  const { session: _, stream: __, id: ___, packet: ____, ...whole } = finding();
  const run = checkRun(verdict([whole]));

  it.each([
    ['github', writeCheckGithub, '::a frame'],
    ['junit', writeCheckJunit, 'message="a frame'],
    ['gitlab', writeCheckGitlab, '"description": "a frame'],
    ['sarif', writeCheckSarif, '"text": "a frame'],
    ['markdown', writeCheckMarkdown, '|  | a frame'],
  ] as const)('names no place in %s', (_, report, text) => {
    expect(reported(report, run)).toContain(text);
  });
});
