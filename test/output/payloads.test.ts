import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PayloadFiles } from '../../src/output/payloads.js';
import { binary, close, end, message, session } from './events.js';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'wsdissect-payloads-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

function indexOf(directory: string): Record<string, unknown>[] {
  const lines = readFileSync(join(directory, 'index.ndjson'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('each payload is a file of its own', () => {
  it.each([
    { what: 'a JSON object', view: message({ payload: '{"a":"土"}' }), file: '1-Client.1.json' },
    { what: 'any JSON text', view: message({ payload: ' 123456789 ' }), file: '1-Client.1.json' },
    { what: 'text that only begins like JSON', view: message({ payload: '{"a":' }), file: '1-Client.1.txt' },
    { what: 'text', view: message({ payload: 'hello\n\u0000', from: 'server' }), file: '1-Server.1.txt' },
    { what: 'empty text', view: message({ payload: '' }), file: '1-Client.1.txt' },
    {
      what: 'text that is not UTF-8',
      view: message({ payload: Uint8Array.of(0x31, 0xff), validUtf8: false }),
      file: '1-Client.1.txt',
    },
    { what: 'binary', view: binary('{"a":1}', { number: 30 }), file: '1-Client.30.bin' },
    { what: 'a ping', view: binary('', { kind: 'ping', opcode: 9 }), file: '1-Client.1.bin' },
    { what: 'a close', view: close(1000, 'bye'), file: '1-Client.1.bin' },
    { what: 'another session', view: message({ session: session({ session: 7 }) }), file: '7-Client.1.txt' },
  ])('$what: $file', ({ view, file }) => {
    const directory = join(parent, 'new', 'deep');
    const files = new PayloadFiles(directory);
    files.message(view);
    files.finish();
    expect(readdirSync(directory).sort()).toEqual([file, 'index.ndjson'].sort());
    const written = readFileSync(join(directory, file));
    expect(written.equals(Buffer.from(view.bytes.subarray(view.start, view.end)))).toBe(true);
    expect(indexOf(directory)).toMatchObject([{ type: 'message', file }]);
  });
});

describe('index.ndjson', () => {
  it('has every record, without payloads', () => {
    const files = new PayloadFiles(parent);
    files.session(session());
    files.message(message({ payload: 'secret' }));
    files.warning({ code: 'limit', message: 'x' });
    files.end(end());
    files.finish();
    const records = indexOf(parent);
    expect(records.map(({ type }) => type)).toEqual(['session', 'message', 'warning', 'end']);
    expect(records[1]).not.toHaveProperty('text');
  });
});

describe('an existing directory', () => {
  it('is used where it is empty', () => {
    const directory = join(parent, 'empty');
    mkdirSync(directory);
    new PayloadFiles(directory).finish();
    expect(readdirSync(directory)).toEqual(['index.ndjson']);
  });

  it('is left alone where it holds anything', () => {
    writeFileSync(join(parent, 'notes.txt'), 'mine');
    expect(() => new PayloadFiles(parent)).toThrow(expect.objectContaining({ code: 'ENOTEMPTY', path: parent }));
    expect(readdirSync(parent)).toEqual(['notes.txt']);
  });
});
