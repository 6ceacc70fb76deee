/** What tells conversations apart: IPv4 or IPv6 addresses alone, or with the ports of TCP or UDP. */
export const CONVERSATION_KINDS = ['ip', 'ipv6', 'tcp', 'udp'] as const;
export type ConversationKind = (typeof CONVERSATION_KINDS)[number];

/** An end of a conversation. */
export interface ConversationEnd {
  readonly address: string;
  /** Undefined where addresses alone are told apart. */
  readonly port: number | undefined;
}

/** What went between two ends: A is the one that was seen to send first. */
export interface Conversation {
  readonly kind: ConversationKind;
  readonly a: ConversationEnd;
  readonly b: ConversationEnd;
  /** tcp.stream */
  readonly stream: number | undefined;
  packetsAToB: number;
  bytesAToB: number;
  packetsBToA: number;
  bytesBToA: number;
  /** Nanoseconds since the capture's first packet. */
  start: number;
  end: number;
}
