import { RULES } from '../check/registry.js';
import { didYouMean } from '../display-filter/suggestions.js';
import { ByteWriter } from '../output/byte-writer.js';
import { writeRule, writeRuleRecords, writeRuleTable } from '../output/rule-text.js';
import type { CommandLine } from './command-line.js';
import type { CliIo } from './io.js';
import { openOutput } from './output-file.js';
import { UsageError } from './usage-error.js';

/** `wsdissect rules [ID]`: what check knows. @throws UsageError where there is no such rule @returns the exit status */
export function rulesCommand({ captures, options }: CommandLine, io: CliIo): number {
  const [id] = captures;
  const rules = id === undefined ? RULES : RULES.filter((rule) => rule.id === id);
  const [rule] = rules;
  if (id !== undefined && rule === undefined) {
    const ids = RULES.map((known) => known.id);
    throw new UsageError(`there is no rule '${id}'${didYouMean(id, ids) || "; 'wsdissect rules' lists all"}`);
  }
  const { output, close } = openOutput(options.output, [], io);
  try {
    const writer = new ByteWriter(output);
    if (options.format === 'ndjson') writeRuleRecords(writer, rules);
    else if (id !== undefined && rule !== undefined) writeRule(writer, rule);
    else writeRuleTable(writer, rules);
    writer.flush();
    return 0;
  } finally {
    close();
  }
}
