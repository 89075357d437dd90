import { canonicalJson, type Json } from '#libs/kubernetes';
import type { Moment, Span } from './view-writes.js';

/** What is true since a moment. */
export type Opened<Facts> = Readonly<{ from: Moment; facts: Facts }>;

/** What was true of things, by their keys, from one moment to the next; `ended` are those with a span closed since it was cleared. */
export type SpanLog<Facts> = Readonly<{
  open: Map<string, Opened<Facts>>;
  closed: (Facts & Span)[];
  ended: Set<string>;
}>;

export function beginSpanLog<Facts>(open: Readonly<Record<string, Opened<Facts>>>): SpanLog<Facts> {
  return { open: new Map(Object.entries(open)), closed: [], ended: new Set() };
}

/** Notes what holds of a thing from a moment on; undefined when it is gone. */
export function settle<Facts extends object>(
  { open, closed, ended }: SpanLog<Facts>,
  key: string,
  { at, facts }: Readonly<{ at: Moment; facts: Facts | undefined }>,
): void {
  const before = open.get(key);
  if (before && facts && sameFacts(before.facts, facts)) return;
  if (before) {
    closed.push({ ...before.facts, validFrom: before.from, validTo: at });
    open.delete(key);
    ended.add(key);
  }
  if (facts) open.set(key, { from: at, facts });
}

/** All spans: the closed ones, and the open ones without an end. */
export function spansOf<Facts>({ open, closed }: SpanLog<Facts>): readonly (Facts & Span)[] {
  const unended = [...open.values()].map(({ from, facts }) => ({ ...facts, validFrom: from, validTo: Infinity }));
  return [...closed, ...unended];
}

/** The spans that a store lacks which has those of before `since`, but for the loose ones. */
export function spansSince<Facts>(
  { open, closed }: SpanLog<Facts>,
  since: Moment,
  loose: readonly string[],
): readonly (Facts & Span)[] {
  const isLoose = new Set(loose);
  const unended = [...open].filter(([key, { from }]) => from >= since || isLoose.has(key));
  return [...closed, ...unended.map(([, { from, facts }]) => ({ ...facts, validFrom: from, validTo: Infinity }))];
}

function sameFacts<Facts extends object>(a: Facts, b: Facts): boolean {
  const keys = Object.keys(b) as (keyof Facts)[];
  return Object.keys(a).length === keys.length && keys.every((key) => sameValue(a[key], b[key]));
}

// Of objects the content counts: one that comes from a snapshot has its keys in another order.
function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && canonicalJson(a as Json) === canonicalJson(b as Json));
}
