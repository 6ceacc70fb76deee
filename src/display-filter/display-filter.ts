import type { Field } from '../field/field.js';
import type { FieldRegistry } from '../field/registry.js';
import type { Tree } from '../field/tree.js';
import { TestCompiler } from './compile.js';
import { parseFilter } from './parser.js';

/** A filter on packets. */
export interface DisplayFilter {
  /** Every field that it looks at: a tree has to be made with these, and others if need be. */
  readonly fields: ReadonlySet<Field>;
  /** @param tree a packet's flat tree, made with chosen fields */
  matches(tree: Tree): boolean;
}

/**
 * Compiles a filter in the language of wireshark-filter(4), Wireshark 4.0: `tcp.stream == 0 && websocket.opcode == 1`.
 * Beyond that language `^^` and `xor` are taken; layers (`#`) and references (`${…}`) are not.
 * @throws FilterError where the text is no filter, names no field, or compares what does not fit
 */
export function compileFilter(text: string, registry: FieldRegistry): DisplayFilter {
  const node = parseFilter(text);
  const compiler = new TestCompiler(registry);
  const matches = compiler.compile(node);
  return { fields: compiler.operands.fields, matches };
}
