import { whereBeginningKnown } from './framing-rules.js';
import type { Rule } from './rule.js';
import { closeCodeInvalid } from './rules/close-code-invalid.js';
import { closeCodeUnassigned } from './rules/close-code-unassigned.js';
import { closePayloadOneByte } from './rules/close-payload-one-byte.js';
import { closeReasonInvalidUtf8 } from './rules/close-reason-invalid-utf8.js';
import { payloadInvalidUtf8 } from './rules/payload-invalid-utf8.js';
import { payloadNotInflating } from './rules/payload-not-inflating.js';
import { payloadRsv1Misplaced } from './rules/payload-rsv1-misplaced.js';

export const PAYLOAD_RULES: readonly Rule[] = [
  payloadInvalidUtf8,
  closeReasonInvalidUtf8,
  closePayloadOneByte,
  closeCodeInvalid,
  closeCodeUnassigned,
  payloadNotInflating,
  payloadRsv1Misplaced,
].map(whereBeginningKnown);
