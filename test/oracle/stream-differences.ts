import type { Reviewed } from './reviewed.js';
export const STREAM_DIFFERENCES: ReadonlyMap<string, readonly Reviewed[]> = new Map([]);
