import type { FieldRegistry } from '../field/registry.js';
import { isNonZero } from './arithmetic.js';
import { comparison, holdsForValues, type Test } from './comparison.js';
import { containment } from './containment.js';
import { presenceOf } from './field-values.js';
import { FilterError, quoted, type TextRange } from './filter-error.js';
import { membership } from './membership.js';
import { type Operand, type Target, typeText } from './operand.js';
import { OperandCompiler } from './operand-compiler.js';
import { compilePattern } from './pattern.js';
import type { ComparisonNode, ContainsNode, MatchesNode, MembershipNode, OperandNode, TestNode } from './syntax.js';

/** Makes a closure of a filter that was read: types are checked here, once. */
export class TestCompiler {
  readonly operands: OperandCompiler;

  constructor(registry: FieldRegistry) {
    this.operands = new OperandCompiler(registry);
  }

  compile(node: TestNode): Test {
    switch (node.kind) {
      case 'and':
        return allOf(node.tests.map((test) => this.compile(test)));
      case 'or':
        return anyOf(node.tests.map((test) => this.compile(test)));
      case 'xor':
        return oddOf(node.tests.map((test) => this.compile(test)));
      case 'not': {
        const test = this.compile(node.test);
        return (tree) => !test(tree);
      }
      case 'exists':
        return this.#exists(node.operand);
      case 'comparison':
        return this.#comparison(node);
      case 'contains':
        return this.#contains(node);
      case 'matches':
        return this.#matches(node);
      case 'membership':
        return this.#membership(node);
    }
  }

  /** A field or slice is there; a calculation is not zero. */
  #exists(node: OperandNode): Test {
    switch (node.kind) {
      case 'word': {
        const fields = this.operands.named(node.text);
        if (fields.length === 0) throw this.operands.unknownField(node);
        return presenceOf(fields);
      }
      case 'call':
        this.operands.typed(node);
        throw new FilterError(`${node.name}() has to be compared with something`, node);
      case 'slice': {
        const { values } = this.operands.typed(node);
        return (tree) => values(tree).length > 0;
      }
      default: {
        const { values } = this.operands.typed(node);
        return (tree) => values(tree).some(isNonZero);
      }
    }
  }

  #comparison(node: ComparisonNode): Test {
    const left = this.operands.typed(node.left);
    requireValue(left, node.left);
    const right = this.operands.comparable(node.right, left.target);
    requireSameKind(left, right, node.right);
    return comparison(node.operator, node.quantifier, left, right);
  }

  #contains(node: ContainsNode): Test {
    const left = this.operands.searched(node.left);
    requireSearchable(left, node.left, 'contain');
    const right = this.operands.comparable(node.right, partOf(left.target));
    requireSameKind(left, right, node.right);
    return containment(left, right, node.quantifier !== 'all');
  }

  #matches(node: MatchesNode): Test {
    const left = this.operands.searched(node.left);
    requireSearchable(left, node.left, 'match');
    const { right } = node;
    if (right.kind !== 'string') throw new FilterError('expected a regular expression in double quotes', right);
    const isText = left.kind === 'string';
    const pattern = compilePattern(Buffer.from(right.bytes).toString(isText ? 'utf8' : 'latin1'));
    if (typeof pattern === 'string') throw new FilterError(`this is no regular expression: ${pattern}`, right);
    const any = node.quantifier !== 'all';
    return (tree) =>
      holdsForValues(left.values(tree), any, (value) =>
        pattern.test(value instanceof Uint8Array ? latin1(value) : String(value)),
      );
  }

  #membership(node: MembershipNode): Test {
    const left = this.operands.typed(node.left);
    requireValue(left, node.left);
    const element = (part: OperandNode): Operand => {
      const operand = this.operands.comparable(part, left.target);
      requireSameKind(left, operand, part);
      return operand;
    };
    const elements = node.elements.map(({ low, high }) => ({
      low: element(low),
      high: high === undefined ? undefined : element(high),
    }));
    return membership(left, elements, node.quantifier !== 'all');
  }
}

function allOf(tests: readonly Test[]): Test {
  return (tree) => {
    for (const test of tests) if (!test(tree)) return false;
    return true;
  };
}

function anyOf(tests: readonly Test[]): Test {
  return (tree) => {
    for (const test of tests) if (test(tree)) return true;
    return false;
  };
}

function oddOf(tests: readonly Test[]): Test {
  return (tree) => {
    let odd = false;
    for (const test of tests) odd = test(tree) !== odd;
    return odd;
  };
}

/** One character a byte, so that a pattern can speak of any byte. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** What a value of the target's type may contain: part of an address is only bytes. */
function partOf(target: Target): Target {
  return target.type === 'ether' ? { ...target, partial: true } : target;
}

function requireValue({ kind, target }: Operand, range: TextRange): void {
  if (kind !== 'none') return;
  throw new FilterError(`${quoted(target.name)} has no value to compare; it can only be asked for`, range);
}

function requireSearchable({ kind, target }: Operand, range: TextRange, verb: string): void {
  if (kind === 'string' || kind === 'bytes') return;
  const wrapped = kind === 'number' && target.type !== 'boolean' ? `; string(${target.name}) is text` : '';
  const name = target.name;
  throw new FilterError(
    `${quoted(name)} is ${typeText(target.type)}, and only text and bytes can ${verb}${wrapped}`,
    range,
  );
}

function requireSameKind(left: Operand, right: Operand, range: TextRange): void {
  if (left.kind === right.kind) return;
  const [a, b] = [left.target, right.target];
  throw new FilterError(
    `${quoted(b.name)} is ${typeText(b.type)}, and ${a.name} is ${typeText(a.type)}; they cannot be compared`,
    range,
  );
}
