import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { concat, PcapngWriter, pcapFileHeader, pcapRecord, writePcap } from '../../fixtures/build/index.js';
import { Captures } from '../../src/capture/captures.js';
import { contents, packetAt, pieces, read } from './read-captures.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'wsdissect-captures-'));
const SOURCE = join(import.meta.dirname, '../../src/capture/captures.ts');
const TSX = join(import.meta.dirname, '../../node_modules/.bin/tsx');
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, bytes);
  return path;
}

/** A capture of one packet of these bytes. */
function captureAt(seconds: string, value: number): Uint8Array {
  return writePcap([packetAt(seconds, value)]);
}

describe('an input may be', () => {
  const bytes = captureAt('1', 7);
  it.each([
    ['a path', () => file('one.pcap', bytes)],
    ['bytes', () => bytes],
    ['a part of a larger buffer', () => concat('xxx', bytes, 'yyy').subarray(3, 3 + bytes.length)],
    ['a stream of Node', () => Readable.from([bytes.subarray(0, 30), bytes.subarray(30)])],
    ['any stream of bytes', () => pieces(bytes, 3)],
  ])('%s', async (_name, input) => {
    const { packets, problems } = await read(input());
    expect({ bytes: contents(packets), problems }).toEqual({ bytes: ['07070707'], problems: [] });
  });

  it('standard input, decoded as it comes', async () => {
    const script = `
      import { Captures } from ${JSON.stringify(SOURCE)};
      const captures = new Captures(['-']);
      for await (const _ of captures.packets({ packet: ({ number }) => console.log(number) }));
      console.log(captures.files[0].name, captures.problems.length);`;
    const child = spawn(TSX, [file('read-stdin.mts', Buffer.from(script))], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    child.stdin.write(writePcap([packetAt('1', 1)]));
    expect((await lines.next()).value).toBe('1');
    child.stdin.write(pcapRecord(packetAt('2', 2)).subarray(0, 17));
    child.stdin.write(pcapRecord(packetAt('2', 2)).subarray(17));
    expect((await lines.next()).value).toBe('2');
    child.stdin.end();
    expect((await lines.next()).value).toBe('standard input 0');
  });

  it('a named pipe', async () => {
    const path = join(FOLDER, 'pipe');
    await once(spawn('mkfifo', [path]), 'exit');
    const writer = spawn('sh', ['-c', `cat > '${path}'`], { stdio: ['pipe', 'ignore', 'inherit'] });
    writer.stdin.end(bytes);
    const { packets, captures } = await read([path, captureAt('0', 3)]);
    expect(contents(packets)).toEqual(['03030303', '07070707']);
    expect(captures.files[0]?.size).toBeUndefined();
  });
});

describe('several captures', () => {
  it('are read in the order of their first packets, whatever their kind', async () => {
    const inputs = [
      captureAt('5', 5),
      new PcapngWriter().interface({ tsresol: 9 }).packet(packetAt('2.000000001', 2)).bytes(),
      Readable.from([captureAt('4', 4)]),
      gzipSync(captureAt('2.000000', 1)),
      file('three.pcap', captureAt('3', 3)),
      pieces(gzipSync(captureAt('6', 6)), 5),
    ];
    const { packets, problems, captures } = await read(inputs);
    expect(problems).toEqual([]);
    expect(packets.map(({ number, file, bytes }) => [number, file, bytes.slice(0, 2)])).toEqual([
      [1, 3, '01'],
      [2, 1, '02'],
      [3, 4, '03'],
      [4, 2, '04'],
      [5, 0, '05'],
      [6, 5, '06'],
    ]);
    expect(captures.files.map(({ name }) => name)).toEqual([
      'bytes',
      'bytes',
      'stream',
      'bytes',
      join(FOLDER, 'three.pcap'),
      'stream',
    ]);
  });

  it('keep their order where they begin at the same time', async () => {
    expect(contents((await read([captureAt('1', 1), captureAt('1', 2), captureAt('1', 3)])).packets)).toEqual([
      '01010101',
      '02020202',
      '03030303',
    ]);
  });

  it('without a first time come last', async () => {
    const inputs = [
      pcapFileHeader(),
      new PcapngWriter().interface().simplePacket(new Uint8Array(2)).bytes(),
      captureAt('1', 1),
    ];
    const { packets, problems } = await read(inputs);
    expect(packets.map(({ file, number }) => [file, number])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(problems).toEqual([]);
  });

  it('are ordered by a first packet far behind other blocks', async () => {
    const late = new PcapngWriter()
      .interface()
      .block(0x1234, new Uint8Array(3_000_000))
      .packet(packetAt('1', 1))
      .bytes();
    expect(contents((await read([captureAt('2', 2), late, pieces(late, 100_000)])).packets)).toEqual([
      '01010101',
      '01010101',
      '02020202',
    ]);
  });

  it('are read although one of them cannot be', async () => {
    mkdirSync(join(FOLDER, 'folder'));
    const inputs = [
      join(FOLDER, 'missing.pcap'),
      captureAt('2', 2),
      join(FOLDER, 'folder'),
      Buffer.from('text'),
      captureAt('1', 1),
    ];
    const { packets, captures } = await read(inputs);
    expect(contents(packets)).toEqual(['01010101', '02020202']);
    expect(captures.problems.map(({ input, code, message }) => [input, code, message])).toEqual([
      [join(FOLDER, 'missing.pcap'), 'capture-unreadable', 'there is no such file'],
      [join(FOLDER, 'folder'), 'capture-unreadable', 'this is a directory; name the captures in it'],
      ['bytes', 'not-a-capture', 'this is a text file, not a packet capture'],
    ]);
  });

  it('may be a thousand, of which few are open at once', async () => {
    const paths = Array.from({ length: 1000 }, (_, i) =>
      file(`rotated-${i}.pcap`, captureAt(String(1000 - i), i & 0xff)),
    );
    // The shell's limit is far below the number of files.
    const script = `
      import { Captures } from ${JSON.stringify(SOURCE)};
      const captures = new Captures(process.argv.slice(2));
      const seen = [];
      for await (const _ of captures.packets({ packet: (packet) => seen.push(packet.seconds) }));
      const sorted = seen.every((seconds, i) => seconds === i + 1);
      console.log(JSON.stringify({ packets: seen.length, sorted, problems: captures.problems.length }));`;
    const path = file('read-all.mts', Buffer.from(script));
    const child = spawn('sh', ['-c', 'ulimit -n 64; exec "$@"', 'sh', TSX, path, ...paths], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    await once(child, 'close');
    expect(JSON.parse(output)).toEqual({ packets: 1000, sorted: true, problems: 0 });
  });

  it('are closed when the reader leaves early', async () => {
    const streams = [captureAt('1', 1), captureAt('2', 2)].map((bytes) => Readable.from([bytes, bytes]));
    for await (const _ of new Captures(streams).packets({ packet() {} })) break;
    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });
});

describe('what cannot be read is said in plain words', () => {
  it.skipIf(process.getuid?.() === 0)('no permission', async () => {
    const path = file('secret.pcap', captureAt('1', 1));
    chmodSync(path, 0);
    expect((await read(path)).problems).toEqual(['capture-unreadable: there is no permission to read it']);
  });

  it('a path through a file', async () => {
    const path = join(file('plain', new Uint8Array(1)), 'a.pcap');
    expect((await read(path)).problems).toEqual(['capture-unreadable: a part of the path is no directory']);
  });

  it('a stream that fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield captureAt('1', 1);
      throw new Error('the line is dead');
    }
    const { packets, problems } = await read(failing());
    expect(packets).toHaveLength(1);
    expect(problems).toEqual([
      'capture-unreadable: it cannot be read (the line is dead), at byte 44; what is before that was read',
    ]);
  });

  it('a stream of text', async () => {
    const stream = Readable.from(['text', 'more']) as AsyncIterable<Uint8Array>;
    expect((await read(stream)).problems).toEqual([
      'capture-unreadable: it cannot be read (the stream gives strings, not bytes)',
    ]);
  });

  it('but an error of the sink is thrown', async () => {
    const reading = async (): Promise<void> => {
      const sink = {
        packet(): void {
          throw new Error('full');
        },
      };
      for await (const _ of new Captures([captureAt('1', 1)]).packets(sink));
    };
    await expect(reading()).rejects.toThrow('full');
  });
});

describe('packets are handed out as they come', () => {
  it('from a stream that has not ended', async () => {
    const seen: number[] = [];
    const before: number[] = [];
    async function* live(): AsyncGenerator<Uint8Array> {
      yield pcapFileHeader();
      for (let i = 1; i <= 3; i++) {
        before.push(seen.length);
        const record = pcapRecord(packetAt(String(i), i));
        yield record.subarray(0, 10);
        yield record.subarray(10);
      }
    }
    for await (const _ of new Captures([live()]).packets({ packet: ({ number }) => seen.push(number) }));
    expect(before).toEqual([0, 1, 2]);
  });

  it('and the bytes of the filling before are still there', async () => {
    const large = writePcap(Array.from({ length: 60 }, (_, i) => packetAt(String(i), i, 100_000)));
    const captures = new Captures([large]);
    const held: { value: number; bytes: Uint8Array; start: number; filling: number }[] = [];
    const sink = {
      packet(packet: { bytes: Uint8Array; start: number; filling: number; number: number }): void {
        held.push({ value: packet.number - 1, bytes: packet.bytes, start: packet.start, filling: packet.filling });
        for (const { value, bytes, start, filling } of held) {
          if (packet.filling - filling <= 1) expect(bytes[start + 99_999]).toBe(value);
        }
      },
    };
    for await (const _ of captures.packets(sink));
    expect(held.at(-1)?.filling).toBeGreaterThan(3);
  });
});

describe('the summary', () => {
  it('knows the times, also of packets out of order', async () => {
    const packets = ['5.000001', '3.5', '9', '8.999999'].map((time, i) => packetAt(time, i));
    const { captures } = await read(writePcap(packets));
    const tally = captures.files[0]?.summary?.tally;
    expect(tally).toMatchObject({ packets: 4, bytes: 16, withoutTime: 0, outOfOrder: 2 });
    expect(tally?.first).toEqual({ seconds: 3, nanoseconds: 500_000_000, timeDigits: 6, packet: 2 });
    expect(tally?.last).toEqual({ seconds: 9, nanoseconds: 0, timeDigits: 6, packet: 3 });
  });

  it('knows the size on disk', async () => {
    const bytes = gzipSync(captureAt('1', 1));
    const { captures } = await read(file('small.pcap.gz', bytes));
    expect(captures.files).toMatchObject([
      { size: bytes.length, bytesRead: bytes.length, summary: { fileSize: bytes.length, compression: 'gzip' } },
    ]);
    expect(captures.bytesRead).toBe(bytes.length);
  });
});
