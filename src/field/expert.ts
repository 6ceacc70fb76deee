import type { Field, FieldTable } from './field.js';
import type { Tree } from './tree.js';

/** How serious a remark is; the numbers are Wireshark's (PI_CHAT …), so that filters can compare them. */
export const Severity = { CHAT: 0x0020_0000, NOTE: 0x0040_0000, WARNING: 0x0060_0000, ERROR: 0x0080_0000 } as const;
export type Severity = (typeof Severity)[keyof typeof Severity];

const SEVERITY_NAMES: ReadonlyMap<number, string> = new Map([
  [Severity.CHAT, 'Chat'],
  [Severity.NOTE, 'Note'],
  [Severity.WARNING, 'Warning'],
  [Severity.ERROR, 'Error'],
]);

/** What a remark is about (PI_SEQUENCE …). */
export const ExpertGroup = {
  CHECKSUM: 0x0100_0000,
  SEQUENCE: 0x0200_0000,
  UNDECODED: 0x0500_0000,
  MALFORMED: 0x0700_0000,
  PROTOCOL: 0x0900_0000,
  DEPRECATED: 0x0e00_0000,
} as const;
export type ExpertGroup = (typeof ExpertGroup)[keyof typeof ExpertGroup];

const GROUP_NAMES: ReadonlyMap<number, string> = new Map([
  [ExpertGroup.CHECKSUM, 'Checksum'],
  [ExpertGroup.SEQUENCE, 'Sequence'],
  [ExpertGroup.UNDECODED, 'Undecoded'],
  [ExpertGroup.MALFORMED, 'Malformed'],
  [ExpertGroup.PROTOCOL, 'Protocol'],
  [ExpertGroup.DEPRECATED, 'Deprecated'],
]);

/** `Chat`, `Note`, `Warning`, `Error`. */
export function severityName(severity: number): string {
  return SEVERITY_NAMES.get(severity) ?? 'Unknown';
}

/** `Sequence`, `Malformed`, … */
export function expertGroupName(group: number): string {
  return GROUP_NAMES.get(group) ?? 'Unknown';
}

export const EXPERT_FIELDS = {
  protocol: { name: '_ws.expert', label: 'Expert Info', type: 'protocol' },
  message: { name: '_ws.expert.message', label: 'Message', type: 'string' },
  severity: {
    name: '_ws.expert.severity',
    label: 'Severity level',
    type: 'uint',
    width: 32,
    names: severityName,
  },
  group: { name: '_ws.expert.group', label: 'Group', type: 'uint', width: 32, names: expertGroupName },
} as const satisfies FieldTable;

/** A packet, or a part of it, that cannot be what it says. */
export const MALFORMED: Field = { name: '_ws.malformed', label: 'Malformed Packet', type: 'protocol' };

/**
 * Adds a remark on the item that is open, at that item's bytes.
 * @param field the remark's own filter name: `tcp.analysis.keep_alive`
 * @param message the remark, where it is not the field's label
 */
export function addExpert(
  tree: Tree,
  field: Field,
  severity: Severity,
  group: ExpertGroup,
  at: number,
  length: number,
  message: string = field.label,
): void {
  const text = `Expert Info (${severityName(severity)}/${expertGroupName(group)}): ${message}`;
  tree.openGenerated(EXPERT_FIELDS.protocol, undefined, at, length, text);
  tree.generated(field, undefined, at, length, message);
  const told = tree.generated(EXPERT_FIELDS.message, message, at, length);
  told.hidden = true;
  tree.generated(EXPERT_FIELDS.severity, severity, at, length, `Severity level: ${severityName(severity)}`);
  tree.generated(EXPERT_FIELDS.group, group, at, length, `Group: ${expertGroupName(group)}`);
  tree.close();
  if (group === ExpertGroup.MALFORMED) tree.hidden(MALFORMED, undefined, at, length);
}
