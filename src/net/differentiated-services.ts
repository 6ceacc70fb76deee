/** Code points of the differentiated services field (RFC 2474, section 3): short and long name. */
const CODE_POINTS: ReadonlyMap<number, readonly [short: string, long: string]> = new Map([
  [0, ['CS0', 'Default']],
  [1, ['LE', 'Lower Effort']],
  [8, ['CS1', 'Class Selector 1']],
  [10, ['AF11', 'Assured Forwarding 11']],
  [12, ['AF12', 'Assured Forwarding 12']],
  [14, ['AF13', 'Assured Forwarding 13']],
  [16, ['CS2', 'Class Selector 2']],
  [18, ['AF21', 'Assured Forwarding 21']],
  [20, ['AF22', 'Assured Forwarding 22']],
  [22, ['AF23', 'Assured Forwarding 23']],
  [24, ['CS3', 'Class Selector 3']],
  [26, ['AF31', 'Assured Forwarding 31']],
  [28, ['AF32', 'Assured Forwarding 32']],
  [30, ['AF33', 'Assured Forwarding 33']],
  [32, ['CS4', 'Class Selector 4']],
  [34, ['AF41', 'Assured Forwarding 41']],
  [36, ['AF42', 'Assured Forwarding 42']],
  [38, ['AF43', 'Assured Forwarding 43']],
  [40, ['CS5', 'Class Selector 5']],
  [44, ['VOICE-ADMIT', 'Voice Admit']],
  [46, ['EF PHB', 'Expedited Forwarding']],
  [48, ['CS6', 'Class Selector 6']],
  [56, ['CS7', 'Class Selector 7']],
]);

/** Congestion notification (RFC 3168, section 5), by its value: short and long name. */
const CONGESTION: ReadonlyArray<readonly [short: string, long: string]> = [
  ['Not-ECT', 'Not ECN-Capable Transport'],
  ['ECT(1)', "ECN-Capable Transport codepoint '01'"],
  ['ECT(0)', "ECN-Capable Transport codepoint '10'"],
  ['CE', 'Congestion Experienced'],
];

/** `Expedited Forwarding` of 46. */
export function codePointName(codePoint: number): string | undefined {
  return CODE_POINTS.get(codePoint)?.[1];
}

/** `Congestion Experienced` of 3. */
export function congestionName(congestion: number): string | undefined {
  return CONGESTION[congestion]?.[1];
}

/** What an IPv4 DS field or an IPv6 traffic class says, in short: `(DSCP: CS0, ECN: Not-ECT)`. */
export function differentiatedServicesText(octet: number): string {
  const codePoint = CODE_POINTS.get(octet >> 2)?.[0] ?? 'Unknown';
  return `(DSCP: ${codePoint}, ECN: ${CONGESTION[octet & 3]?.[0]})`;
}
