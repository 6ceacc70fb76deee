/** How a field's value is to be understood; the names are Wireshark's types (FT_…) without their widths. */
export type FieldType =
  /** A whole layer; it has no value but its bytes. */
  | 'protocol'
  /** A heading or a remark: no value. */
  | 'none'
  | 'boolean'
  /** A number of up to 53 bits. */
  | 'uint'
  | 'int'
  /** Held as a bigint. */
  | 'uint64'
  /** Number of a packet of this capture. */
  | 'frame-number'
  /** Held as bytes: six, four, sixteen. */
  | 'ether'
  | 'ipv4'
  | 'ipv6'
  | 'bytes'
  | 'string'
  /** Nanoseconds since 1970-01-01 UTC, as a bigint. */
  | 'absolute-time'
  /** Nanoseconds, as a bigint. */
  | 'relative-time';

export type FieldValue = number | bigint | boolean | string | Uint8Array;

/**
 * One field of a protocol: the description that its tree line, its value in machine forms, filters on it, and the
 * marking of its bytes are all drawn from.
 */
export interface Field {
  /** Wireshark's display filter name: `tcp.srcport`. */
  readonly name: string;
  /** What Wireshark calls it in the tree: `Source Port`. */
  readonly label: string;
  readonly type: FieldType;
  /** How a number reads: decimal unless said otherwise; `dec-hex` is `255 (0xff)`, `hex-dec` is `0xff (255)`. */
  readonly base?: 'dec' | 'hex' | 'dec-hex' | 'hex-dec';
  /**
   * Where it always stands in its header: offset and length in bits, from the header's first bit (the most significant
   * one of its first byte). Absent where that depends on the packet.
   */
  readonly bits?: readonly [offset: number, length: number];
  /** Bits of the word that is pictured around a field that is not whole bytes (`.... 0101 = `), a multiple of four. */
  readonly word?: number;
  /** Width of the type in bits where it is not `word` or the length in bits: how many hex digits its value has. */
  readonly width?: number;
  /** The value is this many times the number in its bits. */
  readonly scale?: number;
  /** How the fast path reads the same value, `at` being the first byte of the header. */
  readonly read?: (bytes: Uint8Array, at: number) => number | boolean;
  /** What a number stands for: `TCP` of 6. */
  readonly names?: (value: number) => string | undefined;
  /** What follows a number: ` bytes`. */
  readonly unit?: string;
  /** What true and false are called; `True` and `False` unless given. */
  readonly truth?: readonly [whenTrue: string, whenFalse: string];
}

/** The fields of one protocol, by the names that its own code calls them. */
export type FieldTable = Readonly<Record<string, Field>>;

/** What true and false of a flag are called in Wireshark's trees. */
export const SET: readonly [string, string] = ['Set', 'Not set'];

/** The protocol a field belongs to: what stands before the first dot of its name. */
export function protocolOf(field: Field): string {
  const dot = field.name.indexOf('.');
  return dot < 0 ? field.name : field.name.slice(0, dot);
}
