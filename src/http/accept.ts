import { hash } from 'node:crypto';

/** RFC 6455, section 1.3 */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What Sec-WebSocket-Accept must be for a Sec-WebSocket-Key (RFC 6455, section 4.2.2, step 5.4). */
export function acceptFor(key: string): string {
  return hash('sha1', Buffer.from(key + GUID, 'latin1'), 'base64');
}
