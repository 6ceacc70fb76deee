import { negotiatedVersion, TlsVersion, versionColumnName } from './version.js';

/** What is known of a connection's version, as Wireshark finds it out. */
export class AgreedVersion {
  /** The version that both sides agreed on; UNKNOWN before any message that settles it. */
  version: number = TlsVersion.UNKNOWN;
  /** The version in the last record's header. */
  #shown: number = TlsVersion.UNKNOWN;

  /** Another segment begins. */
  begin(): void {
    this.#shown = TlsVersion.UNKNOWN;
  }

  /** The protocol column: `TLSv1.3`; `SSL` where no version is known. */
  get column(): string {
    return versionColumnName(this.version === TlsVersion.UNKNOWN ? this.#shown : this.version) ?? 'SSL';
  }

  /** A record's header says a version. @param settles whether such a record is only sent when it is agreed on */
  ofRecord(version: number, settles: boolean): void {
    this.#shown = version;
    if (settles && this.version === TlsVersion.UNKNOWN) this.version = negotiatedVersion(version);
  }

  /** A ServerHello chose a version. */
  choose(version: number): void {
    const chosen = negotiatedVersion(version);
    if (chosen !== TlsVersion.UNKNOWN) this.version = chosen;
  }
}
