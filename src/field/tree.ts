import { readBits } from './bits.js';
import { type Field, type FieldValue, protocolOf } from './field.js';

/** Bytes that items of a tree stand in: the packet's own, or what was made of several packets or by decoding. */
export interface DataSource {
  /** As above a hexdump: `Packet`, `Unmasked data`. */
  readonly title: string;
  readonly bytes: Uint8Array;
  /** The source is `bytes[start … end)`. */
  readonly start: number;
  readonly end: number;
}

/** One line of a packet's tree. */
export class TreeItem {
  readonly children: TreeItem[] = [];
  /** Not in the packet's bytes, but worked out: shown in brackets. */
  generated = false;
  /** Not shown in the tree; filters and fields know it. */
  hidden = false;

  constructor(
    readonly field: Field,
    /** Undefined for protocols and headings. */
    readonly value: FieldValue | undefined,
    /** Index in {@link Tree.sources}. */
    readonly source: number,
    /** Bytes from the source's beginning. */
    readonly start: number,
    /** In bytes; 0 for what stands in no bytes. */
    readonly length: number,
    /** The line without indentation and brackets, where it is not what the field's description makes of the value. */
    public text: string | undefined,
  ) {}
}

/**
 * The tree of one packet while it is built, and then. With fields to choose from it is flat and has only these, which is
 * quicker: that is how filters and chosen fields look at packets.
 */
export class Tree {
  roots: TreeItem[] = [];
  sources: DataSource[] = [];
  readonly #chosen: ReadonlySet<Field> | undefined;
  readonly #protocols = new Set<string>();
  /** Remarks can stand in any protocol. */
  readonly #wantsRemarks: boolean;
  /** Whether any field of a list is wanted, for the lists that were asked about. */
  readonly #wanted = new Map<readonly Field[], boolean>();
  readonly #open: TreeItem[] = [];
  #source = 0;

  /** @param chosen the only fields that are wanted; all of them unless given */
  constructor(chosen?: ReadonlySet<Field>) {
    this.#chosen = chosen;
    for (const field of chosen ?? []) this.#protocols.add(protocolOf(field));
    this.#wantsRemarks = this.#protocols.has('_ws');
  }

  /** Makes it the empty tree of another packet. */
  begin(packet: DataSource): void {
    this.roots = [];
    this.sources = [packet];
    this.closeAll();
    this.#source = 0;
  }

  /** Whether any field of the protocol is wanted; where not, its description need not be drawn. */
  wants(protocol: string): boolean {
    return this.#chosen === undefined || this.#wantsRemarks || this.#protocols.has(protocol);
  }

  /** Whether any of the fields is wanted. @param fields a list that stays the same: what it comes to is remembered */
  wantsAny(fields: readonly Field[]): boolean {
    const chosen = this.#chosen;
    if (chosen === undefined) return true;
    let wanted = this.#wanted.get(fields);
    if (wanted === undefined) {
      wanted = fields.some((field) => chosen.has(field));
      this.#wanted.set(fields, wanted);
    }
    return wanted;
  }

  /** Whether every item is kept, so that the tree can be shown. */
  get whole(): boolean {
    return this.#chosen === undefined;
  }

  /** Items that are added from now on stand in other bytes. @returns the source that was at work, to go back to */
  enterSource(source: DataSource): number {
    const before = this.#source;
    const known = this.sources.findIndex(
      ({ bytes, start, end }) => bytes === source.bytes && start === source.start && end === source.end,
    );
    this.#source = known < 0 ? this.sources.push(source) - 1 : known;
    return before;
  }

  leaveSource(before: number): void {
    this.#source = before;
  }

  /**
   * Adds an item.
   * @param at index of its first byte in the bytes of the source at work
   * @param length in bytes
   * @param text the line, where the description does not make it
   * @returns the item; where it is not wanted, one that stands for all such and that nobody looks at
   */
  add(field: Field, value: FieldValue | undefined, at: number, length: number, text?: string): TreeItem {
    const chosen = this.#chosen;
    if (chosen !== undefined && !chosen.has(field)) return UNWANTED;
    const base = this.sources[this.#source]?.start ?? 0;
    const item = new TreeItem(field, value, this.#source, at - base, length, text);
    if (chosen === undefined) (this.#open.at(-1)?.children ?? this.roots).push(item);
    else this.roots.push(item);
    return item;
  }

  /** Adds an item that later ones are children of, up to {@link close}. */
  open(field: Field, value: FieldValue | undefined, at: number, length: number, text?: string): TreeItem {
    const item = this.add(field, value, at, length, text);
    if (this.#chosen === undefined) this.#open.push(item);
    return item;
  }

  /** Adds an item that was worked out and that later ones are children of, up to {@link close}. */
  openGenerated(field: Field, value: FieldValue | undefined, at: number, length: number, text?: string): TreeItem {
    const item = this.open(field, value, at, length, text);
    item.generated = true;
    return item;
  }

  close(): void {
    this.#open.pop();
  }

  /** Closes everything that is open, wherever a description stopped. */
  closeAll(): void {
    if (this.#open.length > 0) this.#open.length = 0;
  }

  /** Adds a field that has a fixed place in its header. @param header index of the header's first byte */
  fixed(field: Field, header: number, text?: string): TreeItem {
    if (this.#chosen !== undefined && !this.#chosen.has(field)) return UNWANTED;
    const [offset, length] = field.bits ?? [0, 0];
    const first = header + (offset >> 3);
    const bytes = Math.max((((offset & 7) + length + 7) >> 3) | 0, field.word === undefined ? 0 : field.word >> 3);
    return this.add(field, this.valueAt(field, header), first, bytes, text);
  }

  /** The value of a field that has a fixed place in its header, as its description says. */
  valueAt(field: Field, header: number): FieldValue {
    const bytes = this.sources[this.#source]?.bytes ?? NO_BYTES;
    return fixedValue(field, bytes, header);
  }

  /** Adds an item that was worked out. */
  generated(field: Field, value: FieldValue | undefined, at: number, length: number, text?: string): TreeItem {
    const item = this.add(field, value, at, length, text);
    item.generated = true;
    return item;
  }

  /** Adds an item that only filters and chosen fields see. */
  hidden(field: Field, value: FieldValue | undefined, at: number, length: number): TreeItem {
    const item = this.add(field, value, at, length);
    item.hidden = true;
    return item;
  }
}

const NO_BYTES = new Uint8Array(0);
const UNWANTED = new TreeItem({ name: '', label: '', type: 'none' }, undefined, 0, 0, 0, undefined);

/** The value that a field with a fixed place has in the header at `header`. */
export function fixedValue(field: Field, bytes: Uint8Array, header: number): FieldValue {
  const [offset, length] = field.bits ?? [0, 0];
  switch (field.type) {
    case 'boolean':
      return readBits(bytes, header, offset, length) !== 0;
    case 'uint':
      return readBits(bytes, header, offset, length) * (field.scale ?? 1);
    case 'int':
      return signed(readBits(bytes, header, offset, length), length) * (field.scale ?? 1);
    case 'uint64':
      return (
        BigInt(readBits(bytes, header, offset, length - 32)) * 0x1_0000_0000n +
        BigInt(readBits(bytes, header, offset + length - 32, 32))
      );
    default:
      return bytes.subarray(header + (offset >> 3), header + ((offset + length) >> 3));
  }
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}
