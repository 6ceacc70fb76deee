import { walkBsdLoop, walkBsdNull } from './bsd-loopback.js';
import { walkCiscoHdlc } from './cisco-hdlc.js';
import type { Cursor } from './cursor.js';
import { walkEthernet } from './ethernet.js';
import {
  walkBroadcomTagPrepended,
  walkCiscoHdlcWithDirection,
  walkFddi,
  walkFrameRelayWithDirection,
  walkIpnet,
  walkOpenBsdEnc,
  walkPppPppd,
  walkPppWithDirection,
} from './fixed-length.js';
import { walkFrameRelay } from './frame-relay.js';
import { walkAmsduSubframe, walkIeee80211, walkPaddedIeee80211 } from './ieee80211.js';
import { walkIpoib } from './ipoib.js';
import { walkJuniper } from './juniper.js';
import { Layer } from './layer.js';
import { walkLinuxSll } from './linux-sll.js';
import { walkLinuxSll2 } from './linux-sll2.js';
import { walkLlc } from './llc.js';
import { walkMpls } from './mpls.js';
import { walkNflog } from './nflog.js';
import { walkPflog } from './pflog.js';
import { walkPktap } from './pktap.js';
import { walkPpi } from './ppi.js';
import { walkPpp } from './ppp.js';
import { walkPppoe } from './pppoe.js';
import { walkAvs, walkPrism } from './prism.js';
import { walkProviderBackbone } from './provider-backbone.js';
import { walkRadiotap } from './radiotap.js';
import { walkRawIp } from './raw-ip.js';
import { walkDsa, walkEtherTypeDsa } from './switch-tag.js';
import { walkTokenRing } from './token-ring.js';
import { walkVlan } from './vlan.js';

/** Walks over the header at the cursor; see {@link Cursor}. */
export type HeaderWalk = (cursor: Cursor) => void;

/** The headers below IP. */
export const LINK_HEADERS: ReadonlyArray<readonly [Layer, HeaderWalk]> = [
  [Layer.ETHERNET, walkEthernet],
  [Layer.VLAN, walkVlan],
  [Layer.PROVIDER_BACKBONE, walkProviderBackbone],
  [Layer.MPLS, walkMpls],
  [Layer.PPPOE, walkPppoe],
  [Layer.PPP, walkPpp],
  [Layer.LLC, walkLlc],
  [Layer.IP, walkRawIp],
  [Layer.BSD_NULL, walkBsdNull],
  [Layer.BSD_LOOP, walkBsdLoop],
  [Layer.LINUX_SLL, walkLinuxSll],
  [Layer.LINUX_SLL2, walkLinuxSll2],
  [Layer.PPP_WITH_DIRECTION, walkPppWithDirection],
  [Layer.PPP_PPPD, walkPppPppd],
  [Layer.CISCO_HDLC, walkCiscoHdlc],
  [Layer.CISCO_HDLC_WITH_DIRECTION, walkCiscoHdlcWithDirection],
  [Layer.FRAME_RELAY, walkFrameRelay],
  [Layer.FRAME_RELAY_WITH_DIRECTION, walkFrameRelayWithDirection],
  [Layer.FDDI, walkFddi],
  [Layer.TOKEN_RING, walkTokenRing],
  [Layer.IEEE80211, walkIeee80211],
  [Layer.PADDED_IEEE80211, walkPaddedIeee80211],
  [Layer.AMSDU_SUBFRAME, walkAmsduSubframe],
  [Layer.RADIOTAP, walkRadiotap],
  [Layer.PRISM, walkPrism],
  [Layer.AVS, walkAvs],
  [Layer.PPI, walkPpi],
  [Layer.NFLOG, walkNflog],
  [Layer.PFLOG, walkPflog],
  [Layer.PKTAP, walkPktap],
  [Layer.IPNET, walkIpnet],
  [Layer.OPENBSD_ENC, walkOpenBsdEnc],
  [Layer.IPOIB, walkIpoib],
  [Layer.JUNIPER, walkJuniper],
  [Layer.DSA, walkDsa],
  [Layer.EDSA, walkEtherTypeDsa],
  [Layer.BROADCOM_TAG_PREPENDED, walkBroadcomTagPrepended],
];
