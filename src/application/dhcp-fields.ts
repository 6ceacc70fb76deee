import type { FieldTable } from '../field/field.js';
import { hardwareLength, hardwareType, messageTypeName, operation, transactionId } from './dhcp.js';
import { dhcpOptionName } from './dhcp-option-names.js';

/** The fixed part of a message (RFC 2131, section 2). */
export const DHCP_FIELDS = {
  protocol: { name: 'dhcp', label: 'Dynamic Host Configuration Protocol', type: 'protocol' },
  type: {
    name: 'dhcp.type',
    label: 'Message type',
    type: 'uint',
    bits: [0, 8],
    read: operation,
    names: (type) => ({ 1: 'Boot Request', 2: 'Boot Reply' })[type],
  },
  hardwareType: {
    name: 'dhcp.hw.type',
    label: 'Hardware type',
    type: 'uint',
    base: 'hex',
    bits: [8, 8],
    read: hardwareType,
    names: (type) => ({ 1: 'Ethernet', 6: 'IEEE 802', 32: 'InfiniBand' })[type],
  },
  hardwareLength: {
    name: 'dhcp.hw.len',
    label: 'Hardware address length',
    type: 'uint',
    bits: [16, 8],
    read: hardwareLength,
  },
  hops: { name: 'dhcp.hops', label: 'Hops', type: 'uint', bits: [24, 8] },
  id: { name: 'dhcp.id', label: 'Transaction ID', type: 'uint', base: 'hex', bits: [32, 32], read: transactionId },
  seconds: { name: 'dhcp.secs', label: 'Seconds elapsed', type: 'uint', bits: [64, 16] },
  flags: { name: 'dhcp.flags', label: 'Bootp flags', type: 'uint', base: 'hex', bits: [80, 16] },
  broadcast: {
    name: 'dhcp.flags.bc',
    label: 'Broadcast flag',
    type: 'boolean',
    bits: [80, 1],
    word: 16,
    truth: ['Broadcast', 'Unicast'],
  },
  reserved: {
    name: 'dhcp.flags.reserved',
    label: 'Reserved flags',
    type: 'uint',
    base: 'hex',
    bits: [81, 15],
    word: 16,
  },
  clientAddress: { name: 'dhcp.ip.client', label: 'Client IP address', type: 'ipv4', bits: [96, 32] },
  yourAddress: { name: 'dhcp.ip.your', label: 'Your (client) IP address', type: 'ipv4', bits: [128, 32] },
  serverAddress: { name: 'dhcp.ip.server', label: 'Next server IP address', type: 'ipv4', bits: [160, 32] },
  relayAddress: { name: 'dhcp.ip.relay', label: 'Relay agent IP address', type: 'ipv4', bits: [192, 32] },
  macAddress: { name: 'dhcp.hw.mac_addr', label: 'Client MAC address', type: 'ether', bits: [224, 48] },
  macPadding: {
    name: 'dhcp.hw.addr_padding',
    label: 'Client hardware address padding',
    type: 'bytes',
    bits: [272, 80],
  },
  hardwareAddress: { name: 'dhcp.hw.addr', label: 'Client hardware address', type: 'bytes', bits: [224, 128] },
  server: { name: 'dhcp.server', label: 'Server host name', type: 'string' },
  file: { name: 'dhcp.file', label: 'Boot file name', type: 'string' },
  cookie: { name: 'dhcp.cookie', label: 'Magic cookie', type: 'ipv4', bits: [1888, 32] },
} as const satisfies FieldTable;

/** Options (RFC 2132); places are counted from the option's first bit. */
export const DHCP_OPTION_FIELDS = {
  option: { name: 'dhcp.option.type', label: 'Option', type: 'uint', bits: [0, 8], names: dhcpOptionName },
  length: { name: 'dhcp.option.length', label: 'Length', type: 'uint', bits: [8, 8] },
  value: { name: 'dhcp.option.value', label: 'Value', type: 'bytes' },
  messageType: {
    name: 'dhcp.option.dhcp',
    label: 'DHCP',
    type: 'uint',
    bits: [16, 8],
    names: messageTypeName,
  },
  hostName: { name: 'dhcp.option.hostname', label: 'Host Name', type: 'string' },
  requestedAddress: {
    name: 'dhcp.option.requested_ip_address',
    label: 'Requested IP Address',
    type: 'ipv4',
    bits: [16, 32],
  },
  end: { name: 'dhcp.option.end', label: 'Option End', type: 'uint', bits: [0, 8] },
} as const satisfies FieldTable;
