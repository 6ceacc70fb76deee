import type { WalkCase } from '../../link/walk-case.js';
import { IP_CASES } from './ip.js';
import { TUNNEL_CASES } from './tunnels.js';

/** Packets with every header above the link layer. */
export const NET_CASES: readonly WalkCase[] = [...IP_CASES, ...TUNNEL_CASES];
