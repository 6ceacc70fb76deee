import { Checker } from '../check/checker.js';
import type { Level } from '../check/finding.js';
import { RULES } from '../check/registry.js';
import { fails, type Threshold } from '../check/verdict.js';
import { didYouMean } from '../display-filter/suggestions.js';
import { Dissection } from '../dissection.js';
import { ByteWriter } from '../output/byte-writer.js';
import { writeCheckNdjson } from '../output/check-ndjson.js';
import type { JudgedCapture } from '../output/check-run.js';
import { writeCheckText } from '../output/check-text.js';
import { CheckReports } from './check-reports.js';
import { loadPalette, wantsColour } from './colours.js';
import type { CommandLine } from './command-line.js';
import { dissectionOptions, interruptOf } from './dissection-options.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { nothingFound } from './nothing-found.js';
import type { CliOptions } from './option-spec.js';
import { openOutput } from './output-file.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

/**
 * `wsdissect check`: whether each capture's conversations were right.
 * @returns the exit status: 0 nothing found; 1 something; 2 it could not be done
 */
export async function checkCommand(line: CommandLine, io: CliIo): Promise<number> {
  const levels = levelsOf(line.options);
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    const reports = new CheckReports(line, io, output);
    try {
      return await check(line, levels, io, output, reports);
    } finally {
      reports.close();
    }
  } finally {
    close();
  }
}

/** @throws UsageError where a rule is not known */
function levelsOf({ rule = {} }: CliOptions): ReadonlyMap<string, Level> {
  const ids = RULES.map(({ id }) => id);
  for (const id of Object.keys(rule)) {
    if (!ids.includes(id))
      throw new UsageError(`--rule: there is no rule '${id}'${didYouMean(id, ids) || "; 'wsdissect rules' lists all"}`);
  }
  return new Map(Object.entries(rule));
}

async function check(
  line: CommandLine,
  levels: ReadonlyMap<string, Level>,
  io: CliIo,
  output: CliOutput,
  reports: CheckReports,
): Promise<number> {
  const { captures, options } = line;
  const { failOn = 'warn', maxWarnings = 0, format, color = 'auto' } = options;
  const threshold: Threshold = { failOn, maxWarnings };
  const writer = new ByteWriter(output);
  const palette = await loadPalette(wantsColour(color, io, output.terminal));
  const rules = new Map(RULES.map((rule) => [rule.id, rule]));
  const shown = format !== undefined || !reports.inPlace;
  const judged: JudgedCapture[] = [];
  let status = 0;
  for (const capture of captures) {
    const { verdict, problem } = await judge({ ...line, captures: [capture] }, levels, io, output, writer);
    judged.push({ verdict, problem });
    if (format === 'ndjson') writeCheckNdjson(writer, verdict, captures.length > 1);
    else if (shown) writeCheckText(writer, verdict, { palette, rules });
    writer.flush();
    if (output.closed) return status;
    if (problem !== undefined) status = 2;
    else if (fails(verdict, threshold)) status = Math.max(status, 1);
  }
  const asked = RULES.filter(({ id, severity }) => (levels.get(id) ?? severity) !== 'off');
  reports.write({ captures: judged, rules: asked, threshold, version: version() });
  return status;
}

async function judge(
  line: CommandLine,
  levels: ReadonlyMap<string, Level>,
  io: CliIo,
  output: CliOutput,
  writer: ByteWriter,
): Promise<JudgedCapture> {
  const { captures, options } = line;
  const interrupt = interruptOf(line);
  const checker = new Checker({ rules: RULES, levels });
  const dissection = new Dissection(captures, { ...dissectionOptions(options, interrupt?.signal), observer: checker });
  // What the capture lacks is among the findings.
  const warnings = await run(dissection, [checker], { line, io, output, writer, quiet: true, interrupt });
  checker.finish();
  warnings.finish();
  const empty = checker.sessions === 0 && options.allowEmpty !== true;
  if (empty && warnings.whole) writeLine(io.stderr, nothingFound(dissection.packets, options));
  const problem = !warnings.whole ? 'it could not be read whole' : empty ? 'there is no session to judge' : undefined;
  return { verdict: checker.verdict(captures[0] ?? '-'), problem };
}
