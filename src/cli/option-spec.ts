import type { Level, Severity } from '../check/finding.js';
import type { TimeBound } from '../filter/time-bound.js';
import type { FollowAs } from '../follow/follow-sink.js';
import type { Limits } from '../limits.js';
import type { TimeStyle } from '../output/clock.js';
import type { PacketTimeStyle } from '../output/packet-clock.js';
import type { From, MessageKind } from '../session/events.js';
import type { FORMATS, REPORTS } from './formats.js';
import type { NumberRange } from './option-values.js';

export const COMMANDS = [
  'log',
  'sessions',
  'info',
  'packets',
  'fields',
  'follow',
  'stats',
  'extract',
  'check',
  'rules',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** A report of `check`. */
export interface ReportTarget {
  readonly format: (typeof REPORTS)[number];
  /** Results' own place unless given. */
  readonly file?: string;
}

/** The options of the command line as they are understood; what was not given is absent. */
export interface CliOptions {
  readonly format?: string;
  readonly payloads?: string;
  readonly time?: TimeStyle;
  readonly numbering?: 'message' | 'fiddler';
  readonly maxPayload?: number;
  readonly frames?: boolean;
  readonly session?: readonly number[];
  readonly stream?: readonly number[];
  readonly from?: From;
  readonly kind?: readonly MessageKind[];
  readonly host?: string;
  readonly uri?: string;
  readonly grep?: RegExp;
  readonly since?: TimeBound;
  readonly until?: TimeBound;
  readonly output?: string;
  readonly color?: 'auto' | 'always' | 'never';
  readonly quiet?: boolean;
  readonly limit?: Partial<Limits>;
  readonly wsPort?: readonly number[];
  readonly follow?: boolean;
  readonly crossCheck?: boolean;
  readonly filter?: string;
  readonly packet?: readonly NumberRange[];
  readonly timestamps?: PacketTimeStyle;
  readonly details?: boolean;
  readonly hex?: boolean;
  readonly type?: (typeof FORMATS.packets)[number];
  readonly field?: readonly string[];
  readonly fieldsOption?: readonly string[];
  readonly as?: FollowAs;
  readonly show?: (typeof FORMATS.follow)[number];
  readonly comments?: boolean;
  readonly rule?: Readonly<Record<string, Level>>;
  readonly failOn?: Severity;
  readonly maxWarnings?: number;
  readonly allowEmpty?: boolean;
  readonly report?: readonly ReportTarget[];
  readonly version?: boolean;
  readonly help?: boolean;
}

/** One option: the parser, the help and the check of what belongs to which command are made from these. */
export interface OptionSpec {
  /** As commander reads it. */
  readonly flags: string;
  readonly name: keyof CliOptions;
  readonly group: 'Output' | 'Choosing' | 'Judging' | 'Reading' | 'General';
  readonly description: string;
  readonly example: string;
  readonly commands: readonly CommandName[];
  /** What the text of its value means. @throws UsageError */
  readonly parse?: (text: string) => unknown;
  /** It can be given several times: its values are lists to append, or objects to merge. */
  readonly repeatable?: boolean;
}
