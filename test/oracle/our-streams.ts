import { BufferBudget } from '../../src/buffer-budget.js';
import { Captures } from '../../src/capture/captures.js';
import type { Packet } from '../../src/capture/packet.js';
import { DEFAULT_LIMITS } from '../../src/limits.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { destinationPort, headerLength, MIN_HEADER_LENGTH, sourcePort } from '../../src/tcp/header.js';
import { TcpTracker } from '../../src/tcp/tracker.js';

/** The number of the TCP stream of each packet that has one; the last where a packet has several. */
export async function ourStreams(capture: string): Promise<Map<number, number>> {
  const streams = new Map<number, number>();
  const decapsulator = new Decapsulator();
  const limits = { reorderBytes: DEFAULT_LIMITS['reorder-bytes'], reorderTime: DEFAULT_LIMITS['reorder-time'] };
  const tracker = new TcpTracker(
    (connection) => {
      connection.ignored = true;
    },
    limits,
    new BufferBudget(DEFAULT_LIMITS['buffered-bytes']),
  );
  const note = (packet: Packet): void => {
    const { bytes, offset, ipVersion, source, destination } = decapsulator.cursor;
    const ports = [sourcePort(bytes, offset), destinationPort(bytes, offset)] as const;
    const row = tracker.flows.lookup(bytes, ipVersion, source, destination, ...ports, packet.seconds);
    streams.set(packet.number, tracker.flows.stream(row));
  };
  const packet = (packet: Packet): void => {
    const first = decapsulator.walk(packet);
    if (decapsulator.quotesTcp && tracker.quoted(packet, decapsulator.cursor)) note(packet);
    for (let found = first; found; found = decapsulator.walkNext()) {
      const { bytes, offset, end } = decapsulator.cursor;
      const isTcp = end - offset >= MIN_HEADER_LENGTH && headerLength(bytes, offset) >= MIN_HEADER_LENGTH;
      if (!isTcp) continue;
      tracker.segment(packet, decapsulator.cursor);
      note(packet);
    }
  };
  for await (const _ of new Captures([capture]).packets({ packet }));
  return streams;
}
