/** What a file is that wsdissect does not read. */
interface ForeignFormat {
  /** With its article: `a snoop capture`. */
  readonly name: string;
  /** What to do about it, as a clause of its own; absent where it is no capture of any kind. */
  readonly advice?: string;
}

interface Signature extends ForeignFormat {
  /** Hex digits, or a text, that the file holds at `at`. */
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Enough of a file to know all of these, and text from other things. */
export const FOREIGN_HEAD_LENGTH = 1024;

const BY_EDITCAP = 'convert it with `editcap -F pcapng in out.pcapng`';
const EXTRACT = 'extract the capture from it first';

const SIGNATURES: readonly Signature[] = [
  text('snoop\0\0\0', 'a snoop capture', BY_EDITCAP),
  text('btsnoop\0', 'a btsnoop capture', BY_EDITCAP),
  text('RTSS', 'a Microsoft Network Monitor 1 capture', BY_EDITCAP),
  text('GMBU', 'a Microsoft Network Monitor 2 capture', BY_EDITCAP),
  text('TRSNIFF data', 'a DOS Sniffer capture', BY_EDITCAP),
  text('XCP\0', 'a Windows Sniffer capture', BY_EDITCAP),
  text('LOGG', 'a Vector BLF log', BY_EDITCAP),
  text('iptrace ', 'an AIX iptrace capture', BY_EDITCAP),
  text('\x7fver', 'an EtherPeek or OmniPeek capture', BY_EDITCAP),
  text('\x05VNF', 'a Visual Networks capture', BY_EDITCAP),
  hex('545200640000', 'an HP-UX nettl trace', BY_EDITCAP),
  hex('aaaaaaaa', 'an Accellent 5Views capture', BY_EDITCAP),
  hex('42d2003412662288', 'a RADCOM capture', BY_EDITCAP),
  hex('0000020012050010', 'a Tektronix K12 capture', BY_EDITCAP),
  hex('a1b234cd', "a pcap capture of F. Mesquita's tcpdump", 'no program is known that reads it'),
  hex('cd34b2a1', "a pcap capture of F. Mesquita's tcpdump", 'no program is known that reads it'),
  hex('1c0001ac', 'an Ixia lcap capture', BY_EDITCAP),
  hex('ac01001c', 'an Ixia lcap capture', BY_EDITCAP),
  hex('1c0001ab', 'an Ixia lcap capture', BY_EDITCAP),
  hex('ab01001c', 'an Ixia lcap capture', BY_EDITCAP),
  hex('0a0d0a', 'a pcapng capture damaged by a transfer as text', 'transfer it again in binary mode'),
  hex('0d0a0d0d', 'a pcapng capture damaged by a transfer as text', 'transfer it again in binary mode'),
  hex('efbfbdefbfbd', 'a binary file that was converted to UTF-8 text', 'transfer it again in binary mode'),
  hex('02214c18', 'a legacy LZ4 file', 'decompress it with `lz4 -d` first'),
  text('BZh', 'a bzip2 file', 'decompress it with `bunzip2` first'),
  hex('fd377a585a00', 'an xz file', 'decompress it with `unxz` first'),
  text('LZIP', 'an lzip file', 'decompress it with `lzip -d` first'),
  hex('1f9d', 'a compress (.Z) file', 'decompress it with `uncompress` first'),
  hex('ff060000734e61507059', 'a Snappy file', 'decompress it first'),
  text('PK\x03\x04', 'a ZIP archive (.zip, .saz, .npcapz)', EXTRACT),
  text('Rar!', 'a RAR archive', EXTRACT),
  hex('377abcaf271c', 'a 7-Zip archive', EXTRACT),
  text('ustar', 'a tar archive', EXTRACT, 257),
  text('%PDF', 'a PDF document'),
  hex('7f454c46', 'a program'),
  hex('fffe', 'a text file in UTF-16'),
  hex('feff', 'a text file in UTF-16'),
];

/** Kinds of text that are taken for captures; the first that fits is named. */
const TEXTS: ReadonlyArray<ForeignFormat & { readonly pattern: RegExp }> = [
  {
    pattern: /^\s*\{\s*"log"\s*:/,
    name: 'a HAR file',
  },
  {
    pattern: /^\s*[[{]/,
    name: 'a JSON file',
  },
  { pattern: /^\s*<\?xml|^\s*<(pdml|psml)/, name: 'an XML file' },
  {
    pattern: /^\s*<!doctype html|^\s*<html/i,
    name: 'a web page',
    advice: 'perhaps the download of the capture failed',
  },
  {
    pattern: /^(#.*\n)*(CLIENT|SERVER|EXPORTER|EARLY|RSA)[A-Z_0-9]* [0-9a-f]/i,
    name: 'a TLS key log',
    advice: 'the capture that belongs to it is needed',
  },
  {
    pattern: /^\d\d:\d\d:\d\d\.\d+ .* > /,
    name: 'what tcpdump prints',
    advice: 'let tcpdump write a capture with `tcpdump -w out.pcap`',
  },
  {
    pattern: /^0{3,}[0:]?\s+[0-9a-f]{2} ?[0-9a-f]{2} /i,
    name: 'a hex dump',
    advice: 'make a capture of it with `text2pcap in out.pcap`',
  },
  { pattern: /^/, name: 'a text file' },
];

/** Control characters that a text may hold: tab, line feed, form feed, carriage return, escape. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/**
 * Says what a file that begins like this is, in a sentence that goes on with what to do.
 * @param head its first bytes, at least one and best {@link FOREIGN_HEAD_LENGTH}
 */
export function describeForeign(head: Uint8Array): string {
  const format =
    textFormat(head) ?? SIGNATURES.find(({ bytes, at }) => bytes.every((byte, i) => head[at + i] === byte));
  if (format === undefined) {
    const first = Buffer.from(head.subarray(0, 4))
      .toString('hex')
      .replaceAll(/..(?=.)/g, '$& ');
    return `this is no packet capture: none begins with the bytes ${first}`;
  }
  return format.advice === undefined
    ? `this is ${format.name}, not a packet capture`
    : `this is ${format.name}; ${format.advice}`;
}

function textFormat(head: Uint8Array): ForeignFormat | undefined {
  if (head.some((byte) => (byte < 0x20 && !TEXT_CONTROLS.has(byte)) || byte === 0x7f)) return undefined;
  try {
    // The head may end in the middle of a character.
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return TEXTS.find(({ pattern }) => pattern.test(decoded));
  } catch {
    return undefined;
  }
}

function text(signature: string, name: string, advice?: string, at = 0): Signature {
  return { bytes: Buffer.from(signature, 'latin1'), at, name, ...(advice === undefined ? {} : { advice }) };
}

function hex(signature: string, name: string, advice?: string): Signature {
  return { ...text('', name, advice), bytes: Buffer.from(signature, 'hex') };
}
