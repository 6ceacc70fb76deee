import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type CapturedPacket,
  frame,
  OPCODE,
  TcpConversation,
  upgradeRequest,
  upgradeResponse,
  writePcap,
} from '../../fixtures/build/index.js';
import { FORMATS, REPORTS } from '../../src/cli/formats.js';
import { wsdissect } from './command.js';

const directory = mkdtempSync(join(tmpdir(), 'wsdissect-check-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A conversation of the two peers. @param mask of the client's text; none: it is not masked */
function conversation(mask: string | undefined): CapturedPacket[] {
  const talk = new TcpConversation();
  talk.handshake();
  talk.client(upgradeRequest());
  talk.server(upgradeResponse());
  talk.client(frame({ opcode: OPCODE.text, payload: 'hello', ...(mask !== undefined && { mask }) }));
  talk.client(frame({ opcode: OPCODE.close, mask: '01020304', payload: Uint8Array.of(3, 232) }));
  talk.server(frame({ opcode: OPCODE.close, payload: Uint8Array.of(3, 232) }));
  return [...talk.packets];
}

function file(name: string, content: Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const sound = file('sound.pcap', writePcap(conversation('05060708')));
const unmasked = file('unmasked.pcap', writePcap(conversation(undefined)));
const empty = file('empty.pcap', writePcap([]));
const cut = file('cut.pcap', writePcap(conversation('05060708')).subarray(0, -9));
const missing = join(directory, 'missing.pcap');

/** All rules but one are off: the others have tests of their own. */
async function rulesOff(...kept: readonly string[]): Promise<string[]> {
  const { stdout } = await wsdissect(['rules', '--format', 'ndjson']);
  const ids = stdout
    .trimEnd()
    .split('\n')
    .map((line): string => JSON.parse(line).id);
  return ids.filter((id) => !kept.includes(id)).flatMap((id) => ['--rule', `${id}=off`]);
}

const OFF = await rulesOff('frame-client-unmasked');
const ALL_OFF = await rulesOff();

const RULE = 'frame-client-unmasked';

describe('the exit status of check', () => {
  it.each([
    { what: 'nothing found', argv: [sound], status: 0 },
    { what: 'something found', argv: [unmasked], status: 1 },
    { what: 'one of several', argv: [unmasked, sound], status: 1 },
    { what: 'the rule is off', argv: [...ALL_OFF, unmasked], status: 0 },
    { what: 'only a note', argv: ['--rule', `${RULE}=info`, unmasked], status: 0 },
    { what: 'a note, which fails', argv: ['--rule', `${RULE}=info`, '--fail-on', 'info', unmasked], status: 1 },
    { what: 'a warning', argv: ['--rule', `${RULE}=warn`, unmasked], status: 1 },
    { what: 'a warning, put up with', argv: ['--rule', `${RULE}=warn`, '--max-warnings', '1', unmasked], status: 0 },
    { what: 'no session', argv: [empty], status: 2 },
    { what: 'no session, allowed', argv: ['--allow-empty', empty], status: 0 },
    { what: 'a session that is not there', argv: ['--session', '2', sound], status: 2 },
    { what: 'a capture that is cut', argv: [cut], status: 2 },
    { what: 'no capture', argv: [missing], status: 2 },
    { what: 'found in one, no session in the other', argv: [unmasked, empty], status: 2 },
  ])('$what: $status', async ({ argv, status }) => {
    expect(await wsdissect(['check', ...OFF, ...argv])).toMatchObject({ status });
  });

  it.each([
    ['--rule', 'frame-client-unmaskd=off', 'did you mean frame-client-unmasked?'],
    ['--rule', `${RULE}=loud`, "'loud' is none of off, info, warn, error"],
    ['--report', 'junitt=x', "'junitt' is none of text"],
    ['--report', 'junit=', "'junit=' names no file"],
    ['--report', `json=${sound}`, 'is one of the captures'],
  ])('refuses %s %s', async (option, value, told) => {
    const { stderr, status } = await wsdissect(['check', option, value, sound]);
    expect(stderr).toContain(told);
    expect(status).toBe(2);
  });
});

describe('--report', () => {
  it('writes several at once, to files and in place of the text', async () => {
    const junit = join(directory, 'out.xml');
    const sarif = join(directory, 'out.sarif');
    const argv = ['--report', `junit=${junit}`, '--report', `sarif=${sarif}`, '--report', 'github'];
    const { stdout, status } = await wsdissect(['check', ...OFF, ...argv, unmasked, sound]);
    expect(stdout).toMatch(/^::error file=[^\n]*\n$/);
    expect(readFileSync(junit, 'utf8').match(/<testsuite /g)).toHaveLength(2);
    expect(JSON.parse(readFileSync(sarif, 'utf8')).runs[0].results).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('to a file leaves the text where it is', async () => {
    const path = join(directory, 'out.json');
    const { stdout } = await wsdissect(['check', ...OFF, '--report', `json=${path}`, unmasked]);
    expect(stdout).toContain('1 error, 0 warnings, 0 notes in 1 session');
    expect(JSON.parse(readFileSync(path, 'utf8')).captures).toHaveLength(1);
  });

  it.each(REPORTS)('%s goes to the file of --output', async (format) => {
    const path = join(directory, `report-${format}`);
    const { stdout, status } = await wsdissect(['check', ...OFF, '--report', format, '-o', path, unmasked]);
    expect(readFileSync(path, 'utf8')).toContain('unmasked');
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  });

  it('of several to one place is refused', async () => {
    const path = join(directory, 'same');
    for (const reports of [
      [`json=${path}`, `tap=${path}`],
      ['json', 'tap'],
    ]) {
      const argv = reports.flatMap((report) => ['--report', report]);
      expect(await wsdissect(['check', ...argv, sound])).toMatchObject({ status: 2, stdout: '' });
    }
  });

  it('says that a capture could not be judged', async () => {
    const { stdout, status } = await wsdissect(['check', ...OFF, '--report', 'summary', missing, sound]);
    expect(stdout).toContain('it could not be read whole\n');
    expect(stdout).toContain('\n1 of 2 captures passed\n');
    expect(status).toBe(2);
  });

  it('github adds to the step summary', async () => {
    const path = file('summary.md', Buffer.from('before\n'));
    await wsdissect(['check', ...OFF, '--report', 'github', unmasked], { env: { GITHUB_STEP_SUMMARY: path } });
    expect(readFileSync(path, 'utf8')).toMatch(/^before\n# wsdissect check\n/);
  });
});

describe('rules', () => {
  it('lists all', async () => {
    const { stdout, status } = await wsdissect(['rules']);
    expect(stdout).toMatch(/^frame-client-unmasked +error {2}A client must mask all its frames$/m);
    expect(status).toBe(0);
  });

  it('explains one, with the bytes of an example', async () => {
    const { stdout } = await wsdissect(['rules', RULE]);
    for (const text of [
      'frame-client-unmasked (framing, error)\n',
      'RFC 6455, section 5.1: https://www.rfc-editor.org/rfc/rfc6455#section-5.1\n',
      '\nWhy: ',
      '\nWhat to do: ',
      '\n> client  text, header 81 05, payload 48 65 6c 6c 6f\n',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  it('explains each of them', async () => {
    const { stdout } = await wsdissect(['rules', '--format', 'ndjson']);
    for (const line of stdout.trimEnd().split('\n')) {
      const { id, summary } = JSON.parse(line);
      const { stdout: explained, status } = await wsdissect(['rules', id]);
      expect(explained).toContain(summary);
      expect(status).toBe(0);
    }
  });

  it.each([
    [['ping-unanswred'], 'did you mean ping-unanswered?'],
    [['zzz'], "'wsdissect rules' lists all"],
    [['a', 'b'], "'rules' takes one ID"],
    [['--format', 'text'], `none of ${FORMATS.rules.join(', ')}`],
  ])('refuses %j', async (argv, told) => {
    const { stderr, status } = await wsdissect(['rules', ...argv]);
    expect(stderr).toContain(told);
    expect(status).toBe(2);
  });
});
