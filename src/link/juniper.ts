import { uint8, uint16, uint24 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';
import { LinkType } from './link-type.js';

/** Magic number "MGC" and flags (LINKTYPE_JUNIPER_ETHER and others), in bytes. */
const HEADER_LENGTH = 4;
const MAGIC = 0x4d4743;

/** Bits of the flags: extensions follow; the packet has no link-layer header. */
const HAS_EXTENSIONS = 0x80;
const NO_LINK_LAYER = 0x02;
/** What stands in place of the link-layer header, in bytes. */
const FAMILY_LENGTH = 4;

/** Walks over the header that Juniper routers put before a frame; of which link, the capture's link type says. */
export function walkJuniper(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  if (uint24(bytes, offset) !== MAGIC) return;
  const flags = uint8(bytes, offset + 3);
  if ((flags & HAS_EXTENSIONS) !== 0) {
    const length = cursor.offset;
    if (!cursor.skip(2) || !cursor.skip(uint16(bytes, length))) return;
  }
  if ((flags & NO_LINK_LAYER) === 0) cursor.next = layerBehind(cursor.linkType);
  else if (cursor.skip(FAMILY_LENGTH)) cursor.next = Layer.IP;
}

function layerBehind(linkType: number): Layer {
  switch (linkType) {
    case LinkType.JUNIPER_ETHER:
      return Layer.ETHERNET;
    case LinkType.JUNIPER_PPP:
      return Layer.PPP;
    case LinkType.JUNIPER_FRELAY:
      return Layer.FRAME_RELAY;
    case LinkType.JUNIPER_CHDLC:
      return Layer.CISCO_HDLC;
    default:
      return Layer.NONE;
  }
}
