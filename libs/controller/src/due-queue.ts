type Due = Readonly<{ at: number; order: number }>;

/** What is due first stands first: a binary heap over `at`, then `order`. */
export class DueQueue<T extends Due> {
  readonly #heap: T[];

  constructor(sorted: readonly T[]) {
    this.#heap = [...sorted];
  }

  get first(): T | undefined {
    return this.#heap[0];
  }

  add(timer: T): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(timer, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  takeFirst(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) sink(heap, last);
    return first;
  }

  /** Those that are left, first due first. */
  sorted(): readonly T[] {
    return [...this.#heap].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }
}

function sink<T extends Due>(heap: T[], timer: T): void {
  let index = 0;
  for (;;) {
    const child = smallerChild(heap, index);
    const below = heap[child];
    if (below === undefined || !isBefore(below, timer)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = timer;
}

function smallerChild(heap: readonly Due[], index: number): number {
  const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
  return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
}

function isBefore(a: Due, b: Due): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
