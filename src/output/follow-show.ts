/** How a followed stream is shown; the first is the default. */
export const FOLLOW_SHOW = ['ascii', 'hex', 'raw', 'yaml', 'c-array'] as const;
export type FollowShow = (typeof FOLLOW_SHOW)[number];
