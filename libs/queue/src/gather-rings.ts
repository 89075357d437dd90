/** Rings that arrive while others are on their way go together in the next call, each stream once, in order. */
export function gatherRings(
  send: (streamIds: readonly number[]) => Promise<void>,
): (streamIds: readonly number[]) => Promise<void> {
  const waiting = new Set<number>();
  let onTheWay: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  return async (streamIds) => {
    if (streamIds.length === 0) return;
    for (const id of streamIds) waiting.add(id);
    next ??= sendNext();
    await next;
  };

  async function sendNext(): Promise<void> {
    await onTheWay?.catch(() => undefined); // its own callers hear of it
    const streamIds = [...waiting].sort((a, b) => a - b);
    waiting.clear();
    next = undefined;
    onTheWay = send(streamIds);
    await onTheWay;
  }
}
