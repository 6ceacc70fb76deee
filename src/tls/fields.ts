import type { FieldTable } from '../field/field.js';
import { alertDescription, alertDescriptionName, alertLevel, alertLevelName } from './alert.js';
import { cipherSuiteName } from './cipher-suites.js';
import { helloVersion } from './client-hello.js';
import { extensionName } from './extension-names.js';
import { handshakeLength, handshakeType, handshakeTypeName } from './handshake.js';
import { contentType, contentTypeName, recordLength, recordVersion } from './record.js';
import { versionName } from './version.js';

/** Records (RFC 8446, section 5.1); places are counted from the record's first bit. */
export const TLS_FIELDS = {
  protocol: { name: 'tls', label: 'Transport Layer Security', type: 'protocol' },
  record: { name: 'tls.record', label: 'Record Layer', type: 'none' },
  contentType: {
    name: 'tls.record.content_type',
    label: 'Content Type',
    type: 'uint',
    bits: [0, 8],
    read: contentType,
    names: contentTypeName,
  },
  opaqueType: {
    name: 'tls.record.opaque_type',
    label: 'Opaque Type',
    type: 'uint',
    bits: [0, 8],
    read: contentType,
    names: contentTypeName,
  },
  version: {
    name: 'tls.record.version',
    label: 'Version',
    type: 'uint',
    base: 'hex',
    bits: [8, 16],
    read: recordVersion,
    names: versionName,
  },
  length: { name: 'tls.record.length', label: 'Length', type: 'uint', bits: [24, 16], read: recordLength },
  changeCipherSpec: { name: 'tls.change_cipher_spec', label: 'Change Cipher Spec Message', type: 'none' },
  application: { name: 'tls.app_data_proto', label: 'Application Data Protocol', type: 'string' },
  applicationData: { name: 'tls.app_data', label: 'Encrypted Application Data', type: 'bytes' },
} as const satisfies FieldTable;

/** An alert (RFC 8446, section 6); places are counted from the alert's first bit. */
export const TLS_ALERT_FIELDS = {
  alert: { name: 'tls.alert_message', label: 'Alert Message', type: 'none' },
  level: {
    name: 'tls.alert_message.level',
    label: 'Level',
    type: 'uint',
    bits: [0, 8],
    read: alertLevel,
    names: alertLevelName,
  },
  description: {
    name: 'tls.alert_message.desc',
    label: 'Description',
    type: 'uint',
    bits: [8, 8],
    read: alertDescription,
    names: alertDescriptionName,
  },
} as const satisfies FieldTable;

/** A handshake message (RFC 8446, section 4); places are counted from the message's first bit. */
export const TLS_HANDSHAKE_FIELDS = {
  handshake: { name: 'tls.handshake', label: 'Handshake Protocol', type: 'none' },
  type: {
    name: 'tls.handshake.type',
    label: 'Handshake Type',
    type: 'uint',
    bits: [0, 8],
    read: handshakeType,
    names: handshakeTypeName,
  },
  length: { name: 'tls.handshake.length', label: 'Length', type: 'uint', bits: [8, 24], read: handshakeLength },
} as const satisfies FieldTable;

/** A hello (RFC 8446, sections 4.1.2 and 4.1.3); places are counted from the hello's first bit. */
export const TLS_HELLO_FIELDS = {
  version: {
    name: 'tls.handshake.version',
    label: 'Version',
    type: 'uint',
    base: 'hex',
    bits: [0, 16],
    read: helloVersion,
    names: versionName,
  },
  random: { name: 'tls.handshake.random', label: 'Random', type: 'bytes', bits: [16, 256] },
  randomTime: { name: 'tls.handshake.random_time', label: 'GMT Unix Time', type: 'absolute-time' },
  randomBytes: { name: 'tls.handshake.random_bytes', label: 'Random Bytes', type: 'bytes', bits: [48, 224] },
  sessionIdLength: {
    name: 'tls.handshake.session_id_length',
    label: 'Session ID Length',
    type: 'uint',
    bits: [272, 8],
  },
  sessionId: { name: 'tls.handshake.session_id', label: 'Session ID', type: 'bytes' },
  cipherSuitesLength: {
    name: 'tls.handshake.cipher_suites_length',
    label: 'Cipher Suites Length',
    type: 'uint',
    width: 16,
  },
  cipherSuites: { name: 'tls.handshake.ciphersuites', label: 'Cipher Suites', type: 'none' },
  cipherSuite: {
    name: 'tls.handshake.ciphersuite',
    label: 'Cipher Suite',
    type: 'uint',
    base: 'hex',
    width: 16,
    names: cipherSuiteName,
  },
  compressionMethodsLength: {
    name: 'tls.handshake.comp_methods_length',
    label: 'Compression Methods Length',
    type: 'uint',
    width: 8,
  },
  compressionMethods: { name: 'tls.handshake.comp_methods', label: 'Compression Methods', type: 'none' },
  compressionMethod: {
    name: 'tls.handshake.comp_method',
    label: 'Compression Method',
    type: 'uint',
    width: 8,
    names: (method) => ({ 0: 'null', 1: 'DEFLATE', 64: 'LZS' })[method],
  },
  extensionsLength: {
    name: 'tls.handshake.extensions_length',
    label: 'Extensions Length',
    type: 'uint',
    width: 16,
  },
} as const satisfies FieldTable;

/** An extension of a hello (RFC 8446, section 4.2); places are counted from the extension's first bit. */
export const TLS_EXTENSION_FIELDS = {
  type: {
    name: 'tls.handshake.extension.type',
    label: 'Type',
    type: 'uint',
    bits: [0, 16],
    names: extensionName,
  },
  length: { name: 'tls.handshake.extension.len', label: 'Length', type: 'uint', bits: [16, 16] },
  data: { name: 'tls.handshake.extension.data', label: 'Data', type: 'bytes' },
  serverNameListLength: {
    name: 'tls.handshake.extensions_server_name_list_len',
    label: 'Server Name list length',
    type: 'uint',
    width: 16,
  },
  serverNameType: {
    name: 'tls.handshake.extensions_server_name_type',
    label: 'Server Name Type',
    type: 'uint',
    width: 8,
    names: (type) => (type === 0 ? 'host_name' : undefined),
  },
  serverNameLength: {
    name: 'tls.handshake.extensions_server_name_len',
    label: 'Server Name length',
    type: 'uint',
    width: 16,
  },
  serverName: { name: 'tls.handshake.extensions_server_name', label: 'Server Name', type: 'string' },
  alpnLength: {
    name: 'tls.handshake.extensions_alpn_len',
    label: 'ALPN Extension Length',
    type: 'uint',
    width: 16,
  },
  alpnList: { name: 'tls.handshake.extensions_alpn_list', label: 'ALPN Protocol', type: 'none' },
  alpnNameLength: {
    name: 'tls.handshake.extensions_alpn_str_len',
    label: 'ALPN string length',
    type: 'uint',
    width: 8,
  },
  alpnName: { name: 'tls.handshake.extensions_alpn_str', label: 'ALPN Next Protocol', type: 'string' },
  supportedVersionsLength: {
    name: 'tls.handshake.extensions.supported_versions_len',
    label: 'Supported Versions length',
    type: 'uint',
    width: 8,
  },
  supportedVersion: {
    name: 'tls.handshake.extensions.supported_version',
    label: 'Supported Version',
    type: 'uint',
    base: 'hex',
    width: 16,
    names: versionName,
  },
} as const satisfies FieldTable;
