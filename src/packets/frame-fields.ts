import { MALFORMED } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import { linkTypeName } from '../link/link-type-names.js';

/** What the capture itself says of a packet; Wireshark calls this layer the frame. */
export const FRAME_FIELDS = {
  protocol: { name: 'frame', label: 'Frame', type: 'protocol' },
  encapsulation: {
    name: 'frame.encap_type',
    label: 'Encapsulation type',
    type: 'int',
    width: 16,
  },
  time: { name: 'frame.time', label: 'Arrival Time', type: 'absolute-time' },
  offsetShift: { name: 'frame.offset_shift', label: 'Time shift for this packet', type: 'relative-time' },
  epoch: { name: 'frame.time_epoch', label: 'Epoch Time', type: 'relative-time' },
  delta: { name: 'frame.time_delta', label: 'Time delta from previous captured frame', type: 'relative-time' },
  deltaDisplayed: {
    name: 'frame.time_delta_displayed',
    label: 'Time delta from previous displayed frame',
    type: 'relative-time',
  },
  relative: {
    name: 'frame.time_relative',
    label: 'Time since reference or first frame',
    type: 'relative-time',
  },
  number: { name: 'frame.number', label: 'Frame Number', type: 'uint', width: 32 },
  length: { name: 'frame.len', label: 'Frame Length', type: 'uint', width: 32 },
  captureLength: { name: 'frame.cap_len', label: 'Capture Length', type: 'uint', width: 32 },
  marked: { name: 'frame.marked', label: 'Frame is marked', type: 'boolean' },
  ignored: { name: 'frame.ignored', label: 'Frame is ignored', type: 'boolean' },
  protocols: { name: 'frame.protocols', label: 'Protocols in frame', type: 'string' },
  section: { name: 'frame.section_number', label: 'Section number', type: 'uint', width: 32 },
  interfaceId: { name: 'frame.interface_id', label: 'Interface id', type: 'uint', width: 32 },
  interfaceName: { name: 'frame.interface_name', label: 'Interface name', type: 'string' },
  interfaceDescription: { name: 'frame.interface_description', label: 'Interface description', type: 'string' },
} as const satisfies FieldTable;

export const MALFORMED_FIELDS = {
  protocol: MALFORMED,
  expert: { name: '_ws.malformed.expert', label: 'Malformed Packet (Exception occurred)', type: 'none' },
  /** The capture cut the packet short of what would be shown. */
  cut: { name: '_ws.short', label: 'Packet size limited during capture', type: 'protocol' },
} as const satisfies FieldTable;

/** Wireshark's own number and name of a link type (WTAP_ENCAP_…), by LINKTYPE_ value. */
const ENCAPSULATIONS: ReadonlyMap<number, readonly [number: number, name: string]> = new Map([
  [0, [15, 'NULL/Loopback']],
  [1, [1, 'Ethernet']],
  [6, [2, 'Token Ring']],
  [8, [3, 'SLIP']],
  [9, [4, 'PPP']],
  [10, [6, 'FDDI with bit-swapped MAC addresses']],
  [12, [7, 'Raw IP']],
  [14, [7, 'Raw IP']],
  [100, [10, 'RFC 1483 ATM']],
  [101, [7, 'Raw IP']],
  [104, [28, 'Cisco HDLC']],
  [105, [20, 'IEEE 802.11 Wireless LAN']],
  [107, [26, 'Frame Relay']],
  [108, [15, 'NULL/Loopback']],
  [113, [25, 'Linux cooked-mode capture v1']],
  [119, [21, 'IEEE 802.11 plus Prism II monitor mode radio header']],
  [127, [23, 'IEEE 802.11 plus radiotap radio header']],
  [129, [9, 'Linux ARCNET']],
  [137, [67, 'Juniper ATM1']],
  [178, [83, 'Juniper Ethernet']],
  [189, [95, 'USB packets with Linux header']],
  [192, [97, 'Per-Packet Information header']],
  [204, [19, 'PPP with Directional Info']],
  [226, [124, 'Solaris IPNET']],
  [227, [125, 'SocketCAN']],
  [228, [129, 'Raw IPv4']],
  [229, [130, 'Raw IPv6']],
  [231, [146, 'D-Bus']],
  [239, [141, 'NFLOG']],
  [242, [180, 'IP over IB']],
  [253, [158, 'Linux Netlink']],
  [258, [171, 'Apple PKTAP']],
  [276, [210, 'Linux cooked-mode capture v2']],
]);

/** frame.encap_type and its name. @param linkType LINKTYPE_ value */
export function encapsulationOf(linkType: number): readonly [number: number, name: string] {
  return ENCAPSULATIONS.get(linkType) ?? [0, linkTypeName(linkType)];
}
