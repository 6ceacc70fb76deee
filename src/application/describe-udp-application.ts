import type { Tree } from '../field/tree.js';
import { describeDhcp } from './describe-dhcp.js';
import { describeDns } from './describe-dns.js';
import { type Datagram, udpApplication } from './udp-application.js';

/** Draws what a datagram carries, where that has a description. @returns false where it has none */
export function describeUdpApplication(tree: Tree, datagram: Datagram): boolean {
  const { bytes, start, end } = datagram;
  const application = udpApplication(datagram);
  switch (application) {
    case 'dns':
    case 'mdns':
    case 'llmnr':
      describeDns(tree, bytes, start, end, application);
      return true;
    case 'dhcp':
      describeDhcp(tree, bytes, start, end);
      return true;
    default:
      return false;
  }
}
