/** The fields of frame, eth, ip, ipv6, tcp, http and websocket that are held against tshark's, by protocol. */
const BY_PROTOCOL = {
  frame: 'number len cap_len encap_type time time_epoch time_delta time_relative protocols',
  eth: 'dst src addr type dst.lg src.ig',
  ip: 'version hdr_len dsfield dsfield.dscp len id flags flags.df flags.mf frag_offset ttl proto checksum src dst addr',
  ipv6: 'version tclass flow plen nxt hlim src dst addr',
  tcp: [
    'srcport dstport port stream len seq seq_raw nxtseq ack ack_raw hdr_len flags flags.str flags.syn flags.fin',
    'flags.reset flags.push flags.ack window_size_value window_size window_size_scalefactor checksum urgent_pointer',
    'options options.mss_val options.wscale.shift options.sack_le options.sack_re options.timestamp.tsval',
    'options.timestamp.tsecr completeness time_relative time_delta payload segment_data reassembled.length',
    'analysis.flags analysis.acks_frame analysis.ack_rtt analysis.initial_rtt analysis.bytes_in_flight',
    'analysis.push_bytes_sent analysis.retransmission analysis.fast_retransmission analysis.spurious_retransmission',
    'analysis.rto analysis.rto_frame analysis.out_of_order analysis.lost_segment analysis.ack_lost_segment',
    'analysis.keep_alive analysis.keep_alive_ack analysis.duplicate_ack analysis.duplicate_ack_num',
    'analysis.duplicate_ack_frame analysis.window_full analysis.window_update analysis.zero_window',
    'analysis.zero_window_probe analysis.zero_window_probe_ack analysis.reused_ports',
  ].join(' '),
  http: [
    'request request.method request.uri request.full_uri request.version request.line response response.code',
    'response.version response.phrase response.line host user_agent connection upgrade server date content_type',
    'content_length content_length_header transfer_encoding sec_websocket_key sec_websocket_accept',
    'sec_websocket_protocol sec_websocket_extensions request_in response_for.uri time file_data chunk_size',
  ].join(' '),
  websocket: [
    'fin rsv opcode mask payload_length payload_length_ext_16 payload_length_ext_64 masking_key masked_payload payload',
    'payload.text payload.close.status_code payload.close.reason payload.ping payload.pong',
  ].join(' '),
} as const;

/** Their names, in the order in which they are asked for. */
export const COMPARED_FIELDS: readonly string[] = Object.entries(BY_PROTOCOL).flatMap(([protocol, names]) =>
  names.split(' ').map((name) => `${protocol}.${name}`),
);
