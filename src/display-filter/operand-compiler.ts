import type { Field } from '../field/field.js';
import type { FieldRegistry } from '../field/registry.js';
import { calculated, calculationTarget, negated } from './arithmetic.js';
import { fieldOperand } from './field-values.js';
import { FilterError, quoted } from './filter-error.js';
import { functionOf } from './functions.js';
import { readCharacter, readString, readWord } from './literals.js';
import { bytesOf, type Literal, literalOperand, mapped, type Operand, type Target, typeText } from './operand.js';
import { sliceOf } from './slice.js';
import { didYouMean } from './suggestions.js';
import type { ArithmeticNode, CallNode, NegationNode, OperandNode, SliceNode, WordNode } from './syntax.js';

/** Makes operands of what was read: looks fields up, and literals become what they are compared with. */
export class OperandCompiler {
  readonly #registry: FieldRegistry;
  /** Every field that was named, with its namesakes. */
  readonly fields = new Set<Field>();

  constructor(registry: FieldRegistry) {
    this.#registry = registry;
  }

  /** The fields of a name; empty where there is none. They count as looked at. */
  named(name: string): readonly Field[] {
    const fields = this.#registry.byName(bareName(name));
    for (const field of fields) this.fields.add(field);
    return fields;
  }

  /** What stands where only something with a type of its own can stand. */
  typed(node: OperandNode): Operand {
    return this.#compile(node, undefined);
  }

  /** What is searched: a protocol with all that it carries, as in `tcp contains "GET"`. */
  searched(node: OperandNode): Operand {
    const [first, ...others] = node.kind === 'word' ? this.named(node.text) : [];
    return first?.type === 'protocol' ? fieldOperand([first, ...others], true) : this.typed(node);
  }

  /** What is compared with something of the target's type. */
  comparable(node: OperandNode, target: Target): Operand {
    return this.#compile(node, target);
  }

  /** Why a word names no field. */
  unknownField({ text, start, end }: WordNode): FilterError {
    if (/^[.:]?\d/.test(text)) {
      return new FilterError(`expected a field or a function, not ${quoted(text)}`, { start, end });
    }
    const name = bareName(text);
    return new FilterError(`${quoted(name)} is no field${didYouMean(name, this.#registry.names())}`, { start, end });
  }

  #compile(node: OperandNode, target: Target | undefined): Operand {
    switch (node.kind) {
      case 'word':
        return this.#word(node, target);
      case 'string':
        return this.#literal(node, target, 'a string', (wanted) => readString(node.bytes, wanted));
      case 'character':
        return this.#literal(node, target, 'a character', (wanted) => readCharacter(node.code, wanted));
      case 'slice':
        return this.#slice(node);
      case 'negation':
        return this.#negation(node, target);
      case 'arithmetic':
        return this.#arithmetic(node, target);
      case 'call':
        return this.#call(node);
    }
  }

  /** A literal of the target's type, or else a field. Almost anything is text, so there a field comes first. */
  #word(node: WordNode, target: Target | undefined): Operand {
    const { text } = node;
    const onlyField = target === undefined || text.startsWith('.');
    if (!onlyField && target.type !== 'string') {
      const literal = readWord(text, target);
      if (typeof literal !== 'string') return literalOperand(literal, target);
    }
    const [first, ...others] = this.named(text);
    if (first !== undefined) return fieldOperand([first, ...others]);
    if (onlyField) throw this.unknownField(node);
    const literal = readWord(text, target);
    if (typeof literal === 'string') throw this.#refused(node, text, literal);
    return literalOperand(literal, target);
  }

  #refused(node: OperandNode, text: string, reason: string): FilterError {
    const isName = /^[a-z_]/i.test(text) && !reason.includes('did you mean');
    return new FilterError(`${quoted(text)} ${reason}${isName ? didYouMean(text, this.#registry.names()) : ''}`, node);
  }

  #literal(
    node: OperandNode,
    target: Target | undefined,
    what: string,
    read: (target: Target) => Literal | string,
  ): Operand {
    if (target === undefined) throw new FilterError(`expected a field or a function, not ${what}`, node);
    const literal = read(target);
    if (typeof literal === 'string') throw new FilterError(`this ${literal}`, node);
    return literalOperand(literal, target);
  }

  #slice(node: SliceNode): Operand {
    const of = this.typed(node.of);
    const { type, name } = of.target;
    const sliceable = of.kind === 'bytes' || of.kind === 'string' || of.kind === 'ipv4' || of.kind === 'ipv6';
    if (!sliceable) throw new FilterError(`${name} is ${typeText(type)} and has no bytes to slice`, node.of);
    return mapped(of, 'bytes', `a slice of ${name}`, (value) => {
      const bytes = bytesOf(value);
      return bytes === undefined ? undefined : sliceOf(bytes, node.ranges);
    });
  }

  #negation(node: NegationNode, target: Target | undefined): Operand {
    const { of } = node;
    const numeric = of.kind === 'word' && /^\d/.test(of.text);
    if (!numeric || target === undefined) return negated(this.#compile(of, target && calculationTarget(target)), of);
    const literal = readWord(`-${of.text}`, target);
    if (typeof literal === 'string') throw this.#refused(node, `-${of.text}`, literal);
    return literalOperand(literal, target);
  }

  #arithmetic(node: ArithmeticNode, target: Target | undefined): Operand {
    const left = this.#compile(node.left, target && calculationTarget(target));
    const right = this.#compile(node.right, calculationTarget(left.target));
    return calculated(node.operator, left, right, node);
  }

  #call(node: CallNode): Operand {
    const apply = functionOf(node);
    const [first, ...others] = node.args;
    const operand = this.typed(first);
    const { target } = operand;
    const rest = others.map((other) => ({ operand: this.comparable(other, target), node: other }));
    return apply([{ operand, node: first }, ...rest], `${node.name}(${target.name})`);
  }
}

/** A dot before a name says that it is a field's. */
function bareName(name: string): string {
  return name.startsWith('.') ? name.slice(1) : name;
}
