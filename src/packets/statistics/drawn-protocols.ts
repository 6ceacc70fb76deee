import type { Field } from '../../field/field.js';
import type { Tree } from '../../field/tree.js';
import { ICMP_FIELDS } from '../../net/icmp-description.js';
import { ICMPV6_FIELDS } from '../../net/icmpv6-description.js';
import { ALL_FIELDS } from '../fields.js';

/** The layers that trees can have: all but the frame itself and Wireshark's own (`_ws.malformed`). */
export const PROTOCOLS: ReadonlySet<Field> = new Set(
  ALL_FIELDS.filter(({ name, type }) => type === 'protocol' && name !== 'frame' && !name.startsWith('_ws')),
);

/** Lists of one packet; thousands of frames can fit into it. */
const MOST_LISTS = 64;

/** What ICMP carries is a part of it: the beginning of a packet that was not delivered, or nothing but padding. */
const INNERMOST: ReadonlySet<string> = new Set([ICMP_FIELDS.protocol.name, ICMPV6_FIELDS.protocol.name]);

/** A segment can complete several of these: they stand side by side in it, not within each other. */
const SIDE_BY_SIDE: ReadonlySet<string> = new Set(['http', 'tls', 'websocket']);

/**
 * Layers of a packet as they are drawn, the outermost first: `eth`, `ip`, `tcp`, `websocket`. Unlike in frame.protocols a
 * WebSocket frame does not bring HTTP with it. Where a segment completes several things each has a list of its own.
 * @param tree the packet's flat tree, with {@link PROTOCOLS}
 */
export function drawnProtocols(tree: Tree): string[][] {
  let names: string[] = [];
  const all = [names];
  for (const { field } of tree.roots) {
    const { name } = field;
    if (!PROTOCOLS.has(field)) continue;
    const segment = SIDE_BY_SIDE.has(name) ? names.lastIndexOf('tcp') : -1;
    if (segment >= 0 && segment + 1 < names.length) {
      names = names.slice(0, segment + 1);
      if (all.length < MOST_LISTS) all.push(names);
    }
    names.push(name);
    if (INNERMOST.has(name)) break;
  }
  return all;
}
