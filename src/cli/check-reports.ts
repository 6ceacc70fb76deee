import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Rule } from '../check/rule.js';
import { ByteWriter } from '../output/byte-writer.js';
import { writeCheckGithub } from '../output/check-github.js';
import { writeCheckGitlab } from '../output/check-gitlab.js';
import { writeCheckJson } from '../output/check-json.js';
import { writeCheckJunit } from '../output/check-junit.js';
import { writeCheckMarkdown } from '../output/check-markdown.js';
import { writeCheckNdjson } from '../output/check-ndjson.js';
import type { CheckReport, CheckRun } from '../output/check-run.js';
import { writeCheckSarif } from '../output/check-sarif.js';
import { writeCheckSummary } from '../output/check-summary.js';
import { writeCheckTap } from '../output/check-tap.js';
import { writeCheckText } from '../output/check-text.js';
import { NO_COLOURS } from '../output/palette.js';
import type { CommandLine } from './command-line.js';
import type { CliIo, CliOutput } from './io.js';
import type { ReportTarget } from './option-spec.js';
import { openOutput } from './output-file.js';
import { UsageError } from './usage-error.js';

/** Most bytes of a job summary of GitHub Actions. */
const MOST_SUMMARY = 1024 ** 2;

const WRITERS: Readonly<Record<ReportTarget['format'], CheckReport>> = {
  text: (writer, { captures, rules }) => {
    const byId = new Map(rules.map((rule): [string, Rule] => [rule.id, rule]));
    for (const { verdict } of captures) writeCheckText(writer, verdict, { palette: NO_COLOURS, rules: byId });
  },
  summary: writeCheckSummary,
  ndjson: (writer, { captures }) => {
    for (const { verdict } of captures) writeCheckNdjson(writer, verdict, captures.length > 1);
  },
  json: writeCheckJson,
  junit: writeCheckJunit,
  sarif: writeCheckSarif,
  github: writeCheckGithub,
  gitlab: writeCheckGitlab,
  tap: writeCheckTap,
  markdown: writeCheckMarkdown,
};

/** The reports of `--report`; their files are open from the start, so that one that cannot be written is known then. */
export class CheckReports {
  readonly #open: {
    readonly format: ReportTarget['format'];
    readonly output: CliOutput;
    readonly close: () => void;
  }[] = [];
  readonly #env: CliIo['env'];
  /** One of them takes the place of the results. */
  readonly inPlace: boolean;

  /** @param output where results go @throws UsageError where two reports would go to the same place */
  constructor({ captures, options }: CommandLine, io: CliIo, output: CliOutput) {
    const { report: targets = [] } = options;
    const places = [options.output, ...targets.map(({ file }) => file)].flatMap((file) =>
      file === undefined ? [] : resolve(file),
    );
    if (new Set(places).size < places.length) throw new UsageError('--report: two of them go to the same file');
    this.#env = io.env;
    this.inPlace = targets.some(({ file }) => file === undefined);
    if (targets.filter(({ file }) => file === undefined).length > 1) {
      throw new UsageError('--report: only one can go without a file: FORMAT=FILE');
    }
    try {
      for (const { format, file } of targets) {
        const opened = file === undefined ? { output, close: () => {} } : openOutput(file, captures, io, '--report');
        this.#open.push({ format, ...opened });
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  write(run: CheckRun): void {
    for (const { format, output } of this.#open) {
      writeReport(WRITERS[format], run, output);
      if (format === 'github') this.#writeStepSummary(run);
    }
  }

  /** GitHub Actions shows what is put into the file it names. */
  #writeStepSummary(run: CheckRun): void {
    const { GITHUB_STEP_SUMMARY: path } = this.#env;
    if (path === undefined || path === '') return;
    const pieces: Buffer[] = [];
    const write = (bytes: Uint8Array, start: number, end: number) =>
      pieces.push(Buffer.from(bytes.subarray(start, end)));
    writeReport(writeCheckMarkdown, run, { write });
    const summary = Buffer.concat(pieces);
    const end = summary.length <= MOST_SUMMARY ? summary.length : summary.lastIndexOf('\n', MOST_SUMMARY - 1) + 1;
    appendFileSync(path, summary.subarray(0, end));
  }

  close(): void {
    for (const { close } of this.#open) close();
  }
}

function writeReport(report: CheckReport, run: CheckRun, output: ConstructorParameters<typeof ByteWriter>[0]): void {
  const writer = new ByteWriter(output);
  report(writer, run);
  writer.flush();
}
