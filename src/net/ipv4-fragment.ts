import { type Cursor, Layer } from '../link/cursor.js';
import type { FragmentTable } from './fragment-table.js';
import { enterIpProtocol } from './ip-protocol.js';
import { fragmentOffset, IPV4_SOURCE_OFFSET, identification, moreFragments, protocol } from './ipv4.js';

/**
 * Adds the data of an IPv4 fragment to its datagram; where that is whole now, the walk goes on in it.
 * @param time capture time in seconds
 */
export function walkIpv4Fragment(cursor: Cursor, fragments: FragmentTable, time: number): void {
  const { bytes, source } = cursor;
  const header = source - IPV4_SOURCE_OFFSET;
  const whole = fragments.add(
    cursor,
    identification(bytes, header),
    protocol(bytes, header),
    fragmentOffset(bytes, header),
    moreFragments(bytes, header),
    time,
  );
  cursor.next = Layer.NONE;
  if (whole >= 0) enterIpProtocol(cursor, whole);
}
