/** Seconds that a pod may be said to take to start, or to end: a day. */
export const LONGEST_POD_LIFE = 86_400;
