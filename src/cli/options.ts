import { TIME_STYLES } from '../output/clock.js';
import type { From, MessageKind } from '../session/events.js';
import { CHECK_OPTIONS } from './check-options.js';
import { COMMANDS, type CommandName, type OptionSpec } from './option-spec.js';
import {
  parseChoice,
  parseChoices,
  parseLimit,
  parseNumbers,
  parsePattern,
  parsePorts,
  parseSize,
  parseTime,
} from './option-values.js';
import { PACKET_OPTIONS } from './packet-options.js';

const FROM: readonly From[] = ['client', 'server'];
const KINDS: readonly MessageKind[] = ['text', 'binary', 'ping', 'pong', 'close', 'reserved'];

const LOG: readonly CommandName[] = ['log'];
const CONVERSATIONS: readonly CommandName[] = ['log', 'sessions'];
const ALL = COMMANDS;
/** Commands that read captures. */
const READING: readonly CommandName[] = COMMANDS.filter((name) => name !== 'fields' && name !== 'rules');

export const OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--format <FORMAT>',
    name: 'format',
    group: 'Output',
    description: 'How results are written',
    example: 'wsdissect --format ndjson capture.pcap | jq .text',
    commands: ['log', 'sessions', 'info', 'fields', 'stats', 'check', 'rules'],
    parse: (text) => text.toLowerCase(),
  },
  {
    flags: '--payloads <DIR>',
    name: 'payloads',
    group: 'Output',
    description:
      'Write each payload to a file of its own in DIR, which is new or empty: 1-Client.3.json, .txt or .bin, and index.ndjson; the log is then written only if --format asks for it',
    example: 'wsdissect --payloads out capture.pcap',
    commands: LOG,
  },
  {
    flags: '--time <STYLE>',
    name: 'time',
    group: 'Output',
    description:
      'Times of fiddler and lines: local (the default), utc, relative (seconds since the first packet), delta (since the message before), epoch; ndjson is always in UTC',
    example: 'wsdissect --time relative capture.pcap',
    commands: LOG,
    parse: parseChoice(TIME_STYLES),
  },
  {
    flags: '--numbering <WAY>',
    name: 'numbering',
    group: 'Output',
    description:
      'Numbers of fiddler and lines: message (the default) counts the messages of each direction, fiddler the frames of both as Fiddler does',
    example: 'wsdissect --numbering fiddler capture.pcap',
    commands: LOG,
    parse: parseChoice(['message', 'fiddler'] as const),
  },
  {
    flags: '--max-payload <N>',
    name: 'maxPayload',
    group: 'Output',
    description: 'Show at most N bytes of each payload in fiddler and lines; ndjson is always whole',
    example: 'wsdissect --max-payload 200 capture.pcap',
    commands: LOG,
    parse: parseSize,
  },
  {
    flags: '--frames',
    name: 'frames',
    group: 'Output',
    description: 'Show the frames of each message as well',
    example: 'wsdissect --frames --format lines capture.pcap',
    commands: LOG,
  },
  {
    flags: '-o, --output <FILE>',
    name: 'output',
    group: 'Output',
    description: 'Write to FILE instead of standard output',
    example: 'wsdissect -o log.txt capture.pcap',
    commands: ALL,
  },
  {
    flags: '--color <WHEN>',
    name: 'color',
    group: 'Output',
    description: 'auto (the default: on a terminal, as NO_COLOR and FORCE_COLOR say), always or never',
    example: 'wsdissect --color always capture.pcap | less -R',
    commands: ['log', 'packets', 'stats', 'check'],
    parse: parseChoice(['auto', 'always', 'never'] as const),
  },
  {
    flags: '--quiet',
    name: 'quiet',
    group: 'Output',
    description: 'No warnings and no progress on standard error; errors are still told',
    example: 'wsdissect --quiet capture.pcap',
    commands: ALL,
  },
  {
    flags: '--session <N>',
    name: 'session',
    group: 'Choosing',
    description: 'Only session N, or several: 1,4,5',
    example: 'wsdissect --session 2 capture.pcap',
    commands: ['log', 'sessions', 'extract', 'check'],
    parse: parseNumbers(1),
    repeatable: true,
  },
  {
    flags: '--stream <N>',
    name: 'stream',
    group: 'Choosing',
    description: 'Only TCP stream N as Wireshark numbers them (tcp.stream), or several',
    example: 'wsdissect --stream 13 capture.pcap',
    commands: ['log', 'sessions', 'packets', 'follow', 'extract', 'check'],
    parse: parseNumbers(0),
    repeatable: true,
  },
  {
    flags: '--host <TEXT>',
    name: 'host',
    group: 'Choosing',
    description: 'Only sessions with TEXT in their Host header (or server address)',
    example: 'wsdissect --host push.example capture.pcap',
    commands: ['log', 'sessions', 'check'],
  },
  {
    flags: '--uri <TEXT>',
    name: 'uri',
    group: 'Choosing',
    description: 'Only sessions with TEXT in their request target',
    example: 'wsdissect --uri /socket.io/ capture.pcap',
    commands: ['log', 'sessions', 'check'],
  },
  {
    flags: '--from <SIDE>',
    name: 'from',
    group: 'Choosing',
    description: 'Only messages of the client, or of the server',
    example: 'wsdissect --from client capture.pcap',
    commands: CONVERSATIONS,
    parse: parseChoice(FROM),
  },
  {
    flags: '--kind <KIND>',
    name: 'kind',
    group: 'Choosing',
    description: 'Only messages of this kind, or of several: text, binary, ping, pong, close, reserved',
    example: 'wsdissect --kind text,binary capture.pcap',
    commands: CONVERSATIONS,
    parse: parseChoices(KINDS),
    repeatable: true,
  },
  {
    flags: '--grep <REGEX>',
    name: 'grep',
    group: 'Choosing',
    description:
      'Only messages whose payload matches this regular expression of JavaScript (binary payloads: a character a byte); look-around and back-references may make it very slow',
    example: `wsdissect --grep '"UserID":"\\d+"' capture.pcap`,
    commands: CONVERSATIONS,
    parse: parsePattern,
  },
  {
    flags: '--since <TIME>',
    name: 'since',
    group: 'Choosing',
    description:
      'Only messages from TIME on: 2018-07-02T17:09:59 (local unless it ends in Z or +08:00), seconds since 1970, or +SECONDS from the first packet',
    example: 'wsdissect --since +60 capture.pcap',
    commands: CONVERSATIONS,
    parse: parseTime,
  },
  {
    flags: '--until <TIME>',
    name: 'until',
    group: 'Choosing',
    description: 'Only messages up to TIME, written in the same ways',
    example: 'wsdissect --since +60 --until +90.5 capture.pcap',
    commands: CONVERSATIONS,
    parse: parseTime,
  },
  ...PACKET_OPTIONS,
  ...CHECK_OPTIONS,
  {
    flags: '--ws-port <PORT>',
    name: 'wsPort',
    group: 'Reading',
    description:
      'Take connections to this server port for WebSocket even where the handshake was not captured; repeatable',
    example: 'wsdissect --ws-port 9030 capture.pcap',
    commands: READING,
    parse: parsePorts,
    repeatable: true,
  },
  {
    flags: '--limit <NAME=VALUE>',
    name: 'limit',
    group: 'Reading',
    description: 'Change a limit on what is kept; repeatable',
    example: 'wsdissect --limit message-bytes=1G capture.pcap',
    commands: READING,
    parse: parseLimit,
    repeatable: true,
  },
  {
    flags: '--follow',
    name: 'follow',
    group: 'Reading',
    description: 'Go on reading as the capture file grows, until interrupted (Ctrl-C)',
    example: 'wsdissect --follow --format lines growing.pcap',
    commands: ['log', 'packets', 'follow'],
  },
  {
    flags: '--cross-check',
    name: 'crossCheck',
    group: 'Reading',
    description: 'Read each file with the package pcap-parser as well, and say whether both saw the same packets',
    example: 'wsdissect info --cross-check capture.pcap',
    commands: ['info'],
  },
  {
    flags: '-h, --help',
    name: 'help',
    group: 'General',
    description: 'Show this help; after a command, the help of that command',
    example: 'wsdissect sessions --help',
    commands: ALL,
  },
  {
    flags: '-v, --version',
    name: 'version',
    group: 'General',
    description: 'Show the version',
    example: 'wsdissect --version',
    commands: ALL,
  },
];
