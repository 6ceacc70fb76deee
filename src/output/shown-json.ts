/** What JSON may hold as it is, but a terminal acts on or YAML 1.2 (section 5.1) does not take. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** A JSON document, indented, that is safe to show. */
export function shownJson(value: unknown): string {
  return escapedJson(JSON.stringify(value, undefined, 2));
}

/** A JSON string on one line that is safe to show, and a YAML string in double quotes. */
export function shownJsonString(text: string): string {
  return escapedJson(JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')));
}

function escapedJson(json: string): string {
  return json.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
