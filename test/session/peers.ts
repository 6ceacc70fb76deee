import {
  type ConversationOptions,
  type Frame,
  frame,
  type Octets,
  OPCODE,
  type SegmentOptions,
  TcpConversation,
  type TcpPacket,
  type UpgradeRequest,
  type UpgradeResponse,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';

/** The key that tests mask with unless they care. */
export const KEY = '37fa213d';

type Sent = SegmentOptions & { readonly mss?: number };

/** A TCP conversation of WebSocket peers: each method sends one frame in a segment of its own, never acknowledged. */
export class Peers extends TcpConversation {
  /** SYN, SYN-ACK, ACK, then the upgrade: five packets. */
  static connected(
    { request, response }: { request?: UpgradeRequest; response?: UpgradeResponse } = {},
    options: ConversationOptions = {},
  ): Peers {
    const peers = new Peers(options);
    peers.handshake();
    peers.client(upgradeRequest(request));
    peers.server(upgradeResponse(response));
    return peers;
  }

  /** Peers that agreed on permessage-deflate, by the value of the response's Sec-WebSocket-Extensions. */
  static compressing(extensions = 'permessage-deflate'): Peers {
    return Peers.connected({
      request: { extensions: 'permessage-deflate; client_max_window_bits' },
      response: { extensions },
    });
  }

  /** An upgrade request, whole. */
  static request(fields: UpgradeRequest = {}): string {
    return upgradeRequest(fields);
  }

  /** A response that accepts it, whole. */
  static response(fields: UpgradeResponse = {}): string {
    return upgradeResponse(fields);
  }

  /** Peers of whom the capture has nothing before the first frame. */
  static midstream(options: ConversationOptions = {}): Peers {
    return new Peers(options);
  }

  clientFrame(fields: Frame, sent: Sent = {}): TcpPacket[] {
    return this.client(frame({ mask: KEY, ...fields }), sent);
  }

  serverFrame(fields: Frame, sent: Sent = {}): TcpPacket[] {
    return this.server(frame(fields), sent);
  }

  clientText(payload: Octets): TcpPacket[] {
    return this.clientFrame({ opcode: OPCODE.text, payload });
  }

  serverText(payload: Octets): TcpPacket[] {
    return this.serverFrame({ opcode: OPCODE.text, payload });
  }
}

/** Text frames of one side as they stand on the wire. */
export function texts(from: 'client' | 'server', ...payloads: readonly string[]): Uint8Array[] {
  return payloads.map((payload) =>
    frame({ opcode: OPCODE.text, payload, ...(from === 'client' ? { mask: KEY } : {}) }),
  );
}
