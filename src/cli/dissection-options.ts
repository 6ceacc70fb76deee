import type { DissectionOptions } from '../dissection.js';
import type { CommandLine } from './command-line.js';
import type { CliOptions } from './option-spec.js';

/**
 * What ends the reading of a capture that has no end of its own: one that is followed, or standard input alone. Other
 * captures are read to their end, and an interrupt is the end of the process.
 */
export function interruptOf({ captures, options }: CommandLine): AbortController | undefined {
  const isLive = options.follow === true || (captures.length === 1 && captures[0] === '-');
  return isLive ? new AbortController() : undefined;
}

/** What the library is told, of what the command line says. */
export function dissectionOptions(options: CliOptions, follow?: AbortSignal): DissectionOptions {
  const { limit, frames, wsPort, session, stream, host, uri, from, kind, grep, since, until } = options;
  return {
    ...(limit !== undefined && { limits: limit }),
    ...(frames !== undefined && { frames }),
    ...(wsPort !== undefined && { wsPorts: wsPort }),
    ...(session !== undefined && { sessions: session }),
    ...(stream !== undefined && { streams: stream }),
    ...(host !== undefined && { host }),
    ...(uri !== undefined && { uri }),
    ...(from !== undefined && { from }),
    ...(kind !== undefined && { kinds: kind }),
    ...(grep !== undefined && { grep }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(follow !== undefined && { follow }),
  };
}
