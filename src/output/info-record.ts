import type { CaptureComment } from '../capture/summary.js';
import type { WarningCode } from '../session/events.js';

/** An interface that packets were captured on. */
export interface InterfaceInfo {
  /** Section it belongs to and its number there, from 0. */
  readonly section: number;
  readonly id: number;
  readonly name?: string;
  readonly description?: string;
  /** LINKTYPE_ value, and what it is called. */
  readonly linkType: number;
  readonly linkTypeName: string;
  /** Longest capture of a packet in bytes; 0 means no limit. */
  readonly snaplen: number;
  /** Of its time stamps, as a part of a second: `10^-6`. */
  readonly resolution: string;
  /** Bytes of frame check sequence at the end of each frame, where there is one. */
  readonly fcsLength?: number;
  /** Capture filter. */
  readonly filter?: string;
  readonly hardware?: string;
  readonly operatingSystem?: string;
  readonly packets: number;
  /** What the interface counted itself: packets received, dropped by it, dropped by the system. */
  readonly received?: number;
  readonly dropped?: number;
  readonly droppedBySystem?: number;
  /** Packets lost between those captured, by the packets' own drop counts. */
  readonly droppedBetween?: number;
}

/** One capture, as `info` tells of it. */
export interface CaptureRecord {
  readonly type: 'capture';
  readonly name: string;
  /** Size as it lies on disk, in bytes; absent for pipes and streams. */
  readonly size?: number;
  /** Absent where it is no capture. */
  readonly format?: string;
  /** Of the format: `2.4`. */
  readonly version?: string;
  readonly compression?: string;
  readonly packets: number;
  /** Captured bytes of all packets. */
  readonly bytes: number;
  /** Times of the earliest and the latest packet in ISO 8601, UTC. */
  readonly first?: string;
  readonly last?: string;
  /** Seconds between them. */
  readonly duration?: number;
  /** Packets whose time is before that of the packet before them. */
  readonly outOfOrder?: number;
  readonly withoutTime?: number;
  readonly hardware?: string;
  readonly operatingSystem?: string;
  readonly application?: string;
  readonly sections?: number;
  readonly interfaces?: readonly InterfaceInfo[];
  readonly interfacesOmitted?: number;
  readonly comments?: readonly CaptureComment[];
  readonly commentsOmitted?: number;
  /** Decryption secrets blocks. */
  readonly secrets?: number;
  /** What reading it with pcap-parser as well came to. */
  readonly crossCheck?: CrossCheckInfo;
}

/** Whether a second reader saw the same packets, and why not. */
export interface CrossCheckInfo {
  readonly agreed: boolean;
  readonly packetsOurs: number;
  readonly packetsTheirs: number;
  readonly firstDifference?: string;
  readonly reasons: readonly string[];
}

/** All captures together, as `info` tells of them. */
export interface InfoRecord {
  readonly type: 'info';
  readonly packets: number;
  /**
   * Headers that were walked over, the most frequent first. A packet in a tunnel counts for the outer and for the inner
   * ones.
   */
  readonly protocols: readonly { readonly protocol: string; readonly packets: number }[];
  readonly sessions: number;
  /** Of the sessions, those whose upgrade the server refused, and those whose handshake is not in the capture. */
  readonly refused: number;
  readonly handshakeMissing: number;
  readonly messages: number;
  readonly warnings: readonly { readonly code: WarningCode; readonly count: number }[];
}
