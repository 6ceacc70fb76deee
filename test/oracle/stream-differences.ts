import type { Reviewed } from './reviewed.js';

/*
 * Where our stream numbers are not the `tcp.stream` of tshark 4.0.17, and why. The number is Wireshark's invention, so
 * tshark is right about it by definition, except where its numbers are an accident of its own.
 */
const BOGUS_HEADER = 'tshark numbers a segment by its ports before it finds that its header length (8) is impossible';
const NUMBER_LEFT_OUT =
  'the SOCKS dissector of tshark took a number for the connection that it found inside another; no packet has it';
const NOT_PCAP = 'the capture is in the snoop format, which we do not read';
const LINK_TYPE = 'the link type is not decoded';

/** By capture. */
export const STREAM_DIFFERENCES: ReadonlyMap<string, readonly Reviewed[]> = new Map<string, readonly Reviewed[]>([
  [
    'containers/wireshark-wiki-20102008184715.pcap',
    [{ what: 'ours none tshark 0 in packet 1-4', right: 'tshark', why: NOT_PCAP }],
  ],
  [
    'http/suricata-drop-protocol-change-input.pcap',
    [{ what: 'ours none tshark 1 in packet 7', right: 'either', why: BOGUS_HEADER }],
  ],
  [
    'links/libpcap-arcnet-rfc1201-arp-icmp-http.pcap',
    [{ what: 'ours none tshark 0 in packet 13-15', right: 'tshark', why: `${LINK_TYPE}: 129, ARCNET` }],
  ],
  [
    'links/wireshark-wiki-netlink-nflog.pcap',
    [{ what: 'ours none tshark 0 in packet 5-6', right: 'tshark', why: `${LINK_TYPE}: 253, netlink` }],
  ],
  [
    'websocket/ndpi-tls_heur__vmess-websocket.pcapng',
    [{ what: 'tshark has no packet of stream 2', right: 'ours', why: NUMBER_LEFT_OUT }],
  ],
]);
