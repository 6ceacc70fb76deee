import type { FieldType } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { etherText, ipv4Text, ipv6Text } from './address-text.js';
import { negated } from './arithmetic.js';
import { FilterError, quoted } from './filter-error.js';
import { typeWidth } from './number-literal.js';
import { bytesOf, type Kind, mapped, NO_VALUES, type Operand, typeText, type Value } from './operand.js';
import { didYouMean, listed } from './suggestions.js';
import type { CallNode, OperandNode } from './syntax.js';
import { highest, lowest, type Order, orderOf } from './value-order.js';

/** An argument: what it is, and where it stands. */
export interface Argument {
  readonly operand: Operand;
  readonly node: OperandNode;
}

interface FilterFunction {
  /** Undefined: any number from one on. */
  readonly count: number | undefined;
  /** @param name how messages call what it returns: `len(tcp.payload)` */
  readonly apply: (args: readonly [Argument, ...Argument[]], name: string) => Operand;
}

const FUNCTIONS: ReadonlyMap<string, FilterFunction> = new Map<string, FilterFunction>([
  ['len', { count: 1, apply: ([of], name) => length(of, name) }],
  ['count', { count: 1, apply: ([of], name) => occurrences(of, name) }],
  ['lower', { count: 1, apply: ([of], name) => changedCase(of, name, (text) => text.toLowerCase()) }],
  ['upper', { count: 1, apply: ([of], name) => changedCase(of, name, (text) => text.toUpperCase()) }],
  ['string', { count: 1, apply: ([of], name) => asText(of, name) }],
  ['abs', { count: 1, apply: ([of]) => absolute(of) }],
  ['max', { count: undefined, apply: (args, name) => extreme(args, name, highest) }],
  ['min', { count: undefined, apply: (args, name) => extreme(args, name, lowest) }],
]);

/** What the function of that name makes of its arguments. The name and the number of arguments are checked. */
export function functionOf({ name, nameRange, args }: CallNode): FilterFunction['apply'] {
  const known = FUNCTIONS.get(name);
  if (known === undefined) {
    const names = [...FUNCTIONS.keys()];
    const hint = didYouMean(name, names) || `; the functions are ${listed(names)}`;
    throw new FilterError(`${quoted(name)} is no function${hint}`, nameRange);
  }
  const { count, apply } = known;
  if (count !== undefined && args.length !== count) {
    throw new FilterError(`${name}() is of one field, not of ${args.length}`, nameRange);
  }
  return apply;
}

function requireKind({ operand, node }: Argument, fits: boolean, name: string, needed: string): void {
  if (fits) return;
  const { target } = operand;
  throw new FilterError(`${name} needs ${needed}, and ${target.name} is ${typeText(target.type)}`, node);
}

/** Bytes of each value; of a number, those of its type. */
function length(argument: Argument, name: string): Operand {
  const { operand } = argument;
  const { kind, target } = operand;
  if (kind === 'number') {
    const bytes = target.type === 'boolean' ? 1 : Math.max(1, ...target.fields.map(typeWidth).map((bits) => bits / 8));
    return mapped(operand, 'uint', name, () => bytes);
  }
  const hasLength = kind !== 'none' && kind !== 'absolute-time' && kind !== 'relative-time';
  requireKind(argument, hasLength, name, 'text, bytes or a number');
  return mapped(operand, 'uint', name, (value) => bytesOf(value)?.length);
}

/** How often a field is there; nothing where it is not. */
function occurrences({ operand }: Argument, name: string): Operand {
  const values = (tree: Tree): readonly Value[] => {
    const { length } = operand.values(tree);
    return length === 0 ? NO_VALUES : [length];
  };
  return { kind: 'number', target: { type: 'uint', name, fields: [] }, values };
}

function changedCase(argument: Argument, name: string, change: (text: string) => string): Operand {
  requireKind(argument, argument.operand.kind === 'string', name, 'text');
  return mapped(argument.operand, 'string', name, (value) => (typeof value === 'string' ? change(value) : undefined));
}

/** Numbers in decimal, addresses as they are shown. */
function asText(argument: Argument, name: string): Operand {
  const { operand } = argument;
  const { type } = operand.target;
  const write = addressText(type, operand.kind);
  const fits = write !== undefined || (operand.kind === 'number' && type !== 'boolean');
  requireKind(argument, fits, name, 'a number or an address');
  return mapped(operand, 'string', name, (value) => (value instanceof Uint8Array ? write?.(value) : String(value)));
}

function addressText(type: FieldType, kind: Kind): ((bytes: Uint8Array) => string) | undefined {
  if (type === 'ether') return etherText;
  if (kind === 'ipv4') return ipv4Text;
  return kind === 'ipv6' ? ipv6Text : undefined;
}

function absolute(argument: Argument): Operand {
  const { operand, node } = argument;
  const opposite = negated(operand, node);
  const values = (tree: Tree): readonly Value[] => {
    const opposites = opposite.values(tree);
    return operand.values(tree).map((value, index) => (isBelowZero(value) ? (opposites[index] ?? value) : value));
  };
  return { kind: operand.kind, target: opposite.target, values };
}

function isBelowZero(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' ? value < 0 : false;
}

/** The value that comes before or behind all others, of all arguments together. */
function extreme(
  args: readonly [Argument, ...Argument[]],
  name: string,
  pick: (values: readonly Value[], order: Order) => Value | undefined,
): Operand {
  const [first] = args;
  const { kind, target } = first.operand;
  for (const argument of args) {
    requireKind(argument, argument.operand.kind === kind && kind !== 'none', name, typeText(target.type));
  }
  const order = orderOf(kind);
  const values = (tree: Tree): readonly Value[] => {
    const all = args.flatMap(({ operand }) => operand.values(tree));
    const picked = pick(all, order);
    return picked === undefined ? NO_VALUES : [picked];
  };
  return { kind, target: { ...target, name }, values };
}
