import type { From } from '../session/events.js';
import type { CheckedSession, Rule, RuleHandlers } from './rule.js';
import { frameAfterClose } from './rules/frame-after-close.js';
import { frameClientUnmasked } from './rules/frame-client-unmasked.js';
import { frameContinuationOrphan } from './rules/frame-continuation-orphan.js';
import { frameControlFragmented } from './rules/frame-control-fragmented.js';
import { frameControlLong } from './rules/frame-control-long.js';
import { frameLengthLong } from './rules/frame-length-long.js';
import { frameLengthTopBit } from './rules/frame-length-top-bit.js';
import { frameMaskRepeated } from './rules/frame-mask-repeated.js';
import { frameMaskZero } from './rules/frame-mask-zero.js';
import { frameMessageNested } from './rules/frame-message-nested.js';
import { frameMessageUnfinished } from './rules/frame-message-unfinished.js';
import { frameOpcodeReserved } from './rules/frame-opcode-reserved.js';
import { frameRsv } from './rules/frame-rsv.js';
import { frameServerMasked } from './rules/frame-server-masked.js';

/** Where the end of a direction's head was not captured, its rest may be taken for frames. Of midway joins the frames tell. */
function beginningKnown({ upgrade }: CheckedSession, from: From): boolean {
  const { request, response } = upgrade;
  if (request === undefined && response === undefined) return true;
  const head = from === 'client' ? request : response;
  return head !== undefined && !head.cut;
}

/** The rule, without the frames and messages of directions whose beginning is not known. */
export function whereBeginningKnown(rule: Rule): Rule {
  const create: Rule['create'] = (options, run) => {
    const begin = rule.create(options, run);
    return (session) => {
      const handlers = begin(session);
      const known = { client: beginningKnown(session, 'client'), server: beginningKnown(session, 'server') };
      if (handlers === undefined || (known.client && known.server)) return handlers;
      return limited(handlers, known);
    };
  };
  return { ...rule, create };
}

function limited(handlers: RuleHandlers, known: Readonly<Record<From, boolean>>): RuleHandlers {
  return {
    frame: (frame) => {
      if (known[frame.from]) handlers.frame?.(frame);
    },
    message: (message, facts) => {
      if (known[message.from]) handlers.message?.(message, facts);
    },
    hole: (hole) => handlers.hole?.(hole),
    tcpEnd: (end) => handlers.tcpEnd?.(end),
    warning: (warning) => handlers.warning?.(warning),
    over: (end) => handlers.over?.(end),
  };
}

export const FRAMING_RULES: readonly Rule[] = [
  frameClientUnmasked,
  frameServerMasked,
  frameMaskZero,
  frameMaskRepeated,
  frameRsv,
  frameOpcodeReserved,
  frameLengthLong,
  frameLengthTopBit,
  frameControlFragmented,
  frameControlLong,
  frameContinuationOrphan,
  frameMessageNested,
  frameMessageUnfinished,
  frameAfterClose,
].map(whereBeginningKnown);
