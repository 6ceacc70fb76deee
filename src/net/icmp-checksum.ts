import { uint16 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { addWords, checksumOf } from './internet-checksum.js';

/** Where the checksum of an ICMP message stands (RFC 792; RFC 4443, section 2.1), in bytes. */
const CHECKSUM_OFFSET = 2;

/** Values of `icmp.checksum.status`. */
const Status = { BAD: 0, GOOD: 1, UNVERIFIED: 2 } as const;

/**
 * Adds a message's checksum and whether it is right, where all of the message is there.
 * @param seed sum of what is checked along with the message
 */
export function addIcmpChecksum(
  tree: Tree,
  header: HeaderSpan,
  fields: { readonly checksum: Field; readonly status: Field; readonly bad: Field },
  seed: number,
): void {
  const { bytes, start, available } = header;
  const at = start + CHECKSUM_OFFSET;
  const value = uint16(bytes, at);
  const text = `Checksum: 0x${hex(value)}`;
  if (header.quoted || header.availableMissing > 0) {
    const where = header.quoted ? ' [in ICMP error packet]' : '';
    tree.add(fields.checksum, value, at, 2, `${text} [unverified]${where}`);
    tree.generated(fields.status, Status.UNVERIFIED, at, 0, 'Checksum Status: Unverified');
    return;
  }
  const right = checksumOf(addWords(bytes, start, available, seed) - value);
  if (right === value) {
    tree.add(fields.checksum, value, at, 2, `${text} [correct]`);
    tree.generated(fields.status, Status.GOOD, at, 0, 'Checksum Status: Good');
    return;
  }
  tree.open(fields.checksum, value, at, 2, `${text} incorrect, should be 0x${hex(right)}`);
  const remark = `Bad checksum [should be 0x${hex(right)}]`;
  addExpert(tree, fields.bad, Severity.WARNING, ExpertGroup.CHECKSUM, at, 0, remark);
  tree.close();
  tree.generated(fields.status, Status.BAD, at, 0, 'Checksum Status: Bad');
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
