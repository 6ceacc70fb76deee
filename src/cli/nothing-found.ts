import { choosesMessages, choosesSessions } from '../filter/filter-options.js';
import { counted } from '../output/session-text.js';
import { dissectionOptions } from './dissection-options.js';
import type { CliOptions } from './option-spec.js';

/** Why there is nothing to show. */
export function nothingFound(packets: number, options: CliOptions): string {
  const filter = dissectionOptions(options);
  const what =
    options.filter !== undefined || choosesMessages(filter) || choosesSessions(filter)
      ? 'nothing of what was chosen'
      : 'no WebSocket session';
  return `wsdissect: ${what} was found in ${counted(packets, 'packet')}`;
}
