/** TCP stream numbers by packet. */
export type Streams = ReadonlyMap<number, number>;

const show = (stream: number | undefined): string => (stream === undefined ? 'none' : `${stream}`);

/** The numbers up to the largest that no packet has. */
function unused(streams: Streams): number[] {
  const used = new Set(streams.values());
  const highest = Math.max(-1, ...used);
  return Array.from({ length: highest + 1 }, (_, number) => number).filter((number) => !used.has(number));
}

/**
 * What differs between our numbers and tshark's, as few lines as possible:
 * - `ours none tshark 5 in packet 48`: only tshark numbers the packet;
 * - `tshark has no packet of stream 2`: it left a number out;
 * - `ours 5 tshark 7 in packet 50`: the numbers differ by more than what follows from the lines above, which move all
 *   later numbers.
 */
export function compareStreams(ours: Streams, theirs: Streams): string[] {
  const shared = new Set([...theirs].filter(([packet]) => ours.has(packet)).map(([, stream]) => stream));
  const rank = new Map([...shared].sort((one, other) => one - other).map((stream, index) => [stream, index]));
  const differences = unused(theirs).map((number) => `tshark has no packet of stream ${number}`);
  for (const packet of [...new Set([...ours.keys(), ...theirs.keys()])].sort((one, other) => one - other)) {
    const [one, other] = [ours.get(packet), theirs.get(packet)];
    const isSame = one !== undefined && other !== undefined && one === rank.get(other);
    if (!isSame) differences.push(`ours ${show(one)} tshark ${show(other)} in packet ${packet}`);
  }
  return differences;
}
