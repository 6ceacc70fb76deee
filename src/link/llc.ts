import { uint8, uint16, uint24 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterEtherType } from './ethertype.js';
import { Layer } from './layer.js';

/** Service access points (IEEE 802.2) on the way to IP. */
const Sap = { IP: 0x06, SNAP: 0xaa, ISO_NETWORK_LAYER: 0xfe } as const;

/** Network-layer protocol identifiers (ISO/IEC TR 9577) on the way to IP. */
export const Nlpid = { SNAP: 0x80, IPV6: 0x8e, IPV4: 0xcc } as const;

/** DSAP, SSAP and the control field of unnumbered information, in bytes. */
const HEADER_LENGTH = 3;
const CONTROL_UNNUMBERED_INFORMATION = 0x03;

/** Organisation and protocol identifiers of SNAP (IEEE 802, clause 10), in bytes. */
const SNAP_LENGTH = 5;
/** Organisations whose protocol identifiers are EtherTypes: the plain one (RFC 1042) and bridge tunnels (802.1H). */
const OUI_ETHERTYPE = 0x000000;
const OUI_BRIDGE_TUNNEL = 0x0000f8;
/** Bridged frames on ATM and Frame Relay (RFC 2684, section 5.2; RFC 2427, section 4.2): 802.3 with and without FCS. */
const OUI_BRIDGED = 0x0080c2;
const PID_BRIDGED_802_3_WITH_FCS = 0x0001;
const PID_BRIDGED_802_3 = 0x0007;
const FCS_LENGTH = 4;

/** Bytes of padding between SNAP and a bridged frame where LLC carries it (RFC 2684, section 5.2). */
const LLC_BRIDGE_PADDING = 2;

/** Walks over an 802.2 LLC header, and over SNAP where it follows. */
export function walkLlc(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  if (uint8(bytes, offset + 2) !== CONTROL_UNNUMBERED_INFORMATION) return;
  switch (uint8(bytes, offset)) {
    case Sap.SNAP:
      walkSnap(cursor, LLC_BRIDGE_PADDING);
      return;
    case Sap.IP:
      cursor.next = Layer.IPV4;
      return;
    case Sap.ISO_NETWORK_LAYER:
      if (cursor.skip(1)) enterNlpid(cursor, uint8(bytes, cursor.offset - 1));
  }
}

/**
 * Walks over the SNAP identifiers at the cursor.
 * @param bridgePadding bytes before a bridged frame
 */
export function walkSnap(cursor: Cursor, bridgePadding: number): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(SNAP_LENGTH)) return;
  cursor.next = Layer.NONE;
  const organisation = uint24(bytes, offset);
  const protocol = uint16(bytes, offset + 3);
  if (organisation === OUI_ETHERTYPE || organisation === OUI_BRIDGE_TUNNEL) {
    enterEtherType(cursor, protocol);
  } else if (organisation === OUI_BRIDGED) {
    if (protocol === PID_BRIDGED_802_3_WITH_FCS) cursor.dropTrailer(FCS_LENGTH);
    else if (protocol !== PID_BRIDGED_802_3) return;
    if (cursor.skip(bridgePadding)) cursor.next = Layer.ETHERNET;
  }
}

/** Goes on to the payload at the cursor by its network-layer protocol identifier. */
export function enterNlpid(cursor: Cursor, nlpid: number): void {
  cursor.next = nlpid === Nlpid.IPV4 ? Layer.IPV4 : nlpid === Nlpid.IPV6 ? Layer.IPV6 : Layer.NONE;
}
