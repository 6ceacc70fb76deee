import { uint8 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { IPV4_HEADER_LENGTH } from './ipv4.js';
import { describeOptionData, OPTION_DATA_FIELDS } from './ipv4-option-data.js';

/** Option types (RFC 791, section 3.1) that are looked at by name. */
const OptionType = {
  END: 0,
  NO_OPERATION: 1,
  LOOSE_SOURCE_ROUTE: 131,
  STRICT_SOURCE_ROUTE: 137,
} as const;

interface OptionKind {
  readonly field: Field;
  /** As the list in `Options:` names it. */
  readonly name: string;
  /** Least length in bytes, type and length included. */
  readonly least: number;
}

function kind(name: string, filter: string, least: number): OptionKind {
  return { field: { name: `ip.options.${filter}`, label: `IP Option - ${name}`, type: 'protocol' }, name, least };
}

const KINDS: ReadonlyMap<number, OptionKind> = new Map([
  [OptionType.END, kind('End of Options List (EOL)', 'eol', 1)],
  [OptionType.NO_OPERATION, kind('No-Operation (NOP)', 'nop', 1)],
  [130, kind('Security', 'security', 3)],
  [OptionType.LOOSE_SOURCE_ROUTE, kind('Loose Source Route', 'route', 3)],
  [68, kind('Time Stamp', 'timestamp', 4)],
  [133, kind('Extended Security', 'ext_security', 3)],
  [134, kind('Commercial Security', 'cipso', 10)],
  [7, kind('Record Route', 'record_route', 3)],
  [136, kind('Stream ID', 'sid', 4)],
  [OptionType.STRICT_SOURCE_ROUTE, kind('Strict Source Route', 'source_route', 3)],
  [11, kind('MTU Probe', 'mtu_probe', 4)],
  [12, kind('MTU Reply', 'mtu_reply', 4)],
  [82, kind('Traceroute', 'traceroute', 12)],
  [148, kind('Router Alert', 'routeralert', 4)],
  [149, kind('Selective Directed Broadcast', 'sdb', 6)],
  [25, kind('Quick-Start', 'qs', 8)],
]);

const CLASSES: readonly string[] = [
  'Control',
  'Reserved for future use',
  'Debugging and measurement',
  'Reserved for future use',
];

const NUMBERS: ReadonlyMap<number, string> = new Map([
  [0, 'End of Option List (EOL)'],
  [1, 'No-Operation (NOP)'],
  [2, 'Security'],
  [3, 'Loose source route'],
  [4, 'Time stamp'],
  [5, 'Extended security'],
  [6, 'Commercial IP security option'],
  [7, 'Record route'],
  [8, 'Stream identifier'],
  [9, 'Strict source route'],
  [11, 'MTU probe'],
  [12, 'MTU Reply'],
  [18, 'Traceroute'],
  [20, 'Router Alert'],
  [21, 'Selective Directed Broadcast'],
  [25, 'Quick-Start'],
]);

const TYPE_FIELDS = {
  type: { name: 'ip.opt.type', label: 'Type', type: 'uint', bits: [0, 8] },
  copy: {
    name: 'ip.opt.type.copy',
    label: 'Copy on fragmentation',
    type: 'boolean',
    bits: [0, 1],
    word: 8,
    truth: ['Yes', 'No'],
  },
  class: {
    name: 'ip.opt.type.class',
    label: 'Class',
    type: 'uint',
    bits: [1, 2],
    word: 8,
    names: (value) => CLASSES[value],
  },
  number: {
    name: 'ip.opt.type.number',
    label: 'Number',
    type: 'uint',
    bits: [3, 5],
    word: 8,
    names: (value) => NUMBERS.get(value),
  },
  length: { name: 'ip.opt.len', label: 'Length', type: 'uint', bits: [8, 8] },
  invalidLength: { name: 'ip.opt.len.invalid', label: 'Invalid length for option', type: 'none' },
  noOperations: {
    name: 'ip.nop',
    label: '4 NOP in a row - a router may have removed some options',
    type: 'none',
  },
} as const satisfies FieldTable;

export const IPV4_OPTION_FIELDS: readonly Field[] = [
  ...Object.values(TYPE_FIELDS),
  ...Object.values(OPTION_DATA_FIELDS),
  ...Array.from(KINDS.values(), ({ field }) => field),
];

/** A heading; no field of its own. */
const HEADING: Field = { name: '', label: 'Options', type: 'none' };

/** So many in a row are told of. */
const MANY_NO_OPERATIONS = 4;

/** Draws the options of a header of `headerLength` bytes, as far as they are captured. */
export function describeIpv4Options(tree: Tree, header: HeaderSpan, headerLength: number): void {
  const { bytes } = header;
  const first = header.start + IPV4_HEADER_LENGTH;
  const end = Math.min(header.start + headerLength, header.payloadEnd);
  if (first >= end) return;
  const length = headerLength - IPV4_HEADER_LENGTH;
  let names = '';
  let noOperations = 0;
  const heading = tree.open(HEADING, undefined, first, length);
  for (let at = first; at < end; ) {
    const type = uint8(bytes, at);
    const known = KINDS.get(type);
    if (known !== undefined && known.least === 1) {
      noOperations = type === OptionType.NO_OPERATION ? noOperations + 1 : 0;
      if (noOperations === MANY_NO_OPERATIONS) {
        addExpert(tree, TYPE_FIELDS.noOperations, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0);
        noOperations = 0;
      }
      tree.open(known.field, undefined, at, 1);
      describeType(tree, at);
      tree.close();
      if (type === OptionType.END) break;
      at++;
      continue;
    }
    noOperations = 0;
    const optionLength = at + 1 < end ? uint8(bytes, at + 1) : 0;
    if (optionLength < 2 || at + optionLength > end) {
      addInvalid(tree, known?.name ?? `Unknown (0x${type.toString(16).padStart(2, '0')})`, at, end, optionLength);
      break;
    }
    if (known === undefined) {
      const text = `Unknown (0x${type.toString(16).padStart(2, '0')}) (${optionLength} bytes)`;
      tree.add(HEADING, undefined, at, optionLength, text);
    } else {
      describeOption(tree, header, known, at, optionLength);
      names += `, ${known.name}`;
    }
    at += optionLength;
  }
  heading.text = `Options: (${length} bytes)${names}`;
  tree.close();
}

function describeOption(tree: Tree, header: HeaderSpan, known: OptionKind, at: number, length: number): void {
  const item = tree.open(known.field, undefined, at, length, `${known.field.label} (${length} bytes)`);
  describeType(tree, at);
  tree.fixed(TYPE_FIELDS.length, at);
  if (length >= known.least) item.text += describeOptionData(tree, header, at, length);
  tree.close();
}

function describeType(tree: Tree, at: number): void {
  tree.open(TYPE_FIELDS.type, tree.valueAt(TYPE_FIELDS.type, at), at, 1);
  tree.fixed(TYPE_FIELDS.copy, at);
  tree.fixed(TYPE_FIELDS.class, at);
  tree.fixed(TYPE_FIELDS.number, at);
  tree.close();
}

/** An option whose length cannot be: what is behind it has no meaning. */
function addInvalid(tree: Tree, name: string, at: number, end: number, length: number): void {
  const unit = length === 1 ? 'byte' : 'bytes';
  const text =
    at + 1 >= end
      ? `${name} (length byte past end of options)`
      : length < 2
        ? `${name} (with too-short option length = ${length} ${unit})`
        : `${name} (option length = ${length} bytes says option goes past end of options)`;
  const taken = Math.min(2, end - at);
  tree.open(HEADING, undefined, at, taken, text);
  addExpert(tree, TYPE_FIELDS.invalidLength, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0, text);
  tree.close();
}

/**
 * Where a source route has the final destination of a packet that is still on its way to it (RFC 791, section 3.1).
 * @returns index in the header's bytes, -1 where the header's destination is the final one
 */
export function finalDestination(header: HeaderSpan, headerLength: number): number {
  const { bytes } = header;
  const end = Math.min(header.start + headerLength, header.payloadEnd);
  for (let at = header.start + IPV4_HEADER_LENGTH; at + 2 < end; ) {
    const type = uint8(bytes, at);
    if (type === OptionType.END) return -1;
    const length = type === OptionType.NO_OPERATION ? 1 : uint8(bytes, at + 1);
    if (length === 0 || at + length > end) return -1;
    if (type === OptionType.LOOSE_SOURCE_ROUTE || type === OptionType.STRICT_SOURCE_ROUTE) {
      const onItsWay = length >= 7 && uint8(bytes, at + 2) <= length - 3;
      return onItsWay ? at + 3 + (Math.floor((length - 3) / 4) - 1) * 4 : -1;
    }
    at += length;
  }
  return -1;
}
