import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wsdissect } from './command.js';

const CAPTURE = join(import.meta.dirname, '../../fixtures/push-service.pcap');

/** Time of the session's first packet in the published capture, in microseconds. */
const BEGIN = 42_543_328;

/** The packet list as it was published: number, time, sender, protocol, length, info. */
const PUBLISHED = `
1616 42.543328 client TCP 66 51000 → 9030 [SYN] Seq=0 Win=8192 Len=0 MSS=1460 WS=4 SACK_PERM
1619 42.543797 server TCP 66 9030 → 51000 [SYN, ACK] Seq=0 Ack=1 Win=8192 Len=0 MSS=1460 WS=256 SACK_PERM
1620 42.544226 client TCP 60 51000 → 9030 [ACK] Seq=1 Ack=1 Win=65700 Len=0
1621 42.544758 client HTTP 559 GET /pc HTTP/1.1
1622 42.545099 server TCP 54 9030 → 51000 [ACK] Seq=1 Ack=506 Win=2048512 Len=0
1623 42.545690 server HTTP 183 HTTP/1.1 101 Switching Protocols
1637 42.737998 client TCP 60 51000 → 9030 [ACK] Seq=506 Ack=130 Win=65568 Len=0
2082 52.738475 server TCP 55 [TCP Keep-Alive] 9030 → 51000 [ACK] Seq=129 Ack=506 Win=2048512 Len=1
2083 52.738756 client TCP 66 [TCP Keep-Alive ACK] 51000 → 9030 [ACK] Seq=506 Ack=130 Win=65568 Len=0 SLE=129 SRE=130
2120 53.383538 client WebSocket 255 WebSocket Text [FIN] [MASKED]
2121 53.388346 server WebSocket 335 WebSocket Text [FIN]
2132 53.589690 client TCP 60 51000 → 9030 [ACK] Seq=707 Ack=411 Win=65288 Len=0
2431 63.589101 server TCP 55 [TCP Keep-Alive] 9030 → 51000 [ACK] Seq=410 Ack=707 Win=2048256 Len=1
2432 63.589406 client TCP 66 [TCP Keep-Alive ACK] 51000 → 9030 [ACK] Seq=707 Ack=411 Win=65288 Len=0 SLE=410 SRE=411
2651 69.537057 server WebSocket 335 WebSocket Text [FIN]
2665 69.789161 client TCP 60 51000 → 9030 [ACK] Seq=707 Ack=692 Win=65008 Len=0
2988 79.786558 server TCP 55 [TCP Keep-Alive] 9030 → 51000 [ACK] Seq=691 Ack=707 Win=2048256 Len=1
2989 79.786966 client TCP 66 [TCP Keep-Alive ACK] 51000 → 9030 [ACK] Seq=707 Ack=692 Win=65008 Len=0 SLE=691 SRE=692
3139 85.259025 server WebSocket 335 WebSocket Text [FIN]
3151 85.464686 client TCP 60 51000 → 9030 [ACK] Seq=707 Ack=973 Win=64728 Len=0
3383 95.467025 server TCP 55 [TCP Keep-Alive] 9030 → 51000 [ACK] Seq=972 Ack=707 Win=2048256 Len=1
3384 95.467348 client TCP 66 [TCP Keep-Alive ACK] 51000 → 9030 [ACK] Seq=707 Ack=973 Win=64728 Len=0 SLE=972 SRE=973
3691 101.487980 server WebSocket 335 WebSocket Text [FIN]
3698 101.684130 client TCP 60 51000 → 9030 [ACK] Seq=707 Ack=1254 Win=64444 Len=0
3984 111.681501 server TCP 55 [TCP Keep-Alive] 9030 → 51000 [ACK] Seq=1253 Ack=707 Win=2048256 Len=1
3985 111.681920 client TCP 66 [TCP Keep-Alive ACK] 51000 → 9030 [ACK] Seq=707 Ack=1254 Win=64444 Len=0 SLE=1253 SRE=1254
`
  .trim()
  .split('\n');

const CLIENT = '192.168.120.68';
const SERVER = '192.168.120.217';

/** The line of the fixture, whose packets are numbered, and whose times are counted, from the session's first one. */
function expected(line: string, index: number): string {
  const [, time = '', sender, protocol, length, ...info] = line.split(' ');
  const since = Math.round(Number(time) * 1_000_000) - BEGIN;
  const ends = sender === 'client' ? `${CLIENT} → ${SERVER}` : `${SERVER} → ${CLIENT}`;
  return `${index + 1} ${(since / 1_000_000).toFixed(6)} ${ends} ${protocol} ${length} ${info.join(' ')}`;
}

function folded(line: string): string {
  return line.replace(/ +/g, ' ').trim();
}

describe('the packets of the published session', () => {
  it('are listed line by line as published', async () => {
    const { stdout, stderr, status } = await wsdissect(['packets', CAPTURE]);
    expect(stdout.split('\n').slice(0, PUBLISHED.length).map(folded)).toEqual(PUBLISHED.map(expected));
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('end in keep-alives that run both ways', async () => {
    const { stdout } = await wsdissect(['packets', CAPTURE]);
    const later = stdout.trimEnd().split('\n').slice(PUBLISHED.length).map(folded);
    const probes = later.filter((line) => line.includes('[TCP Keep-Alive] '));
    expect(probes.map((line) => line.replace(/.*\] (\d+) → .*Seq=(\d+) Ack=(\d+) .*/, '$1 $2 $3'))).toEqual([
      '9030 1253 707',
      '9030 1253 707',
      '9030 1253 707',
      '51000 706 1254',
    ]);
    expect(later.filter((line) => line.includes('[TCP Keep-Alive ACK] '))).toHaveLength(probes.length);
  });
});
