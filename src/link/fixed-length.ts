import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/**
 * Headers of a fixed length with the same layer behind them each time. Nothing in them has to be read.
 * @param length in bytes
 */
function fixedLength(length: number, next: Layer): (cursor: Cursor) => void {
  return (cursor) => {
    if (cursor.skip(length)) cursor.next = next;
  };
}

/** Direction, before a PPP packet (LINKTYPE_PPP_WITH_DIR). */
export const walkPppWithDirection = fixedLength(1, Layer.PPP);
/** Direction in place of the address, and control, before a PPP packet (LINKTYPE_PPP_PPPD). */
export const walkPppPppd = fixedLength(2, Layer.PPP);
/** Direction, before a Cisco HDLC frame (LINKTYPE_C_HDLC_WITH_DIR). */
export const walkCiscoHdlcWithDirection = fixedLength(1, Layer.CISCO_HDLC);
/** Direction, before a Frame Relay frame (LINKTYPE_FRELAY_WITH_DIR). */
export const walkFrameRelayWithDirection = fixedLength(1, Layer.FRAME_RELAY);
/** Frame control, destination and source of FDDI (ANSI X3.139); LLC is behind them. */
export const walkFddi = fixedLength(13, Layer.LLC);
/** Interface, addresses and zones of a packet between Solaris zones (LINKTYPE_IPNET). */
export const walkIpnet = fixedLength(24, Layer.IP);
/** Address family, security parameter index and flags of OpenBSD's enc(4) (LINKTYPE_ENC). */
export const walkOpenBsdEnc = fixedLength(12, Layer.IP);
/** A Broadcom switch's tag before an Ethernet frame (LINKTYPE_DSA_TAG_BRCM_PREPEND). */
export const walkBroadcomTagPrepended = fixedLength(4, Layer.ETHERNET);
