import type { Field } from '../field/field.js';
import type { ByteWriter } from './byte-writer.js';

/** The fields whose name or label holds the pattern, whatever its case; all of them without one. */
export function matchingFields(fields: Iterable<Field>, pattern = ''): Field[] {
  const wanted = pattern.toLowerCase();
  return [...fields].filter(
    ({ name, label }) => name !== '' && (name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted)),
  );
}

/** Writes name, type and label in columns. */
export function writeFieldTable(writer: ByteWriter, fields: readonly Field[]): void {
  const nameWidth = widest(fields, ({ name }) => name);
  const typeWidth = widest(fields, ({ type }) => type);
  for (const { name, type, label } of fields) {
    writer.text(`${name.padEnd(nameWidth)}  ${type.padEnd(typeWidth)}  ${label}\n`);
  }
}

/** Writes `{"name", "type", "label"}`, one line a field. */
export function writeFieldRecords(writer: ByteWriter, fields: readonly Field[]): void {
  for (const { name, type, label } of fields) writer.text(`${JSON.stringify({ name, type, label })}\n`);
}

function widest(fields: readonly Field[], text: (field: Field) => string): number {
  return fields.reduce((width, field) => Math.max(width, text(field).length), 0);
}
