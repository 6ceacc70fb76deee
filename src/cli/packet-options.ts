import { FOLLOW_AS } from '../follow/follow-sink.js';
import { PACKET_TIME_STYLES } from '../output/packet-clock.js';
import { FORMATS } from './formats.js';
import type { OptionSpec } from './option-spec.js';
import { parseChoice, parseRanges } from './option-values.js';
import { UsageError } from './usage-error.js';

function parseList(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '');
}

function parseOne(text: string): readonly string[] {
  if (text === '') throw new UsageError('nothing stands behind it');
  return [text];
}

/** The options that belong to the packet view and to what is made from it. */
export const PACKET_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '-V, --details',
    name: 'details',
    group: 'Output',
    description: "Each packet's layers and fields as a tree",
    example: 'wsdissect packets -V --packet 10 capture.pcap',
    commands: ['packets'],
  },
  {
    flags: '-x, --hex',
    name: 'hex',
    group: 'Output',
    description: "Each packet's bytes, and what was decoded from them, as a hexdump",
    example: 'wsdissect packets -V -x --packet 10 capture.pcap',
    commands: ['packets'],
  },
  {
    flags: '-T, --type <TYPE>',
    name: 'type',
    group: 'Output',
    description:
      'text (the default); fields: the fields of -e, a line a packet; json: typed values; tshark-json and ek: as tshark writes them',
    example: 'wsdissect packets -T json -Y websocket capture.pcap',
    commands: ['packets'],
    parse: parseChoice(FORMATS.packets),
  },
  {
    flags: '-e, --field <NAME>',
    name: 'field',
    group: 'Output',
    description: 'A field for -T fields, by its display filter name; repeatable',
    example: 'wsdissect packets -T fields -e frame.number -e tcp.stream capture.pcap',
    commands: ['packets'],
    parse: parseList,
    repeatable: true,
  },
  {
    flags: '-E, --fields-option <NAME=VALUE>',
    name: 'fieldsOption',
    group: 'Output',
    description:
      'How -T fields writes: header=y|n, separator=/t|/s|C, quote=d|s|n, occurrence=f|l|a, aggregator=,|/s|C, bom=y|n, escape=y|n; repeatable',
    example: 'wsdissect packets -e ip.src,ip.dst -E header=y -E separator=, a.pcap',
    commands: ['packets'],
    parse: parseOne,
    repeatable: true,
  },
  {
    flags: '-t, --timestamps <STYLE>',
    name: 'timestamps',
    group: 'Output',
    description:
      'The time column: r from the first packet (the default), d from the packet before, dd from the one shown before, a and ad local time, without and with the date, u and ud UTC, e seconds since 1970',
    example: 'wsdissect packets -t ad capture.pcap',
    commands: ['packets'],
    parse: parseChoice(PACKET_TIME_STYLES),
  },
  {
    flags: '--as <PROTOCOL>',
    name: 'as',
    group: 'Output',
    description:
      'Follow the stream as tcp (the default): its bytes; http: heads and decoded bodies; websocket: messages',
    example: 'wsdissect follow --stream 0 --as websocket capture.pcap',
    commands: ['follow'],
    parse: parseChoice(FOLLOW_AS),
  },
  {
    flags: '--show <FORM>',
    name: 'show',
    group: 'Output',
    description: 'How bytes are shown: ascii (the default), hex, raw, yaml or c-array',
    example: 'wsdissect follow --stream 0 --show hex capture.pcap',
    commands: ['follow'],
    parse: parseChoice(FORMATS.follow),
  },
  {
    flags: '--comments',
    name: 'comments',
    group: 'Output',
    description: 'Give the packet that completes a message a comment that names it: Client.1 text 193 bytes',
    example: 'wsdissect extract --session 1 --comments -o one.pcapng capture.pcap',
    commands: ['extract'],
  },
  {
    flags: '-Y, --filter <FILTER>',
    name: 'filter',
    group: 'Choosing',
    description:
      "Only packets that match a display filter in Wireshark's language; in the log, messages whose packets match",
    example: "wsdissect packets -Y 'tcp.stream == 0 && websocket' capture.pcap",
    commands: ['log', 'packets', 'stats', 'extract'],
    parse: (text) => text,
  },
  {
    flags: '--packet <N-M>',
    name: 'packet',
    group: 'Choosing',
    description: 'Only packet N, or N to M, or several of these with commas',
    example: 'wsdissect packets --packet 10,20-32 capture.pcap',
    commands: ['packets', 'extract'],
    parse: parseRanges,
    repeatable: true,
  },
];
