import { Command, CommanderError, Option } from 'commander';
import { FORMATS } from './formats.js';
import { type CliOptions, COMMANDS, type CommandName, type OptionSpec } from './option-spec.js';
import { OPTIONS } from './options.js';
import { UsageError } from './usage-error.js';

/** What a command line asks for. */
export interface CommandLine {
  readonly command: CommandName;
  /** Whether the command was named, or `log` was meant by naming none. */
  readonly named: boolean;
  /** Names of the captures; for `fields` and `rules`, which read none, the pattern or the id. */
  readonly captures: readonly string[];
  readonly options: CliOptions;
}

/**
 * @param argv the arguments alone, without the paths of node and of the script
 * @throws {@link UsageError}
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const program = new Command('wsdissect')
    .argument('[capture...]')
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
  for (const spec of OPTIONS) program.addOption(commanderOption(spec));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(oneLine(error.message));
    throw error;
  }
  const [first, ...rest] = program.args;
  const options: CliOptions = program.opts();
  const command = COMMANDS.find((name) => name === first);
  if (first === 'help') {
    const topic = COMMANDS.find((name) => name === rest[0]);
    return { command: topic ?? 'log', named: topic !== undefined, captures: [], options: { ...options, help: true } };
  }
  const captures = command === undefined ? program.args : rest;
  const line: CommandLine = { command: command ?? 'log', named: command !== undefined, captures, options };
  if (options.help !== true && options.version !== true) check(line);
  return line;
}

function commanderOption({ flags, parse, repeatable }: OptionSpec): Option {
  const option = new Option(flags);
  if (parse === undefined) return option;
  return option.argParser((text: string, before: unknown) => {
    try {
      const value = parse(text);
      return repeatable === true && before !== undefined ? joined(before, value) : value;
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${longFlag(flags)}: ${error.message}`);
      throw error;
    }
  });
}

function joined(before: unknown, value: unknown): unknown {
  return Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : Object.assign({}, before, value);
}

/** `--output` of `-o, --output <FILE>` */
export function longFlag(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

/** Commander's message without its own prefix and in one line. */
function oneLine(message: string): string {
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}

function check({ command, captures, options }: CommandLine): void {
  for (const { name, flags, commands } of OPTIONS) {
    if (options[name] !== undefined && !commands.includes(command)) {
      throw new UsageError(`${longFlag(flags)} does not belong to '${command}', but to ${commands.join(' and ')}`);
    }
  }
  const formats: readonly string[] = command === 'extract' ? [] : FORMATS[command];
  if (options.format !== undefined && !formats.includes(options.format)) {
    throw new UsageError(`--format: '${options.format}' is none of ${formats.join(', ')}`);
  }
  if (command === 'fields') {
    if (captures.length > 1) throw new UsageError("'fields' takes one pattern: a part of a field's name or label");
    return;
  }
  if (command === 'rules') {
    if (captures.length > 1) throw new UsageError("'rules' takes one ID, or none for all");
    return;
  }
  if (captures.length === 0)
    throw new UsageError('no capture given: name a pcap or pcapng file, or - for standard input');
  if (captures.filter((capture) => capture === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
}
