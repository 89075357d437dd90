import type { TimeSpan } from './coverage.types.js';

/** What a time comes to that was watched in some spans of it, which are oldest first and do not meet. */
export function watchedBetween(
  { since, until }: TimeSpan,
  spans: readonly TimeSpan[],
): Readonly<{ completely: boolean; spans: readonly TimeSpan[]; gaps: readonly TimeSpan[] }> {
  const ends = [since, ...spans.map((span) => span.until)];
  const begins = [...spans.map((span) => span.since), until];
  const gaps = ends
    .map((end, index) => ({ since: end, until: begins[index] ?? until }))
    .filter((gap) => gap.since.getTime() < gap.until.getTime());
  return { completely: gaps.length === 0, spans, gaps };
}
