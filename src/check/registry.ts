import { CAPTURE_RULES } from './capture-rules.js';
import { CONVERSATION_RULES } from './conversation-rules.js';
import { FRAMING_RULES } from './framing-rules.js';
import { HANDSHAKE_RULES } from './handshake-rules.js';
import { PAYLOAD_RULES } from './payload-rules.js';
import type { Rule } from './rule.js';

/** Every rule, by family. */
export const RULES: readonly Rule[] = [
  ...HANDSHAKE_RULES,
  ...FRAMING_RULES,
  ...PAYLOAD_RULES,
  ...CONVERSATION_RULES,
  ...CAPTURE_RULES,
];
