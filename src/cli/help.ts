import { DEFAULT_LIMITS } from '../limits.js';
import { FORMATS } from './formats.js';
import { COMMANDS, type CommandName, type OptionSpec } from './option-spec.js';
import { OPTIONS } from './options.js';

/** Columns of the help, and where the descriptions begin. */
const WIDTH = 96;
const INDENT = 25;

const GROUPS = {
  Output: 'Output',
  Choosing: 'What to show',
  Judging: 'Judging',
  Reading: 'Reading',
  General: 'General',
} as const;

interface CommandHelp {
  readonly summary: string;
  readonly example: string;
}

const COMMAND_HELP: Readonly<Record<CommandName, CommandHelp>> = {
  log: { summary: 'The conversation, message by message (also without a command)', example: 'wsdissect capture.pcap' },
  sessions: { summary: 'A table of the sessions', example: 'wsdissect sessions capture.pcap' },
  info: { summary: 'What the capture files hold', example: 'wsdissect info capture.pcap' },
  packets: {
    summary: 'Every packet, as Wireshark shows it: a line each, or its tree, bytes and fields',
    example: "wsdissect packets -Y 'tcp.stream == 0' capture.pcap",
  },
  fields: {
    summary: 'The fields that filters and -e know; with a PATTERN, those whose name or label has it',
    example: 'wsdissect fields websocket',
  },
  follow: {
    summary: 'What one TCP stream carried, both directions, holes marked in place',
    example: 'wsdissect follow --stream 0 --as websocket capture.pcap',
  },
  stats: {
    summary: 'Protocols, conversations, endpoints, messages over time, remarks by severity',
    example: 'wsdissect stats capture.pcap',
  },
  check: {
    summary: 'Whether the conversations were right by the RFCs: for tests, each capture for itself',
    example: 'wsdissect check capture.pcap',
  },
  rules: {
    summary: 'The rules of check; with an ID, what one asks for, why, and an example of what breaks it',
    example: 'wsdissect rules ping-unanswered',
  },
  extract: {
    summary: 'Some of the packets as a capture of their own, for Wireshark',
    example: 'wsdissect extract --session 3 -o session3.pcapng capture.pcap',
  },
};

const FORMAT_HELP: Readonly<Partial<Record<CommandName, string>>> = {
  log: 'fiddler (the default): a block for each message; lines: a line for each; ndjson: a JSON object for each, complete',
  sessions: 'table (the default) or ndjson: a JSON object for each beginning and end of a session',
  info: 'text (the default) or ndjson: a JSON object for each capture, and one for all',
  fields: 'table (the default) or ndjson: a JSON object for each field',
  stats: 'table (the default) or ndjson: a JSON object for each row',
  check: 'text (the default) or ndjson: a JSON object for each finding',
  rules: 'table (the default) or ndjson: a JSON object for each rule',
};

/** The help of one command, or of everything. */
export function helpText(command?: CommandName): string {
  const options = OPTIONS.filter(({ commands }) => command === undefined || commands.includes(command));
  const lines = [
    ...(command === undefined ? overview() : commandUsage(command)),
    '',
    ...wrapped(
      'CAPTURE is a pcap or pcapng file, compressed (gzip, zstd, lz4) or not, or - for standard input. Several are read as one, in the order of their first packets.',
      0,
    ),
  ];
  for (const [group, title] of Object.entries(GROUPS)) {
    const specs = options.filter((spec) => spec.group === group);
    if (specs.length > 0) lines.push('', `${title}:`, ...specs.flatMap((spec) => optionHelp(spec, command)));
  }
  lines.push(
    '',
    ...wrapped(
      'Exit status: 0 done; 1 check found something; 2 wrong usage, or input that could not be read whole (what could be read is written first).',
      0,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function overview(): string[] {
  return [
    'wsdissect: see what happened on a WebSocket connection, from a packet capture',
    '',
    'Usage: wsdissect [COMMAND] [OPTION...] CAPTURE...',
    '',
    'Commands:',
    ...COMMANDS.flatMap((name) => entry(name, COMMAND_HELP[name].summary, COMMAND_HELP[name].example)),
  ];
}

function commandUsage(command: CommandName): string[] {
  const { summary, example } = COMMAND_HELP[command];
  const operands = command === 'fields' ? '[PATTERN]' : command === 'rules' ? '[ID]' : 'CAPTURE...';
  return [`Usage: wsdissect ${command} [OPTION...] ${operands}`, '', summary, `e.g. ${example}`];
}

function optionHelp(spec: OptionSpec, command: CommandName | undefined): string[] {
  const only = command === undefined && spec.commands.length === 1 && spec.name === 'crossCheck' ? '(info) ' : '';
  const description = `${only}${spec.description}${details(spec, command)}`;
  const example = command === undefined ? spec.example : exampleFor(spec.example, command);
  return entry(spec.flags.replace(/[<>]/g, ''), description, example);
}

const COMMAND_NAME = new RegExp(`^wsdissect( (${COMMANDS.join('|')})\\b)?`);

/** An example for `log` needs no command; one for another command names it, and fits what it writes. */
function exampleFor(example: string, command: CommandName): string {
  if (command === 'log') return example.replace(COMMAND_NAME, 'wsdissect log');
  return example.replace(COMMAND_NAME, `wsdissect ${command}`).replace(/ \|.*$/, '');
}

/** What is known only from elsewhere: the formats of the command, the limits there are. */
function details({ name }: OptionSpec, command: CommandName | undefined): string {
  if (name === 'limit') return `: ${limitNames().join(', ')}`;
  if (name !== 'format') return '';
  if (command !== undefined) return `: ${FORMAT_HELP[command] ?? ''}`;
  const others = `info: ${FORMATS.info.join(' or ')}; fields, stats and rules as sessions`;
  return `: ${FORMAT_HELP.log} (sessions: ${FORMATS.sessions.join(' or ')}; ${others})`;
}

function limitNames(): string[] {
  return Object.entries(DEFAULT_LIMITS).map(([name, value]: [string, number]) => {
    const text = name.endsWith('-bytes') ? sizeText(value) : `${value}${name.endsWith('-time') ? ' ms' : ''}`;
    return `${name} (${text})`;
  });
}

/** `64M`, `256k`, `200`, in bytes */
function sizeText(size: number): string {
  if (size > 0 && size % 1024 ** 2 === 0) return `${size / 1024 ** 2}M`;
  return size > 0 && size % 1024 === 0 ? `${size / 1024}k` : String(size);
}

/** A term, its description behind it, and an example below. */
function entry(term: string, description: string, example: string): string[] {
  const lines = wrapped(description, INDENT);
  const [first = '', ...rest] = lines;
  const exampleLine = `${' '.repeat(INDENT)}e.g. ${example}`;
  if (term.length > INDENT - 4) return [`  ${term}`, ...lines, exampleLine];
  return [`  ${term.padEnd(INDENT - 2)}${first.trimStart()}`, ...rest, exampleLine];
}

/** Breaks a paragraph into lines, all with the same indent. */
function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((content) => ' '.repeat(indent) + content);
}
