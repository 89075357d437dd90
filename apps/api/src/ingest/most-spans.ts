/** Spans of a time that a place was watched in; with more, a shorter time is to be asked for. */
export const MOST_SPANS = 1000;
