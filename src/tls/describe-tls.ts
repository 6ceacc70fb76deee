import type { Tree } from '../field/tree.js';
import { ALERT_LENGTH, alertDescription, alertLevel, alertText } from './alert.js';
import { describeHandshake } from './describe-handshake.js';
import { TLS_ALERT_FIELDS, TLS_FIELDS } from './fields.js';
import {
  ContentType,
  contentType,
  contentTypeName,
  RECORD_HEADER_LENGTH,
  recordLength,
  recordVersion,
} from './record.js';
import { TlsVersion, versionColumnName } from './version.js';

/** What is known of a connection where a run of records begins. */
export interface TlsState {
  /** The version that both sides agreed on (see TlsVersion), UNKNOWN before that. */
  readonly version: number;
  /** Their sender encrypts its handshake messages: it has sent ChangeCipherSpec. */
  readonly encrypts: boolean;
  /** What the application data are of, by the port: see {@link applicationOfPort}. */
  readonly application?: string | undefined;
}

/** Draws the records of one side that are whole in `bytes[start … end)`. */
export function describeTls(tree: Tree, bytes: Uint8Array, start: number, end: number, state: TlsState): void {
  if (!tree.wants('tls')) return;
  tree.open(TLS_FIELDS.protocol, undefined, start, end - start);
  let at = start;
  let encrypts = state.encrypts;
  while (end - at >= RECORD_HEADER_LENGTH) {
    const next = at + RECORD_HEADER_LENGTH + recordLength(bytes, at);
    if (next > end || contentTypeName(contentType(bytes, at)) === undefined) break;
    describeRecord(tree, bytes, at, next, { ...state, encrypts });
    if (contentType(bytes, at) === ContentType.CHANGE_CIPHER_SPEC) encrypts = state.version !== TlsVersion.TLS_1_3;
    at = next;
  }
  tree.close();
}

function describeRecord(tree: Tree, bytes: Uint8Array, at: number, end: number, state: TlsState): void {
  const type = contentType(bytes, at);
  const version = state.version === TlsVersion.UNKNOWN ? recordVersion(bytes, at) : state.version;
  const opaque = version === TlsVersion.TLS_1_3 && type === ContentType.APPLICATION_DATA;
  const record = tree.open(TLS_FIELDS.record, undefined, at, end - at);
  tree.fixed(opaque ? TLS_FIELDS.opaqueType : TLS_FIELDS.contentType, at);
  tree.fixed(TLS_FIELDS.version, at);
  tree.fixed(TLS_FIELDS.length, at);
  const name = describeFragment(tree, bytes, type, at + RECORD_HEADER_LENGTH, end, state);
  record.text = `${versionColumnName(version) ?? 'TLS'} Record Layer: ${name}`;
  tree.close();
}

/** @returns what the record's line calls it */
function describeFragment(
  tree: Tree,
  bytes: Uint8Array,
  type: number,
  start: number,
  end: number,
  { encrypts, application }: TlsState,
): string {
  switch (type) {
    case ContentType.HANDSHAKE:
      return `Handshake Protocol: ${describeHandshake(tree, bytes, start, end, encrypts)}`;
    case ContentType.CHANGE_CIPHER_SPEC:
      tree.add(TLS_FIELDS.changeCipherSpec, undefined, start, end - start);
      return 'Change Cipher Spec Protocol: Change Cipher Spec';
    case ContentType.ALERT:
      return describeAlert(tree, bytes, start, end);
    case ContentType.APPLICATION_DATA:
      tree.add(TLS_FIELDS.applicationData, bytes.subarray(start, end), start, end - start);
      if (application !== undefined) tree.generated(TLS_FIELDS.application, application, start, 0);
      return `Application Data Protocol: ${application ?? 'Application Data'}`;
    default:
      return contentTypeName(type) ?? '';
  }
}

function describeAlert(tree: Tree, bytes: Uint8Array, start: number, end: number): string {
  const FIELDS = TLS_ALERT_FIELDS;
  if (end - start !== ALERT_LENGTH) {
    tree.add(FIELDS.alert, undefined, start, end - start, 'Alert Message: Encrypted Alert');
    return 'Encrypted Alert';
  }
  tree.open(FIELDS.alert, undefined, start, end - start);
  tree.fixed(FIELDS.level, start);
  tree.fixed(FIELDS.description, start);
  tree.close();
  return alertText(alertLevel(bytes, start), alertDescription(bytes, start));
}
