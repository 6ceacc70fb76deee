import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** The layers, from the bytes to the command line: a folder knows those above it, never those below. */
const LAYERS = [
  'capture',
  'field',
  'display-filter',
  'link',
  'net',
  'tcp',
  'application',
  'tls',
  'http',
  'websocket',
  'session',
  'filter',
  'check',
  'packets',
  'follow',
  'output',
  'extract',
  '.',
  'cli',
];

/** Files on the top level that every layer may use: byte order, budgets and limits know no protocol. */
const SHARED = ['byte-order.ts', 'buffer-budget.ts', 'limits.ts'];

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

/** Files of src/ that a file imports, dynamic imports included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers
    .map((specifier) => relative(SRC, normalize(join(SRC, dirname(file), specifier))).replace(/\.js$/, '.ts'))
    .filter((target) => !target.startsWith('..'));
}

function layerOf(file: string): number {
  return LAYERS.indexOf(dirname(file).split('/')[0] ?? '');
}

describe('the direction of imports', () => {
  it('knows every folder of src/', () => {
    expect(sources().filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  it('runs one way, from the capture to the command line', () => {
    const upward = sources().flatMap((file) =>
      importsOf(file)
        .filter((target) => !SHARED.includes(target))
        .filter((target) => SHARED.includes(file) || layerOf(target) > layerOf(file))
        .map((target) => `${file} -> ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('has no circle', () => {
    const graph = new Map(sources().map((file) => [file, importsOf(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('finds something to check', () => {
    expect(sources().flatMap(importsOf).length).toBeGreaterThan(100);
  });
});
