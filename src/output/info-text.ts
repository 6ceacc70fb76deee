import type { CaptureRecord, CrossCheckInfo, InfoRecord, InterfaceInfo } from './info-record.js';
import { counted } from './session-text.js';
import { visible } from './visible-text.js';

/** Column at which the values stand. */
const VALUE_COLUMN = 18;

/** What captures hold, for the eye; nothing where none of them could be read. */
export function infoText(captures: readonly CaptureRecord[], total: InfoRecord): string {
  if (captures.every(({ format }) => format === undefined)) return '';
  const blocks = captures.map((capture) => [visible(capture.name), ...captureLines(capture)]);
  if (captures.length === 1) blocks[0]?.push(...totalLines(total));
  else blocks.push(['All captures', entry('Packets', String(total.packets)), ...totalLines(total)]);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** @param label empty for a line that goes on with what the one above says */
function entry(label: string, value: string): string {
  return `  ${(label === '' ? '' : `${label}:`).padEnd(VALUE_COLUMN - 2)}${visible(value)}`;
}

function captureLines(capture: CaptureRecord): string[] {
  const { format, version, compression, size, first, last, duration, hardware, operatingSystem, application } = capture;
  const lines: string[] = [];
  const add = (label: string, value: string | undefined) => {
    if (value !== undefined) lines.push(entry(label, value));
  };
  if (format !== undefined) {
    add(
      'Format',
      `${format}, version ${version}${compression === undefined ? '' : `, compressed with ${compression}`}`,
    );
  }
  if (size !== undefined) add('Size', counted(size, 'byte'));
  if (format === undefined) return [...lines, entry('Packets', 'none could be read')];
  add('Packets', `${capture.packets}, ${counted(capture.bytes, 'byte')} captured${disorder(capture)}`);
  add('First packet', first);
  add('Last packet', last);
  if (duration !== undefined) add('Duration', `${duration} s`);
  add('Hardware', hardware);
  add('System', operatingSystem);
  add('Application', application);
  if ((capture.sections ?? 1) > 1) add('Sections', String(capture.sections));
  for (const each of capture.interfaces ?? []) add(interfaceLabel(each, capture), interfaceText(each));
  if (capture.interfacesOmitted !== undefined) add('Interfaces', `and ${capture.interfacesOmitted} more`);
  for (const { on, packet, text } of capture.comments ?? []) {
    add('Comment', `${packet === undefined ? `on a ${on}` : `on packet ${packet}`}: ${text}`);
  }
  if (capture.commentsOmitted !== undefined) add('Comments', `and ${capture.commentsOmitted} more`);
  if (capture.secrets !== undefined) add('Secrets', counted(capture.secrets, 'block'));
  if (capture.crossCheck !== undefined) lines.push(...crossCheckLines(capture.crossCheck));
  return lines;
}

function disorder({ outOfOrder, withoutTime }: CaptureRecord): string {
  const parts = [
    ...(outOfOrder === undefined ? [] : [`${outOfOrder} earlier than the one before`]),
    ...(withoutTime === undefined ? [] : [`${withoutTime} without a time`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function interfaceLabel({ section, id }: InterfaceInfo, { sections = 1 }: CaptureRecord): string {
  return sections > 1 ? `Interface ${section}.${id}` : `Interface ${id}`;
}

function interfaceText(of: InterfaceInfo): string {
  const parts = [
    of.name,
    of.description,
    `${of.linkTypeName} (link type ${of.linkType})`,
    of.snaplen === 0 ? undefined : `snaplen ${of.snaplen}`,
    `resolution ${of.resolution}`,
    of.fcsLength === undefined ? undefined : `FCS of ${counted(of.fcsLength, 'byte')}`,
    of.filter === undefined ? undefined : `filter "${of.filter}"`,
    of.hardware,
    of.operatingSystem,
    counted(of.packets, 'packet'),
    of.received === undefined ? undefined : `${of.received} received`,
    of.dropped === undefined ? undefined : `${of.dropped} dropped`,
    of.droppedBySystem === undefined ? undefined : `${of.droppedBySystem} dropped by the system`,
    of.droppedBetween === undefined ? undefined : `${of.droppedBetween} lost between those captured`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function crossCheckLines({ agreed, packetsOurs, packetsTheirs, firstDifference, reasons }: CrossCheckInfo): string[] {
  if (agreed) return [entry('Cross-check', `pcap-parser saw the same ${counted(packetsOurs, 'packet')}`)];
  const [first, ...others] = reasons;
  if (packetsOurs === 0 && first !== undefined) {
    return [entry('Cross-check', `not possible: ${first}`), ...others.map((reason) => entry('', reason))];
  }
  return [
    entry('Cross-check', `pcap-parser saw ${packetsTheirs} of ${counted(packetsOurs, 'packet')}`),
    ...(firstDifference === undefined ? [] : [entry('', firstDifference)]),
    ...reasons.map((reason) => entry('', reason)),
  ];
}

function totalLines({ protocols, sessions, refused, handshakeMissing, messages, warnings }: InfoRecord): string[] {
  const special = [
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(handshakeMissing === 0 ? [] : [`${handshakeMissing} without handshake`]),
  ];
  const sessionText = `${counted(sessions, 'session')}${special.length === 0 ? '' : ` (${special.join(', ')})`}`;
  return [
    entry('Protocols', protocols.map(({ protocol, packets }) => `${protocol} ${packets}`).join(', ') || 'none'),
    entry('WebSocket', `${sessionText}, ${counted(messages, 'message')}`),
    entry('Warnings', warnings.map(({ code, count }) => `${code} ${count}`).join(', ') || 'none'),
  ];
}
