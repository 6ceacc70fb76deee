import { compileFilter, type DisplayFilter } from '../display-filter/display-filter.js';
import { FilterError, renderFilterError } from '../display-filter/filter-error.js';
import type { FieldRegistry } from '../field/registry.js';
import type { PacketMatcher } from '../packets/packet-matcher.js';
import type { CliOptions } from './option-spec.js';
import { UsageError } from './usage-error.js';

/** The filter of `-Y`. @throws UsageError with its place marked */
export function filterOf({ filter }: CliOptions, registry: FieldRegistry): DisplayFilter | undefined {
  if (filter === undefined) return undefined;
  try {
    return compileFilter(filter, registry);
  } catch (error) {
    if (error instanceof FilterError) throw new UsageError(renderFilterError(error, filter), true);
    throw error;
  }
}

/** Asks the filter of `-Y` about each packet in turn; undefined where there is none. @throws UsageError */
export async function matcherOf(options: CliOptions): Promise<PacketMatcher | undefined> {
  if (options.filter === undefined) return undefined;
  const { fieldRegistry } = await import('../packets/fields.js');
  const { PacketMatcher } = await import('../packets/packet-matcher.js');
  const filter = filterOf(options, fieldRegistry());
  if (filter === undefined) return undefined;
  return new PacketMatcher(filter, {
    ...(options.limit !== undefined && { limits: options.limit }),
    ...(options.wsPort !== undefined && { wsPorts: options.wsPort }),
  });
}
