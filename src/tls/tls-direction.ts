import type { BufferBudget } from '../buffer-budget.js';
import type { Side } from '../tcp/flow-table.js';
import type { AgreedVersion } from './agreed-version.js';
import { ALERT_LENGTH, alertDescription, alertLevel, alertText } from './alert.js';
import {
  ENCRYPTED_MESSAGE,
  HandshakeType,
  HELLO_RETRY_REQUEST,
  handshakeTypeName,
  isHandshakeType,
} from './handshake.js';
import { HandshakeReader, type HandshakeSink } from './handshake-reader.js';
import { ContentType, contentType, isContentType, isRecordVersion, recordVersion } from './record.js';
import { TlsRecordReader, type TlsRecordSink } from './record-reader.js';
import { chosenVersion, isHelloRetryRequest } from './server-hello.js';
import type { TlsSink } from './tls-sink.js';
import { TlsVersion } from './version.js';

/** Message types of a heartbeat (RFC 6520, section 4); what is none of them is encrypted. */
const HEARTBEATS: ReadonlyMap<number, string> = new Map([
  [1, 'Heartbeat Request'],
  [2, 'Heartbeat Response'],
]);

/** What one side of a TLS connection sends. */
export class TlsDirection implements TlsRecordSink, HandshakeSink {
  readonly #agreed: AgreedVersion;
  readonly #side: Side;
  readonly #sink: TlsSink;
  readonly #records: TlsRecordReader;
  readonly #handshake: HandshakeReader;
  /** The first bytes of the present fragment: an alert, or a message's type. */
  readonly #first = new Uint8Array(ALERT_LENGTH);
  #ended = 0;
  /** Names of the present record's messages: they are told when it is whole. */
  #names: string[] = [];
  /** It has sent ChangeCipherSpec. */
  #changed = false;

  constructor(agreed: AgreedVersion, side: Side, sink: TlsSink, budget: BufferBudget) {
    this.#agreed = agreed;
    this.#side = side;
    this.#sink = sink;
    this.#records = new TlsRecordReader(this);
    this.#handshake = new HandshakeReader(this, budget);
  }

  get atBoundary(): boolean {
    return this.#records.atBoundary;
  }

  /** Its handshake messages are encrypted; in TLS 1.3 ChangeCipherSpec means nothing (RFC 8446, section D.4). */
  get encrypts(): boolean {
    return this.#changed && this.#agreed.version !== TlsVersion.TLS_1_3;
  }

  /** @returns how many records came to their end */
  push(bytes: Uint8Array, start: number, end: number): number {
    this.#ended = 0;
    this.#records.push(bytes, start, end);
    return this.#ended;
  }

  gap(length: number): void {
    if (this.#records.gap(length)) return;
    this.#names = [];
    this.#records.reset();
    this.#handshake.forget();
  }

  close(): void {
    this.#handshake.forget();
  }

  /** Where the version is agreed on, Wireshark looks at the content type alone; TLS 1.3 it takes to be none. */
  isRecord(bytes: Uint8Array, at: number): boolean {
    if (!isContentType(contentType(bytes, at))) return false;
    const { version } = this.#agreed;
    const agreed = version !== TlsVersion.UNKNOWN && version !== TlsVersion.TLS_1_3;
    return agreed || isRecordVersion(recordVersion(bytes, at));
  }

  noRecord(): void {
    const { version } = this.#agreed;
    const ignored = version === TlsVersion.UNKNOWN || version === TlsVersion.TLS_1_3 || version === TlsVersion.SSL_3;
    this.#name(ignored ? 'Continuation Data' : 'Ignored Unknown Record');
  }

  recordBegin({ contentType: type, version, length }: TlsRecordReader): void {
    this.#agreed.ofRecord(version, type !== ContentType.HANDSHAKE);
    if (type === ContentType.HANDSHAKE) this.#handshake.recordBegin(length, this.encrypts);
  }

  recordFragment(reader: TlsRecordReader, bytes: Uint8Array, start: number, end: number): void {
    const known = Math.min(end, start + ALERT_LENGTH - reader.offset);
    for (let at = start; at < known; at++) this.#first[reader.offset + at - start] = bytes[at] as number;
    if (reader.contentType !== ContentType.HANDSHAKE) return;
    if (reader.offset === 0) this.#settle(reader.version);
    this.#handshake.push(bytes, start, end);
  }

  /** Any message but a ClientHello is sent in the version that both sides agreed on. */
  #settle(version: number): void {
    const type = this.#first[0] ?? 0;
    if (type !== HandshakeType.CLIENT_HELLO && isHandshakeType(type)) this.#agreed.ofRecord(version, true);
  }

  recordMissing(): void {
    this.#handshake.forget();
  }

  recordEnd(reader: TlsRecordReader): void {
    this.#ended++;
    this.#agreed.ofRecord(reader.version, false);
    switch (reader.contentType) {
      case ContentType.HANDSHAKE:
        this.#handshake.recordEnd();
        for (const name of this.#names) this.#name(name);
        this.#names = [];
        break;
      case ContentType.CHANGE_CIPHER_SPEC:
        this.#changed = true;
        this.#name('Change Cipher Spec');
        break;
      case ContentType.ALERT:
        this.#name(
          reader.length === ALERT_LENGTH
            ? alertText(alertLevel(this.#first, 0), alertDescription(this.#first, 0))
            : 'Encrypted Alert',
        );
        break;
      case ContentType.APPLICATION_DATA:
        this.#name('Application Data');
        break;
      case ContentType.HEARTBEAT:
        if (this.#agreed.version !== TlsVersion.TLS_1_3) {
          this.#name(HEARTBEATS.get(this.#first[0] ?? 0) ?? 'Encrypted Heartbeat');
        }
    }
  }

  message(type: number, bytes: Uint8Array, end: number): void {
    if (type === HandshakeType.SERVER_HELLO) {
      this.#agreed.choose(chosenVersion(bytes, 0, end));
      if (isHelloRetryRequest(bytes, 0, end)) {
        this.#names.push(HELLO_RETRY_REQUEST);
        return;
      }
    }
    this.#names.push(handshakeTypeName(type) ?? ENCRYPTED_MESSAGE);
    if (type === HandshakeType.CLIENT_HELLO) this.#sink.clientHello(this.#side, bytes, end);
    else if (type === HandshakeType.SERVER_HELLO) this.#sink.serverHello(this.#side, bytes, end);
  }

  fragment(type: number): void {
    this.#names.push(`[${handshakeTypeName(type) ?? ENCRYPTED_MESSAGE} Fragment]`);
  }

  encrypted(): void {
    this.#names.push(ENCRYPTED_MESSAGE);
  }

  #name(name: string): void {
    this.#sink.tlsName(this.#side, name);
  }
}
