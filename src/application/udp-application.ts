import { dhcpColumns } from './dhcp.js';
import { dnsInfo } from './dns-info.js';
import { looksLikeDns } from './dns-message.js';
import { type Columns, cutInfo } from './info-column.js';
import { ntpInfo } from './ntp.js';
import { looksLikeQuic, looksLikeShortHeader, quicInfo } from './quic.js';
import { ssdpInfo } from './ssdp.js';

/** What a UDP datagram carries. */
export type UdpApplication = 'dns' | 'mdns' | 'llmnr' | 'dhcp' | 'ntp' | 'ssdp' | 'quic';

const PORTS: ReadonlyMap<number, UdpApplication> = new Map<number, UdpApplication>([
  [53, 'dns'],
  [67, 'dhcp'],
  [68, 'dhcp'],
  [123, 'ntp'],
  [1900, 'ssdp'],
  [4011, 'dhcp'],
  [5353, 'mdns'],
  [5355, 'llmnr'],
]);

/** Up to this port each has a protocol of its own (RFC 6335, section 6): NetBIOS names look much like DNS. */
const LAST_WELL_KNOWN_PORT = 1023;

/** HTTP/3. */
const QUIC_PORT = 443;

/** A datagram's data: its header is not among them. */
export interface Datagram {
  readonly bytes: Uint8Array;
  /** The captured data are `bytes[start … end)`. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the data that were not captured. */
  readonly missing: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** What a datagram carries, by its ports, the lower one first as Wireshark has it, or by its bytes. */
export function udpApplication(datagram: Datagram): UdpApplication | undefined {
  const { bytes, start, end, sourcePort, destinationPort } = datagram;
  if (end <= start) return undefined;
  const lower = Math.min(sourcePort, destinationPort);
  const higher = Math.max(sourcePort, destinationPort);
  const byPort = PORTS.get(lower) ?? PORTS.get(higher);
  if (byPort !== undefined) return byPort;
  if (looksLikeQuic(bytes, start, end)) return 'quic';
  if (lower === QUIC_PORT && looksLikeShortHeader(bytes, start)) return 'quic';
  return lower > LAST_WELL_KNOWN_PORT && looksLikeDns(bytes, start, end) ? 'dns' : undefined;
}

/** Protocol and Info of a datagram in the packet list; `UDP` and `5003 → 5002 Len=3` where its data are not known. */
export function udpColumns(datagram: Datagram): Columns {
  const columns = applicationColumns(datagram, udpApplication(datagram));
  return { protocol: columns.protocol, info: cutInfo(columns.info) };
}

function applicationColumns(datagram: Datagram, application: UdpApplication | undefined): Columns {
  const { bytes, start, end, missing, sourcePort, destinationPort } = datagram;
  switch (application) {
    case 'dns':
    case 'mdns':
    case 'llmnr':
      return {
        protocol: application.toUpperCase(),
        info: dnsInfo(bytes, start, end, missing, application === 'mdns'),
      };
    case 'dhcp':
      return dhcpColumns(bytes, start, end, missing, [sourcePort, destinationPort]);
    case 'ntp':
      return { protocol: 'NTP', info: ntpInfo(bytes, start, end, missing) };
    case 'ssdp':
      return { protocol: 'SSDP', info: ssdpInfo(bytes, start, end) };
    case 'quic':
      return { protocol: 'QUIC', info: quicInfo(bytes, start, end) };
    default:
      return { protocol: 'UDP', info: `${sourcePort} → ${destinationPort} Len=${end - start + missing}` };
  }
}
