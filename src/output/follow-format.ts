import type { FollowSink } from '../follow/follow-sink.js';

/** Writes a followed stream. */
export interface FollowFormat extends FollowSink {
  /** Writes what comes behind the last piece. */
  finish(): void;
}
