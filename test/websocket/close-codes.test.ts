import { describe, expect, it } from 'vitest';
import { closeCodeName } from '../../src/websocket/close-codes.js';

describe('names of close codes (IANA registry; RFC 6455, sections 7.4 and 11.7)', () => {
  it.each([
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
    [0, 'not used'],
    [999, 'not used'],
    [1016, 'unassigned'],
    [2999, 'unassigned'],
    [3001, 'unassigned, for libraries and frameworks'],
    [3999, 'unassigned, for libraries and frameworks'],
    [4000, 'private use'],
    [4999, 'private use'],
    [5000, 'not used'],
    [65_535, 'not used'],
  ])('%i: %s', (code, name) => {
    expect(closeCodeName(code)).toBe(name);
  });
});
