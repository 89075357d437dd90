import { type Json, objectOf, textOf } from '#libs/kubernetes';

/** Between two moments, milliseconds since 1970. */
type Live = Readonly<{ since: number; until: number }>;

/** Milliseconds for which an audit source may tell nothing and still counts as live: what it is to tell at least that often, docs/ingest.md says. */
export const MOST_SILENCE = 60_000;

/**
 * When an audit source was live by the events of one batch, oldest first: from event to event, as long as no more than MOST_SILENCE lies
 * between two. Events of the future, by the clock of who received them, say nothing.
 */
export function auditCoverage(items: readonly Json[], receivedAt: number): readonly Live[] {
  const moments = items.map(momentOf).filter((moment) => moment > 0 && moment <= receivedAt);
  const lives: Live[] = [];
  for (const at of moments.sort((a, b) => a - b)) {
    const last = lives.at(-1);
    if (last !== undefined && at - last.until <= MOST_SILENCE) lives[lives.length - 1] = { ...last, until: at };
    else lives.push({ since: at, until: at });
  }
  return lives;
}

function momentOf(item: Json): number {
  const { stageTimestamp, requestReceivedTimestamp } = objectOf(item);
  return Date.parse(textOf(stageTimestamp ?? requestReceivedTimestamp)); // NaN is dropped
}
