/** ICMP types (IANA) as Wireshark calls them. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'Echo (ping) reply'],
  [1, 'Reserved'],
  [2, 'Reserved'],
  [3, 'Destination unreachable'],
  [4, 'Source quench (flow control)'],
  [5, 'Redirect'],
  [6, 'Alternate host address'],
  [8, 'Echo (ping) request'],
  [9, 'Mobile IP Advertisement'],
  [10, 'Router solicitation'],
  [11, 'Time-to-live exceeded'],
  [12, 'Parameter problem'],
  [13, 'Timestamp request'],
  [14, 'Timestamp reply'],
  [15, 'Information request'],
  [16, 'Information reply'],
  [17, 'Address mask request'],
  [18, 'Address mask reply'],
  [19, 'Reserved (for security)'],
  [30, 'Traceroute'],
  [31, 'Datagram Conversion Error'],
  [32, 'Mobile Host Redirect'],
  [33, 'IPv6 Where-Are-You'],
  [34, 'IPv6 I-Am-Here'],
  [35, 'Mobile Registration Request'],
  [36, 'Mobile Registration Reply'],
  [37, 'Domain Name Request'],
  [38, 'Domain Name Reply'],
  [39, 'SKIP'],
  [40, 'Photuris'],
  [41, 'Experimental mobility protocols'],
  [42, 'Extended Echo request'],
  [43, 'Extended Echo reply'],
]);

/** Codes of the types that have several; where one has no name here, `Unknown code: 40`. */
const CODES: ReadonlyMap<number, readonly string[]> = new Map([
  [
    3,
    [
      'Network unreachable',
      'Host unreachable',
      'Protocol unreachable',
      'Port unreachable',
      'Fragmentation needed',
      'Source route failed',
      'Destination network unknown',
      'Destination host unknown',
      'Source host isolated',
      'Network administratively prohibited',
      'Host administratively prohibited',
      'Network unreachable for TOS',
      'Host unreachable for TOS',
      'Communication administratively filtered',
      'Host precedence violation',
      'Precedence cutoff in effect',
    ],
  ],
  [5, ['Redirect for network', 'Redirect for host', 'Redirect for TOS and network', 'Redirect for TOS and host']],
  [40, ['Bad SPI']],
  [11, ['Time to live exceeded in transit', 'Fragment reassembly time exceeded']],
  [12, ['Pointer indicates the error', 'Required option missing', 'Bad length']],
]);

/** `Destination unreachable` of 3. */
export function icmpTypeName(type: number): string | undefined {
  return TYPES.get(type);
}

/** `Port unreachable` of type 3 and code 3; undefined where the type has no codes. */
export function icmpCodeName(type: number, code: number): string | undefined {
  const names = CODES.get(type);
  return names === undefined ? undefined : (names[code] ?? `Unknown code: ${code}`);
}
