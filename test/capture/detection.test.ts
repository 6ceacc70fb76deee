import { describe, expect, it } from 'vitest';
import { concat, hex, pcapFileHeader, writePcap } from '../../fixtures/build/index.js';
import { packetAt, pieces, read } from './read-captures.js';

const BY_EDITCAP = 'convert it with `editcap -F pcapng in out.pcapng`';
const IN_BINARY = 'transfer it again in binary mode';

/** The beginnings of files, as hex or text, and what is said of them. */
const FOREIGN: readonly [beginning: Uint8Array | string, said: string][] = [
  ['snoop\0\0\0\0\0\0\x02', `this is a snoop capture; ${BY_EDITCAP}`],
  ['btsnoop\0\0\0\0\x01', `this is a btsnoop capture; ${BY_EDITCAP}`],
  ['RTSS\0\x01', `this is a Microsoft Network Monitor 1 capture; ${BY_EDITCAP}`],
  ['GMBU\0\x02', `this is a Microsoft Network Monitor 2 capture; ${BY_EDITCAP}`],
  ['TRSNIFF data    \x1a', `this is a DOS Sniffer capture; ${BY_EDITCAP}`],
  ['XCP\x00002.002\0', `this is a Windows Sniffer capture; ${BY_EDITCAP}`],
  ['LOGG\x90\0\0\0', `this is a Vector BLF log; ${BY_EDITCAP}`],
  ['iptrace 2.0\0', `this is an AIX iptrace capture; ${BY_EDITCAP}`],
  ['\x7fver\0\0', `this is an EtherPeek or OmniPeek capture; ${BY_EDITCAP}`],
  ['\x05VNF\0', `this is a Visual Networks capture; ${BY_EDITCAP}`],
  [hex('54520064 0000'), `this is an HP-UX nettl trace; ${BY_EDITCAP}`],
  [hex('aaaaaaaa 0000'), `this is an Accellent 5Views capture; ${BY_EDITCAP}`],
  [hex('42d20034 12662288'), `this is a RADCOM capture; ${BY_EDITCAP}`],
  [hex('00000200 12050010'), `this is a Tektronix K12 capture; ${BY_EDITCAP}`],
  [hex('ac01001c 0000'), `this is an Ixia lcap capture; ${BY_EDITCAP}`],
  [hex('a1b234cd 0002'), "this is a pcap capture of F. Mesquita's tcpdump; no program is known that reads it"],
  [hex('0a0d0a1c 000000'), `this is a pcapng capture damaged by a transfer as text; ${IN_BINARY}`],
  [hex('0d0a0d0d 0d0a1c00'), `this is a pcapng capture damaged by a transfer as text; ${IN_BINARY}`],
  [hex('efbfbdefbfbd0200'), `this is a binary file that was converted to UTF-8 text; ${IN_BINARY}`],
  ['BZh91AY&SY\0', 'this is a bzip2 file; decompress it with `bunzip2` first'],
  [hex('fd377a585a00'), 'this is an xz file; decompress it with `unxz` first'],
  [hex('1f9d90'), 'this is a compress (.Z) file; decompress it with `uncompress` first'],
  ['PK\x03\x04\x14\0', 'this is a ZIP archive (.zip, .saz, .npcapz); extract the capture from it first'],
  [concat('a.pcap', new Uint8Array(251), 'ustar\0'), 'this is a tar archive; extract the capture from it first'],
  [hex('fffe68006900'), 'this is a text file in UTF-16, not a packet capture'],
  ['hello\n', 'this is a text file, not a packet capture'],
  ['Grüße\n'.repeat(1000), 'this is a text file, not a packet capture'],
  ['{ "log": {"version": "1.2"', 'this is a HAR file, not a packet capture'],
  ['[{"_index": "packets"', 'this is a JSON file, not a packet capture'],
  ['<?xml version="1.0"?>\n<pdml', 'this is an XML file, not a packet capture'],
  ['<!DOCTYPE html><html>', 'this is a web page; perhaps the download of the capture failed'],
  ['# keys\nCLIENT_RANDOM 0011', 'this is a TLS key log; the capture that belongs to it is needed'],
  [
    '12:00:00.123456 IP 10.0.0.1.80 > 10.0.0.2.1234: Flags [.]',
    'this is what tcpdump prints; let tcpdump write a capture with `tcpdump -w out.pcap`',
  ],
  ['0000   45 00 00 3c 1c 46', 'this is a hex dump; make a capture of it with `text2pcap in out.pcap`'],
  [hex('01020304 05060708'), 'this is no packet capture: none begins with the bytes 01 02 03 04'],
  [hex('0a0d0d0a 1c000000 01020304'), 'this is no packet capture: none begins with the bytes 0a 0d 0d 0a'],
  [hex('d4c3'), 'this is no packet capture: none begins with the bytes d4 c3'],
  [hex('00'), 'this is no packet capture: none begins with the bytes 00'],
];

function bytesOf(beginning: Uint8Array | string): Uint8Array {
  if (typeof beginning !== 'string') return beginning;
  return /[^\0-\x7f]/.test(beginning) && !beginning.includes('\0')
    ? Buffer.from(beginning, 'utf8')
    : Buffer.from(beginning, 'latin1');
}

describe('what is no capture is named', () => {
  it.each(FOREIGN)('%j', async (beginning, said) => {
    for (const input of [bytesOf(beginning), pieces(bytesOf(beginning), 1)]) {
      const { packets, problems } = await read(input);
      expect({ packets, problems }).toEqual({ packets: [], problems: [`not-a-capture: ${said}`] });
    }
  });

  it('an empty file', async () => {
    expect((await read(new Uint8Array(0))).problems).toEqual(['empty-capture: this is empty']);
  });

  it('text that would take a careless pattern for ever', async () => {
    const { problems } = await read(Buffer.from(`${'\n'.repeat(1000)}#${'\n '.repeat(10)}`));
    expect(problems).toEqual(['not-a-capture: this is a text file, not a packet capture']);
  });
});

describe('a capture is known by its first bytes', () => {
  it('before more have come, so that a pipe is decoded as it is filled', async () => {
    let asked = 0;
    async function* slowly(): AsyncGenerator<Uint8Array> {
      asked = 1;
      yield pcapFileHeader().slice(0, 4);
      asked = 2;
      yield writePcap([packetAt('1', 1)]).slice(4);
      asked = 3;
    }
    const { packets } = await read(slowly());
    expect({ packets: packets.length, asked }).toEqual({ packets: 1, asked: 3 });
  });
});
