import type { Rule } from './rule.js';
import { captureIncomplete } from './rules/capture-incomplete.js';

export const CAPTURE_RULES: readonly Rule[] = [captureIncomplete];
