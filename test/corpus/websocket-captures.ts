/** What a capture of the corpus holds. */
export interface Expected {
  /** Sessions by their handshake. */
  readonly sessions: Readonly<Record<string, number>>;
  /** Messages of the clients, by kind. */
  readonly client: Readonly<Record<string, number>>;
  /** Messages of the servers, by kind. */
  readonly server: Readonly<Record<string, number>>;
}

/**
 * The captures in the corpus's folder `websocket`. The numbers are those that the corpus's own README gives, which were
 * measured with tshark: upgraded streams, and the one upgrade request that nobody answered; frames that begin a message.
 */
export const WEBSOCKET_CAPTURES: ReadonlyMap<string, Expected> = new Map<string, Expected>([
  ['arkime-websocket.pcap', { sessions: { complete: 1 }, client: { text: 2 }, server: { text: 3 } }],
  [
    'boltalyzer-websocket.pcap',
    { sessions: { complete: 5 }, client: { binary: 86, close: 2 }, server: { binary: 139, close: 2 } },
  ],
  [
    'brimcap-loopback.pcap',
    { sessions: { complete: 1 }, client: { text: 2, close: 1 }, server: { text: 1, close: 1 } },
  ],
  ['iec61850-filter_retransmit.pcapng', { sessions: { complete: 2 }, client: { text: 34 }, server: { text: 456 } }],
  [
    'iti-ics-c37118_1100_unclean.pcap',
    { sessions: { complete: 93 }, client: { text: 93, close: 92 }, server: { close: 92 } },
  ],
  ['ndpi-http_origin_different_than_host.pcap', { sessions: { complete: 1 }, client: {}, server: {} }],
  [
    'ndpi-tls_heur__vmess-websocket.pcapng',
    { sessions: { complete: 1 }, client: { binary: 3 }, server: { binary: 13 } },
  ],
  ['pcap-http-analyzer-group2.pcapng', { sessions: { complete: 1 }, client: {}, server: { text: 8 } }],
  ['pcap-http-analyzer-multi-test2.pcapng', { sessions: { complete: 2 }, client: {}, server: { text: 37 } }],
  [
    'pcap-http-analyzer-test2.pcapng',
    { sessions: { complete: 1 }, client: { ping: 1 }, server: { text: 30, pong: 1 } },
  ],
  [
    'pcap-http-analyzer-test3.pcapng',
    { sessions: { complete: 2 }, client: { close: 1 }, server: { text: 5, close: 1 } },
  ],
  ['suricata-basic_websockets.pcap', { sessions: { complete: 1 }, client: { text: 3 }, server: { text: 14 } }],
  ['suricata-example_websocket.pcap', { sessions: { complete: 1 }, client: {}, server: { text: 10 } }],
  ['suricata-http-request-header-multi-input.pcap', { sessions: { missing: 1 }, client: {}, server: {} }],
  [
    'suricata-websocket-control-frag-input.pcap',
    { sessions: { complete: 1 }, client: { text: 1, ping: 1 }, server: { pong: 1 } },
  ],
  [
    'wireshark-wiki-websocket_stomp.pcapng',
    { sessions: { complete: 1 }, client: { text: 198, close: 1 }, server: { text: 197, close: 1 } },
  ],
  [
    'zeek-jupyter-websocket.pcap',
    { sessions: { complete: 1 }, client: { binary: 1, close: 1 }, server: { binary: 11, close: 1 } },
  ],
  [
    'zeek-message-too-big-status.pcap',
    { sessions: { complete: 1 }, client: { close: 1 }, server: { close: 1, ping: 1 } },
  ],
  ['zeek-oversized-close-frame.pcapng', { sessions: { complete: 1 }, client: {}, server: { close: 1 } }],
  [
    'zeek-reply-ping-separate.pcap',
    { sessions: { complete: 1 }, client: { text: 1, close: 1, pong: 1 }, server: { text: 1, close: 1, ping: 1 } },
  ],
  [
    'zeek-two-binary-fragments.pcap',
    { sessions: { complete: 1 }, client: { binary: 1, close: 1, pong: 1 }, server: { binary: 1, close: 1, ping: 1 } },
  ],
  [
    'zeek-wstunnel-http.pcap',
    { sessions: { complete: 1 }, client: { binary: 1, close: 1 }, server: { binary: 1, close: 1 } },
  ],
  [
    'zeek-wstunnel-https.pcap',
    { sessions: { complete: 1 }, client: { binary: 5, close: 1 }, server: { binary: 31, close: 1 } },
  ],
]);
