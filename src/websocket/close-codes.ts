/** Length of the status code in front of a Close's reason, in bytes (RFC 6455, section 5.5.1). */
export const CLOSE_CODE_LENGTH = 2;

/**
 * The WebSocket Close Code Number Registry (IANA; RFC 6455, section 11.7), in the registry's own words but for 1014,
 * whose entry is a sentence: it is the name by which the registry compares it with HTTP's 502.
 */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1000, 'Normal Closure'],
  [1001, 'Going Away'],
  [1002, 'Protocol error'],
  [1003, 'Unsupported Data'],
  [1004, 'Reserved'],
  [1005, 'No Status Rcvd'],
  [1006, 'Abnormal Closure'],
  [1007, 'Invalid frame payload data'],
  [1008, 'Policy Violation'],
  [1009, 'Message Too Big'],
  [1010, 'Mandatory Ext.'],
  [1011, 'Internal Error'],
  [1012, 'Service Restart'],
  [1013, 'Try Again Later'],
  [1014, 'Bad Gateway'],
  [1015, 'TLS handshake'],
  [3000, 'Unauthorized'],
  [3003, 'Forbidden'],
  [3008, 'Timeout'],
]);

/** Ranges of the codes without a name (RFC 6455, section 7.4.2); each begins where the one before ends. */
const RANGES = [
  { end: 1000, name: 'not used' },
  { end: 3000, name: 'unassigned' },
  { end: 4000, name: 'unassigned, for libraries and frameworks' },
  { end: 5000, name: 'private use' },
] as const;

/** What a Close's status code is called. @param code 0 … 65,535 */
export function closeCodeName(code: number): string {
  return NAMES.get(code) ?? RANGES.find(({ end }) => code < end)?.name ?? 'not used';
}
