import type { Json } from '../json.js';
import { isJsonList, isJsonObject } from '../json-shape.js';

/**
 * A merged list in the order a patch asks for. Elements the patch does not name keep their place before those that
 * followed them in the live list: live `[x, a, b]` with order `[b, a]` becomes `[x, b, a]`.
 */
export function ordered(
  merged: readonly Json[],
  order: readonly Json[],
  live: Json | undefined,
  mergeKey: string,
): readonly Json[] {
  const placeIn = placesBy(mergeKey);
  const liveList = isJsonList(live) ? live : [];
  const [inOrder, inLive] = [placeIn(order), placeIn(liveList)];
  const named = merged.filter((element) => inOrder(element) >= 0).sort((a, b) => inOrder(a) - inOrder(b));
  const others = merged.filter((element) => inOrder(element) < 0).sort((a, b) => inLive(a) - inLive(b));
  return interleaved(others, named, inLive);
}

function interleaved(
  others: readonly Json[],
  named: readonly Json[],
  inLive: (element: Json) => number,
): readonly Json[] {
  const list: Json[] = [];
  let at = 0;
  for (const next of named) {
    for (let other = others[at]; other !== undefined && isBefore(inLive(other), inLive(next)); other = others[at]) {
      list.push(other);
      at += 1;
    }
    list.push(next);
  }
  return [...list, ...others.slice(at)];
}

function isBefore(other: number, next: number): boolean {
  return other >= 0 && other < next;
}

function placesBy(mergeKey: string): (list: readonly Json[]) => (element: Json) => number {
  const keyOf = (element: Json): Json | undefined => (isJsonObject(element) ? element[mergeKey] : element);
  return (list) => {
    const places = new Map<Json | undefined, number>();
    list.forEach((element, index) => {
      if (!places.has(keyOf(element))) places.set(keyOf(element), index);
    });
    return (element) => places.get(keyOf(element)) ?? -1;
  };
}
