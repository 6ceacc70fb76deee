import type { WalkCase } from '../walk-case.js';
import { ETHERNET_CASES } from './ethernet.js';
import { HOST_CASES } from './host.js';
import { OTHER_LINK_CASES } from './other-links.js';
import { POINT_TO_POINT_CASES } from './point-to-point.js';
import { WIRELESS_CASES } from './wireless.js';

/** Packets of every link type and link-layer header. */
export const LINK_CASES: readonly WalkCase[] = [
  ...ETHERNET_CASES,
  ...POINT_TO_POINT_CASES,
  ...HOST_CASES,
  ...WIRELESS_CASES,
  ...OTHER_LINK_CASES,
];
