import { PacketTally } from './packet-tally.js';

/** An interface that packets were captured on. */
export interface CaptureInterface {
  /** Section it belongs to, from 0 (always 0 for pcap). */
  readonly section: number;
  /** Number within its section, from 0. */
  readonly id: number;
  /** LINKTYPE_ value. */
  readonly linkType: number;
  /** Bytes of FCS at the end of each frame; 0 when unknown or absent. */
  readonly fcsLength: number;
  /** Longest capture of a packet in bytes; 0 means no limit. */
  readonly snaplen: number;
  /** Resolution of its time stamps as a part of a second: `10^-6`, `2^-10`. */
  readonly resolution: string;
  /** Digits of a second its time stamps resolve, as printed: 6 or 9. */
  readonly timeDigits: 6 | 9;
  name?: string;
  description?: string;
  /** Capture filter. */
  filter?: string;
  hardware?: string;
  operatingSystem?: string;
  /** Packets received and dropped, from the latest interface statistics block. */
  received?: number;
  /** Dropped by the interface, for want of resources. */
  dropped?: number;
  /** Dropped by the operating system. */
  droppedBySystem?: number;
  /** Packets that the packets' own drop counts say were lost between them. */
  droppedBetween?: number;
  /** Packets of this interface in the capture. */
  packets: number;
}

/** A comment that somebody wrote into the capture. */
export interface CaptureComment {
  readonly on: 'section' | 'interface' | 'packet' | 'statistics' | 'secrets';
  /** Number of the packet it belongs to. */
  readonly packet?: number;
  readonly text: string;
}

/** The data of a decryption secrets block. */
export interface CaptureSecrets {
  /** Secrets type: 0x544c534b is a TLS key log. */
  readonly type: number;
  readonly data: Uint8Array;
}

/** Longest list that is kept; hostile captures can hold millions of anything. */
export const MAX_SUMMARY_ITEMS = 1000;
/** Characters of comments that are kept. */
export const MAX_COMMENT_LENGTH = 1024 * 1024;
/** Bytes of decryption secrets that are kept. */
export const MAX_SECRETS_LENGTH = 16 * 1024 * 1024;

/** Capture formats that are read; the modified one is Kuznetzov's. */
export type CaptureKind = 'pcap' | 'modified pcap' | 'pcapng';

/** What a capture says of itself, besides its packets. Filled while it is read. */
export class CaptureSummary {
  /** `gzip`, `zstd` or `lz4`, where the capture was compressed. */
  compression: string | undefined;
  /** Size of the file as it lies on disk, in bytes; undefined for pipes. */
  fileSize: number | undefined;
  /** Version of the format, of a pcapng capture that of its first section: `2.4`, `1.0`. */
  version = '';
  sections = 1;
  /** Of the first section that names them. */
  hardware: string | undefined;
  operatingSystem: string | undefined;
  application: string | undefined;
  /** At most {@link MAX_SUMMARY_ITEMS}. */
  readonly interfaces: CaptureInterface[] = [];
  interfacesOmitted = 0;
  /** At most {@link MAX_SUMMARY_ITEMS}, and {@link MAX_COMMENT_LENGTH} characters in all. */
  readonly comments: CaptureComment[] = [];
  commentsOmitted = 0;
  /** Decryption secrets blocks: at most {@link MAX_SUMMARY_ITEMS}, and {@link MAX_SECRETS_LENGTH} bytes in all. */
  readonly secrets: CaptureSecrets[] = [];
  secretsOmitted = 0;
  readonly tally = new PacketTally();
  #commentLength = 0;
  #secretsLength = 0;

  /** As a user would name it: `pcap (little-endian, microseconds)`, `pcapng (big-endian)`. */
  format: string;

  /** @param kind of format */
  constructor(public kind: CaptureKind) {
    this.format = kind;
  }

  addInterface(captureInterface: CaptureInterface): void {
    if (this.interfaces.length < MAX_SUMMARY_ITEMS) this.interfaces.push(captureInterface);
    else this.interfacesOmitted++;
  }

  addComment(comment: CaptureComment): void {
    const length = this.#commentLength + comment.text.length;
    if (this.comments.length < MAX_SUMMARY_ITEMS && length <= MAX_COMMENT_LENGTH) {
      this.comments.push(comment);
      this.#commentLength = length;
    } else {
      this.commentsOmitted++;
    }
  }

  /** Keeps a copy of `data`. */
  addSecrets(type: number, data: Uint8Array): void {
    const length = this.#secretsLength + data.length;
    if (this.secrets.length < MAX_SUMMARY_ITEMS && length <= MAX_SECRETS_LENGTH) {
      this.secrets.push({ type, data: data.slice() });
      this.#secretsLength = length;
    } else {
      this.secretsOmitted++;
    }
  }
}
