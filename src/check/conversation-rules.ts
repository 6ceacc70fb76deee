import type { Rule } from './rule.js';
import { closingAbsent } from './rules/closing-absent.js';
import { closingClientFirst } from './rules/closing-client-first.js';
import { closingTcpLeftOpen } from './rules/closing-tcp-left-open.js';
import { closingUnanswered } from './rules/closing-unanswered.js';
import { heartbeatStopped } from './rules/heartbeat-stopped.js';
import { pingUnanswered } from './rules/ping-unanswered.js';
import { pongPayload } from './rules/pong-payload.js';
import { pongUnsolicited } from './rules/pong-unsolicited.js';
import { sessionFlapping } from './rules/session-flapping.js';
import { silenceTimeout } from './rules/silence-timeout.js';
import { tcpReset } from './rules/tcp-reset.js';

export const CONVERSATION_RULES: readonly Rule[] = [
  pingUnanswered,
  pongPayload,
  pongUnsolicited,
  heartbeatStopped,
  closingAbsent,
  closingUnanswered,
  closingTcpLeftOpen,
  closingClientFirst,
  tcpReset,
  silenceTimeout,
  sessionFlapping,
];
