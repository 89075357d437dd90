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
  const [other, ...otherRest] = others;
  const [next, ...namedRest] = named;
  if (other === undefined || next === undefined) return [...others, ...named];
  const isBefore = inLive(other) >= 0 && inLive(next) >= 0 && inLive(other) < inLive(next);
  return isBefore
    ? [other, ...interleaved(otherRest, named, inLive)]
    : [next, ...interleaved(others, namedRest, inLive)];
}

function placesBy(mergeKey: string): (list: readonly Json[]) => (element: Json) => number {
  const keyOf = (element: Json): Json | undefined => (isJsonObject(element) ? element[mergeKey] : element);
  return (list) => {
    const keys = list.map(keyOf);
    return (element) => keys.indexOf(keyOf(element));
  };
}
