import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterEtherType, MIN_ETHERTYPE } from './ethertype.js';
import { Layer } from './layer.js';

/** Packet type, ARPHRD_ type, address length, address and protocol (LINKTYPE_LINUX_SLL), in bytes. */
const HEADER_LENGTH = 16;
const HARDWARE_TYPE_OFFSET = 2;
const PROTOCOL_OFFSET = 14;

/** ARPHRD_NETLINK: the protocol field is a netlink family. */
const HARDWARE_NETLINK = 824;

/** Values of the protocol field below the EtherTypes (linux/if_ether.h). */
const ETH_P_ALL = 0x0003;
const ETH_P_802_2 = 0x0004;
const ETH_P_PPP = 0x0007;

/** Walks over the header of a Linux cooked capture, version 1. */
export function walkLinuxSll(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  enterCookedProtocol(cursor, uint16(bytes, offset + HARDWARE_TYPE_OFFSET), uint16(bytes, offset + PROTOCOL_OFFSET));
}

/** Goes on to the payload of a cooked capture, of either version, by its ARPHRD_ type and protocol field. */
export function enterCookedProtocol(cursor: Cursor, hardwareType: number, protocol: number): void {
  cursor.next = Layer.NONE;
  if (hardwareType === HARDWARE_NETLINK) return;
  if (protocol >= MIN_ETHERTYPE) enterEtherType(cursor, protocol);
  else if (protocol === ETH_P_802_2) cursor.next = Layer.LLC;
  else if (protocol === ETH_P_ALL) cursor.next = Layer.ETHERNET;
  else if (protocol === ETH_P_PPP) cursor.next = Layer.PPP;
}
