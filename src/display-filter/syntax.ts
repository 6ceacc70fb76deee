import type { TextRange } from './filter-error.js';
import type { SliceRange } from './slice.js';
import type { ArithmeticOperator, ComparisonOperator } from './token.js';

/** Which of a field's values a comparison has to hold for. */
export type Quantifier = 'any' | 'all';

/** What is true or false of a packet. */
export type TestNode = TextRange &
  (
    | { readonly kind: 'and' | 'or' | 'xor'; readonly tests: readonly TestNode[] }
    | { readonly kind: 'not'; readonly test: TestNode }
    | { readonly kind: 'exists'; readonly operand: OperandNode }
    | ComparisonNode
    | ContainsNode
    | MatchesNode
    | MembershipNode
  );

export interface ComparisonNode extends TextRange {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly quantifier: Quantifier | undefined;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

export interface ContainsNode extends TextRange {
  readonly kind: 'contains';
  readonly quantifier: Quantifier | undefined;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

export interface MatchesNode extends TextRange {
  readonly kind: 'matches';
  readonly quantifier: Quantifier | undefined;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

export interface MembershipNode extends TextRange {
  readonly kind: 'membership';
  readonly quantifier: Quantifier | undefined;
  readonly left: OperandNode;
  readonly elements: readonly SetElement[];
}

/** A value, or all from `low` to `high`. */
export interface SetElement {
  readonly low: OperandNode;
  readonly high: OperandNode | undefined;
}

/** What has a value, or several. */
export type OperandNode = WordNode | StringNode | CharacterNode | SliceNode | NegationNode | ArithmeticNode | CallNode;

/** A field, or a literal without quotes: what it is compared with decides. */
export interface WordNode extends TextRange {
  readonly kind: 'word';
  readonly text: string;
}

export interface StringNode extends TextRange {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
}

export interface CharacterNode extends TextRange {
  readonly kind: 'character';
  readonly code: number;
}

export interface SliceNode extends TextRange {
  readonly kind: 'slice';
  readonly of: OperandNode;
  readonly ranges: readonly SliceRange[];
}

export interface NegationNode extends TextRange {
  readonly kind: 'negation';
  readonly of: OperandNode;
}

export interface ArithmeticNode extends TextRange {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: OperandNode;
  readonly right: OperandNode;
}

export interface CallNode extends TextRange {
  readonly kind: 'call';
  readonly name: string;
  /** Where the name stands. */
  readonly nameRange: TextRange;
  readonly args: readonly [OperandNode, ...OperandNode[]];
}
