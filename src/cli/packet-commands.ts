import type { MessageChooser } from '../filter/message-chooser.js';
import type { CommandLine } from './command-line.js';
import { matcherOf } from './filter-option.js';
import type { CliIo } from './io.js';
import type { CliOptions } from './option-spec.js';
import { reporting } from './reporting.js';
import { UsageError } from './usage-error.js';

/** The commands that are not about conversations but about what carried them. */
export type PacketCommandName = 'packets' | 'fields' | 'follow' | 'stats' | 'extract';

/** Does one of them, and tells what keeps it from that. @returns the exit status */
export function packetCommand(line: CommandLine, name: PacketCommandName, io: CliIo): Promise<number> {
  return reporting(io, () => dispatch(line, name, io));
}

/** What `-Y` chooses of a log, or what is wrong with it. */
export async function messageChooser(options: CliOptions): Promise<MessageChooser | string> {
  const { MessageMatcher } = await import('../packets/message-matcher.js');
  try {
    const matcher = await matcherOf(options);
    return matcher === undefined ? 'there is no filter' : new MessageMatcher(matcher);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

async function dispatch(line: CommandLine, name: PacketCommandName, io: CliIo): Promise<number> {
  switch (name) {
    case 'packets': {
      const { packetsCommand } = await import('./packets-command.js');
      return packetsCommand(line, io);
    }
    case 'fields': {
      const { fieldsCommand } = await import('./fields-command.js');
      return fieldsCommand(line, io);
    }
    case 'follow': {
      const { followCommand } = await import('./follow-command.js');
      return followCommand(line, io);
    }
    case 'stats': {
      const { statsCommand } = await import('./stats-command.js');
      return statsCommand(line, io);
    }
    case 'extract': {
      const { extractCommand } = await import('./extract-command.js');
      return extractCommand(line, io);
    }
  }
}
