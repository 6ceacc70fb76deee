import { addExpert, ExpertGroup, Severity } from '../../src/field/expert.js';
import { IPV4_ADDRESS_FIELDS } from '../../src/net/ipv4-addresses.js';
import { CaptureStatistics } from '../../src/packets/statistics/capture-statistics.js';
import type { CountedPacket } from '../../src/packets/statistics/conversations.js';
import { TCP_FIELDS, TCP_OPTION_FIELDS } from '../../src/tcp/fields.js';
import { moment } from './events.js';

const FIRST = moment({ packet: 1 });

/** Statistics of a packet of 60 bytes in each of so many streams, some messages, and a remark. */
export function exampleStatistics(streams = 2): CaptureStatistics {
  const statistics = new CaptureStatistics({ first: FIRST, previous: FIRST });
  statistics.packets = streams;
  statistics.bytes = streams * 60;
  statistics.end = 1_500_000_000;
  for (let stream = 0; stream < streams; stream++) {
    statistics.hierarchy.add([['eth', 'ip', 'tcp']], 60);
    segment(statistics, stream, { time: stream * 1000, bytes: 60 });
  }
  statistics.message({ from: 'client', kind: 'text', length: 5, at: FIRST });
  statistics.message({ from: 'client', kind: 'text', length: 5, at: FIRST });
  statistics.message({ from: 'server', kind: 'ping', length: 0, at: FIRST });
  statistics.message({ from: 'server', kind: 'text', length: 7, at: moment({ nanoseconds: 351_012_000 }) });
  return statistics;
}

function segment({ tree, conversations, expert }: CaptureStatistics, stream: number, packet: CountedPacket): void {
  tree.begin({ title: 'Frame', bytes: new Uint8Array(60), start: 0, end: 60 });
  tree.add(IPV4_ADDRESS_FIELDS.source, Uint8Array.of(192, 0, 2, 1), 26, 4);
  tree.add(IPV4_ADDRESS_FIELDS.destination, Uint8Array.of(192, 0, 2, 2), 30, 4);
  tree.open(TCP_FIELDS.protocol, undefined, 34, 20);
  tree.add(TCP_FIELDS.sourcePort, 50_000 + stream, 34, 2);
  tree.add(TCP_FIELDS.destinationPort, 80, 36, 2);
  tree.add(TCP_FIELDS.stream, stream, 34, 0);
  addExpert(tree, TCP_OPTION_FIELDS.options, Severity.WARNING, ExpertGroup.SEQUENCE, 34, 20, 'a\u001b[31m');
  tree.close();
  conversations.add(tree, packet);
  expert.add(tree, stream + 1);
}
