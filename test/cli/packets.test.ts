import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type CapturedPacket, writePcap } from '../../fixtures/build/index.js';
import { wsdissect } from './command.js';
import { captureDirectory, everyKind } from './conversation.js';

const { capture, directory } = captureDirectory();

async function lines(...argv: string[]): Promise<string[]> {
  const { stdout, stderr, status } = await wsdissect(['packets', ...argv, capture]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout === '' ? [] : stdout.trimEnd().split('\n');
}

function file(name: string, packets: readonly CapturedPacket[] | Uint8Array, linkType = 1): string {
  const path = join(directory, name);
  writeFileSync(path, packets instanceof Uint8Array ? packets : writePcap(packets, { linkType }));
  return path;
}

describe('packets', () => {
  it('lists each in a line', async () => {
    const all = await lines();
    expect(all).toHaveLength(19);
    expect(all[0]).toBe(
      '    1   0.000000    192.0.2.1 → 192.0.2.2    TCP 58 50000 → 80 [SYN] Seq=0 Win=64240 Len=0 MSS=1460',
    );
    expect(all[5]?.trimEnd()).toBe(
      '    6   0.005000    192.0.2.1 → 192.0.2.2    WebSocket 75 WebSocket Text [FIN] [MASKED]',
    );
  });

  it.each<[string, string[], string[]]>([
    ['--packet 2', ['--packet', '2'], ['2']],
    ['--packet 2,4-5', ['--packet', '2,4-5'], ['2', '4', '5']],
    ['--stream 1', ['--stream', '1'], ['15', '16', '17', '18', '19']],
    ['-Y', ['-Y', 'websocket.opcode == 8'], ['13', '14']],
    ['all of them', ['--stream', '0', '-Y', 'http', '--packet', '1-4'], ['4']],
    ['a filter that nothing matches', ['-Y', 'udp'], []],
  ])('%s', async (_, argv, numbers) => {
    expect((await lines('-e', 'frame.number', ...argv)).sort((a, b) => Number(a) - Number(b))).toEqual(numbers);
  });

  it.each([
    [['packets', '-Y', 'tcp.prot == 1'], "'tcp.prot' is no field; did you mean tcp.port? (at 1: >>>tcp.prot<<< == 1)"],
    [['-Y', '(tcp'], "the filter ends here; expected ')' or an operator (at 5: (tcp>>><<<)"],
  ])('a filter that is none is told in one line: %j', async (argv, message) => {
    expect(await wsdissect([...argv, capture])).toMatchObject({
      stdout: '',
      stderr: `wsdissect: filter: ${message}\n`,
      status: 2,
    });
  });

  it.each([
    ['r', '0.001000'],
    ['d', '0.001000'],
    ['dd', '0.001000'],
    ['u', '03:04:05.001000'],
    ['ud', '2026-01-02 03:04:05.001000'],
    ['e', '1767323045.001000'],
  ])('-t %s', async (style, time) => {
    const [, second = ''] = await lines('-t', style);
    expect(second.slice(5).trim().startsWith(time)).toBe(true);
  });

  it('-V draws a tree, an empty line between packets', async () => {
    const { stdout } = await wsdissect(['packets', '-V', '--packet', '6-7', capture]);
    const packets = stdout.split(/\n\n(?=Frame )/);
    expect(packets).toHaveLength(2);
    for (const title of ['Frame 6: 75 bytes', 'Ethernet II', 'Internet Protocol', 'Transmission', 'WebSocket\n']) {
      expect(packets[0]).toContain(title);
    }
    expect(packets[0]).toContain('    Masked payload');
  });

  it('-x dumps the bytes, and those that were unmasked', async () => {
    const { stdout } = await wsdissect(['packets', '-x', '--packet', '6', capture]);
    expect(stdout).toMatch(/^0000 {2}02 00 00 00 00 02 02 00/m);
    expect(stdout).toMatch(/^Unmasked data \(15 bytes\):$/m);
    expect(stdout).toContain('{"say":"hello"}');
  });

  it('-T fields with -e and -E', async () => {
    const options = ['-E', 'header=y', '-E', 'separator=,', '-E', 'quote=d', '-E', 'occurrence=f'];
    expect(await lines('-T', 'fields', '-e', 'frame.number', '-e', 'tcp.port', ...options, '--packet', '4')).toEqual([
      'frame.number,tcp.port',
      '"4","50000"',
    ]);
    expect(await lines('-e', 'tcp.port', '--packet', '4', '-E', 'aggregator=;')).toEqual(['50000;80']);
  });

  it('-T json has values with their types', async () => {
    const { stdout } = await wsdissect(['packets', '-T', 'json', '--packet', '6', capture]);
    const [packet] = JSON.parse(stdout);
    expect(JSON.stringify(packet)).toContain('"websocket.opcode":1');
    expect(JSON.stringify(packet)).toContain('"tcp.srcport":50000');
  });

  it('-T tshark-json has all as text, as tshark', async () => {
    const { stdout } = await wsdissect(['packets', '-T', 'tshark-json', '--packet', '6', capture]);
    const [packet] = JSON.parse(stdout);
    expect(packet._source.layers.tcp['tcp.srcport']).toBe('50000');
  });

  it('-T ek has two lines a packet', async () => {
    const records = (await lines('-T', 'ek', '--packet', '6')).map((line) => JSON.parse(line));
    expect(records).toHaveLength(2);
    expect(records[0]).toHaveProperty('index');
    expect(records[1].layers.tcp.tcp_tcp_srcport).toBe('50000');
  });

  it('-o writes into a file', async () => {
    const path = join(directory, 'list.txt');
    expect(await lines('-o', path)).toEqual([]);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(19);
  });

  it('--color always changes nothing but the colours', async () => {
    for (const form of [[], ['-V'], ['-x']]) {
      const plain = await lines(...form);
      const painted = await lines(...form, '--color', 'always');
      expect(painted.join('\n')).toContain('\u001b[');
      expect(painted.map((line) => stripVTControlCharacters(line).trimEnd())).toEqual(
        plain.map((line) => line.trimEnd()),
      );
    }
  });

  it('payloads cannot write escapes to the terminal', async () => {
    for (const form of [['-V'], ['-x'], ['-T', 'json'], ['-e', 'data-text-lines'], ['-e', 'tcp.payload']]) {
      expect((await lines(...form)).join('\n')).not.toContain('\u001b');
    }
  });

  it('a reader that leaves early is no error', async () => {
    for (const form of [[], ['-V'], ['-T', 'json']]) {
      const { stderr, status } = await wsdissect(['packets', ...form, capture], { readerLeavesAfter: 100 });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    }
  });

  it('several captures are one, in the order of their first packets', async () => {
    const all = everyKind();
    const second = file('second.pcap', all.slice(10));
    const first = file('first.pcap', all.slice(0, 10));
    const { stdout } = await wsdissect(['packets', second, first]);
    expect(stdout).toBe((await wsdissect(['packets', capture])).stdout);
  });
});

describe('packets that cannot be shown', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown field', ['-Y', 'websocket.opcod == 1'], /'websocket\.opcod'.*websocket\.opcode/],
    ['a type that does not fit', ['-Y', 'tcp.port == "a"'], /tcp\.port/],
    ['an unclosed brace', ['-Y', 'tcp.port in {1, 2'], /\{1, 2/],
    ['an unknown field of -e', ['-e', 'tcp.strem'], /'tcp\.strem'.*tcp\.stream/],
    ['-T fields without -e', ['-T', 'fields'], /-e frame\.number/],
    ['-V with -T json', ['-V', '-T', 'json'], /--details/],
    ['an unknown -E', ['-e', 'ip.src', '-E', 'colour=y'], /colour=y/],
    ['an unknown -t', ['-t', 'x'], /-t|--timestamps/],
    ['a packet that is no number', ['--packet', 'x'], /--packet/],
  ])('%s: exit 2, and nothing on standard output', async (_, argv, told) => {
    const { stdout, stderr, status } = await wsdissect(['packets', ...argv, capture]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(told);
    expect(stderr).toMatch(/^wsdissect: /);
  });

  it('the place in a filter is marked', async () => {
    const { stderr } = await wsdissect(['packets', '-Y', 'ip && websocket.opcod == 1', capture]);
    expect(stderr.split('\n')[0]).toContain('ip && >>>websocket.opcod<<< == 1');
  });

  it('a packet beyond the capture', async () => {
    const { stdout, stderr, status } = await wsdissect(['packets', '--packet', '18-40,77', capture]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect({ stderr, status }).toEqual({ stderr: 'wsdissect: there is no packet 77: the last one is 19\n', status: 2 });
  });

  it('a capture that is cut: what there is comes first', async () => {
    const whole = readFileSync(capture);
    const path = file('cut.pcap', whole.subarray(0, whole.length - 10));
    const { stdout, stderr, status } = await wsdissect(['packets', path]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(18);
    expect(stderr).toMatch(/^wsdissect: .*cut\.pcap: .*\bbyte \d+.*\n$/);
    expect(status).toBe(2);
  });

  it('a link type that is not decoded is told of once, as in the log', async () => {
    const path = file('d-bus.pcap', everyKind(), 231);
    const log = await wsdissect([path]);
    for (const argv of [['packets'], ['packets', '-V'], ['stats']]) {
      const { stdout, stderr, status } = await wsdissect([...argv, path]);
      expect({ stderr, status }).toEqual({ stderr: log.stderr, status: 2 });
      expect(stdout).not.toBe('');
    }
  });

  it('a file that is none', async () => {
    const { stderr, status } = await wsdissect(['packets', join(directory, 'missing')]);
    expect({ stderr, status }).toEqual({
      stderr: `wsdissect: ${directory}/missing: there is no such file\n`,
      status: 2,
    });
  });
});
