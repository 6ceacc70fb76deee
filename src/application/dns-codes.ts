/** Kinds of messages (IANA DNS OpCodes), in Wireshark's words. */
const OPCODES: ReadonlyMap<number, string> = new Map([
  [0, 'Standard query'],
  [1, 'Inverse query'],
  [2, 'Server status request'],
  [4, 'Zone change notification'],
  [5, 'Dynamic update'],
  [6, 'DNS Stateful operations (DSO)'],
]);

/** Outcomes (IANA DNS RCODEs) that the header has room for, in Wireshark's words. */
const REPLY_CODES: ReadonlyMap<number, string> = new Map([
  [0, 'No error'],
  [1, 'Format error'],
  [2, 'Server failure'],
  [3, 'No such name'],
  [4, 'Not implemented'],
  [5, 'Refused'],
  [6, 'Name exists'],
  [7, 'RRset exists'],
  [8, 'RRset does not exist'],
  [9, 'Not authoritative'],
  [10, 'Name out of zone'],
  [11, 'DSO-Type not implemented'],
]);

export const UPDATE_OPCODE = 5;

export function opcodeName(opcode: number): string | undefined {
  return OPCODES.get(opcode);
}

export function replyCodeName(code: number): string | undefined {
  return REPLY_CODES.get(code);
}
