import type { Field, FieldTable } from '../field/field.js';

/** A line that is only text: Wireshark gives it no filter name. */
export const LINE: Field = { name: '', label: '', type: 'none' };

/** Bytes that no protocol claims. */
export const DATA_FIELDS = {
  protocol: { name: 'data', label: 'Data', type: 'protocol' },
  data: { name: 'data.data', label: 'Data', type: 'bytes' },
  length: { name: 'data.len', label: 'Length', type: 'int', width: 32 },
} as const satisfies FieldTable;

export const TEXT_LINES_FIELDS = {
  protocol: { name: 'data-text-lines', label: 'Line-based text data', type: 'protocol' },
} as const satisfies FieldTable;

export const MEDIA_FIELDS = {
  protocol: { name: 'media', label: 'Media Type', type: 'protocol' },
  type: { name: 'media.type', label: 'Media type', type: 'bytes' },
} as const satisfies FieldTable;

export const XML_FIELDS = {
  protocol: { name: 'xml', label: 'eXtensible Markup Language', type: 'protocol' },
} as const satisfies FieldTable;

export const MULTIPART_FIELDS = {
  protocol: { name: 'mime_multipart', label: 'MIME Multipart Media Encapsulation', type: 'protocol' },
} as const satisfies FieldTable;

export const FORM_FIELDS = {
  protocol: { name: 'urlencoded-form', label: 'HTML Form URL Encoded', type: 'protocol' },
  key: { name: 'urlencoded-form.key', label: 'Key', type: 'string' },
  value: { name: 'urlencoded-form.value', label: 'Value', type: 'string' },
} as const satisfies FieldTable;

export const JSON_FIELDS = {
  protocol: { name: 'json', label: 'JavaScript Object Notation', type: 'protocol' },
  array: { name: 'json.array', label: 'Array', type: 'none' },
  object: { name: 'json.object', label: 'Object', type: 'none' },
  member: { name: 'json.member', label: 'Member', type: 'string' },
  key: { name: 'json.key', label: 'Key', type: 'string' },
  path: { name: 'json.path', label: 'Path', type: 'string' },
  pathWithValue: { name: 'json.path_with_value', label: 'Path with value', type: 'string' },
  memberWithValue: { name: 'json.member_with_value', label: 'Member with value', type: 'string' },
  string: { name: 'json.value.string', label: 'String value', type: 'string' },
  number: { name: 'json.value.number', label: 'Number value', type: 'string' },
  true: { name: 'json.value.true', label: 'True value', type: 'none' },
  false: { name: 'json.value.false', label: 'False value', type: 'none' },
  null: { name: 'json.value.null', label: 'Null value', type: 'none' },
} as const satisfies FieldTable;
