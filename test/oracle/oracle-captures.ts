import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

const { WSDISSECT_CORPUS } = process.env;

/** Where the public captures lie that are not part of this repository; undefined where they are not at hand. */
export const CORPUS: string | undefined = WSDISSECT_CORPUS || undefined;

/** A capture under the name that tables know it by: its folder and its file. */
export interface NamedCapture {
  readonly name: string;
  readonly path: string;
}

function capturesIn(parent: string, folder: string): NamedCapture[] {
  return readdirSync(join(parent, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(json|md)$/.test(entry.name))
    .map((entry) => ({
      name: `${basename(folder)}/${entry.name}`,
      path: join(parent, folder, entry.name),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The captures of this repository. */
export function fixtureCaptures(): NamedCapture[] {
  return [
    { name: 'push-service.pcap', path: join(FIXTURES, 'push-service.pcap') },
    ...capturesIn(FIXTURES, 'published'),
    ...capturesIn(FIXTURES, 'recorded'),
  ];
}

/** The captures in one folder of the corpus, or in all; none where it is not at hand. */
export function corpusCaptures(folder?: string): NamedCapture[] {
  if (CORPUS === undefined) return [];
  const root = CORPUS;
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map((entry) => entry.name)
    .filter((name) => folder === undefined || name === folder)
    .sort()
    .flatMap((name) => capturesIn(root, name));
}

/**
 * Declares that the tests of the corpus are skipped where WSDISSECT_CORPUS does not say where it is.
 * @returns whether it does
 */
export function hasCorpus(subject: string): boolean {
  if (CORPUS !== undefined) return true;
  const message = `${subject}: WSDISSECT_CORPUS does not name the folder of the public captures`;
  process.stderr.write(`SKIPPED ${message}\n`);
  test.skip(message);
  return false;
}
