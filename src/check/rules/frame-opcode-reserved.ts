import { ofHeader } from '../evidence.js';
import { binary, frame, goodbye, here, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { atMostDeflate } from './frame-rsv.js';

function isReserved(opcode: number): boolean {
  return (opcode >= 3 && opcode <= 7) || opcode >= 11;
}

export const frameOpcodeReserved: Rule = {
  id: 'frame-opcode-reserved',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.2' },
  summary: 'Opcodes 3 to 7 and 11 to 15 are reserved',
  why: 'A receiver must fail the connection. Often the sender lost count of its own bytes, and the frame begins in the middle of a payload.',
  remedy: 'The sender uses 0, 1, 2, 8, 9 and 10 alone, and sends lengths that agree with its payloads.',
  examples: {
    bad: [
      [upgrade(), here(frame('client', 3, 'Hello'), '83'), goodbye()],
      [upgrade(), here(frame('server', 11), '8b'), goodbye()],
    ],
    good: [
      [upgrade(), binary('client', 'Hello'), goodbye()],
      [upgrade({ extensions: 'x-own' }, { extensions: 'x-own' }), frame('server', 11), goodbye()],
    ],
  },
  create: () => (session) => {
    if (!atMostDeflate(session)) return undefined;
    return {
      frame: (seen) => {
        if (isReserved(seen.opcode)) session.report(ofHeader(seen, `opcode ${seen.opcode} is reserved`, 0));
      },
    };
  },
};
