import { describe, expect, it } from 'vitest';
import { statsRecords } from '../../src/output/stats-records.js';
import { exampleStatistics } from './stats.js';

describe('statistics as records', () => {
  const records = [...statsRecords(exampleStatistics())];
  const first = (type: string, protocol?: string) =>
    records.find(
      (record) =>
        record.type === type && (protocol === undefined || ('protocol' in record && record.protocol === protocol)),
    );

  it.each<readonly [string, string | undefined, object]>([
    ['protocol', 'ip', { type: 'protocol', protocol: 'ip', path: 'eth:ip', packets: 2, bytes: 120 }],
    [
      'conversation',
      'tcp',
      {
        type: 'conversation',
        protocol: 'tcp',
        stream: 0,
        a: { address: '192.0.2.1', port: 50_000 },
        b: { address: '192.0.2.2', port: 80 },
        packets: 1,
        bytes: 60,
        packetsAToB: 1,
        bytesAToB: 60,
        packetsBToA: 0,
        bytesBToA: 0,
        time: '2018-07-02T09:09:59.349012Z',
        duration: 0,
      },
    ],
    [
      'endpoint',
      'ip',
      {
        type: 'endpoint',
        protocol: 'ip',
        address: '192.0.2.1',
        packets: 2,
        bytes: 120,
        packetsSent: 2,
        bytesSent: 120,
        packetsReceived: 0,
        bytesReceived: 0,
      },
    ],
    [
      'messageRate',
      undefined,
      {
        type: 'messageRate',
        time: '2018-07-02T09:09:59.349012Z',
        duration: 0.001,
        clientMessages: 2,
        serverMessages: 1,
        clientBytes: 10,
        serverBytes: 0,
        clientKinds: { text: 2 },
        serverKinds: { ping: 1 },
      },
    ],
    [
      'expert',
      'tcp',
      {
        type: 'expert',
        severity: 'Warning',
        group: 'Sequence',
        protocol: 'tcp',
        message: 'a\u001b[31m',
        count: 2,
        firstPacket: 1,
      },
    ],
  ])('%s %s', (type, protocol, record) => {
    expect(first(type, protocol)).toEqual(record);
  });

  it('are all rows, whatever a table leaves out', () => {
    const many = [...statsRecords(exampleStatistics(25))];
    expect(many.filter(({ type }) => type === 'conversation')).toHaveLength(1 + 25);
    expect(many.filter(({ type }) => type === 'endpoint')).toHaveLength(2 + 26);
  });
});
