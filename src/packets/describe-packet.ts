import type { Moment } from '../capture/moment.js';
import type { Packet } from '../capture/packet.js';
import type { CaptureInterface } from '../capture/summary.js';
import type { Tree } from '../field/tree.js';
import type { ShownTimeline } from './current-packet.js';
import { encapsulationOf, FRAME_FIELDS as FIELDS } from './frame-fields.js';

const NANOSECONDS = 1_000_000_000n;

function nanosecondsOf({ seconds, nanoseconds }: Readonly<Pick<Moment, 'seconds' | 'nanoseconds'>>): bigint {
  return BigInt(seconds) * NANOSECONDS + BigInt(nanoseconds);
}

/** What Wireshark calls an interface that has no name. */
const NAMELESS = 'unknown';

/**
 * Draws what the capture says of a packet.
 * @param source the interface it was captured on, where the capture tells of interfaces
 * @param protocols names frame.protocols: `eth:ethertype:ip:tcp`
 */
export function describePacket(
  tree: Tree,
  packet: Packet,
  source: CaptureInterface | undefined,
  protocols: () => string,
  timeline: Readonly<ShownTimeline>,
): void {
  if (!tree.wants('frame')) return;
  const { start } = packet;
  const captured = packet.end - start;
  const wire = packet.originalLength;
  const time = nanosecondsOf(packet);
  const text = `Frame ${packet.number}: ${octets(wire)} on wire (${wire * 8} bits), ${octets(captured)} captured (${captured * 8} bits)`;
  const on = source === undefined ? '' : ` on interface ${source.name ?? NAMELESS}, id ${source.id}`;
  tree.open(FIELDS.protocol, undefined, start, captured, text + on);
  if (source !== undefined) describeInterface(tree, start, source);
  const [number, name] = encapsulationOf(packet.linkType);
  tree.add(FIELDS.encapsulation, number, start, 0, `${FIELDS.encapsulation.label}: ${name} (${number})`);
  if (packet.hasTime) {
    tree.add(FIELDS.time, time, start, 0);
    tree.generated(FIELDS.offsetShift, 0n, start, 0);
    tree.add(FIELDS.epoch, time, start, 0);
    tree.generated(FIELDS.delta, time - nanosecondsOf(timeline.previous), start, 0);
    tree.generated(FIELDS.deltaDisplayed, time - nanosecondsOf(timeline.previousShown), start, 0);
    tree.generated(FIELDS.relative, time - nanosecondsOf(timeline.first), start, 0);
  }
  tree.add(FIELDS.number, packet.number, start, 0);
  tree.add(FIELDS.length, wire, start, 0, `${FIELDS.length.label}: ${octets(wire)} (${wire * 8} bits)`);
  const cut = `${FIELDS.captureLength.label}: ${octets(captured)} (${captured * 8} bits)`;
  tree.add(FIELDS.captureLength, captured, start, 0, cut);
  tree.generated(FIELDS.marked, false, start, 0);
  tree.generated(FIELDS.ignored, false, start, 0);
  tree.generated(FIELDS.protocols, protocols(), start, 0);
  tree.close();
}

function describeInterface(
  tree: Tree,
  start: number,
  { section, id, name = NAMELESS, description }: CaptureInterface,
): void {
  tree.add(FIELDS.section, section + 1, start, 0);
  tree.open(FIELDS.interfaceId, id, start, 0, `${FIELDS.interfaceId.label}: ${id} (${name})`);
  tree.add(FIELDS.interfaceName, name, start, 0);
  if (description !== undefined) tree.add(FIELDS.interfaceDescription, description, start, 0);
  tree.close();
}

function octets(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
