import type { StreamPlace } from './step.js';

type Due = Readonly<{ stream: StreamPlace; at: number }>;

/** Streams by the moment at which something happens to them next: a binary heap, in which a stream set anew leaves its old entry behind. */
export class DueStreams {
  #heap: Due[] = [];
  readonly #current = new Map<number, Due>();

  get size(): number {
    return this.#current.size;
  }

  /** When the first one is due; `Infinity` when none is. */
  get firstAt(): number {
    this.#dropStale();
    return this.#heap[0]?.at ?? Infinity;
  }

  has(streamId: number): boolean {
    return this.#current.has(streamId);
  }

  /** Sets when a stream is due; undefined takes it out. */
  set(stream: StreamPlace, at: number | undefined): void {
    this.#current.delete(stream.streamId);
    if (at === undefined) return;
    const due = { stream, at };
    this.#current.set(stream.streamId, due);
    this.#push(due);
    if (this.#heap.length > 2 * this.#current.size + FEW) this.#rebuild();
  }

  /** Takes out all that are due at a moment, or before. */
  takeUntil(at: number): readonly StreamPlace[] {
    const taken: StreamPlace[] = [];
    while (this.firstAt <= at) {
      const due = this.#pop();
      if (due === undefined) break;
      this.#current.delete(due.stream.streamId);
      taken.push(due.stream);
    }
    return taken;
  }

  #dropStale(): void {
    for (let top = this.#heap[0]; top !== undefined && !this.#isCurrent(top); top = this.#heap[0]) this.#pop();
  }

  // A stream that is set anew again and again, far ahead each time, leaves an entry behind each time.
  #rebuild(): void {
    this.#heap = [...this.#current.values()].sort((a, b) => a.at - b.at);
  }

  #isCurrent(due: Due): boolean {
    return this.#current.get(due.stream.streamId) === due;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (atOf(heap, above) <= due.at) break;
      swap(heap, index, above);
      index = above;
    }
  }

  #pop(): Due | undefined {
    const heap = this.#heap;
    swap(heap, 0, heap.length - 1);
    const top = heap.pop();
    for (let index = 0; ;) {
      const smallest = [index, 2 * index + 1, 2 * index + 2].reduce((a, b) => (atOf(heap, b) < atOf(heap, a) ? b : a));
      if (smallest === index) return top;
      swap(heap, index, smallest);
      index = smallest;
    }
  }
}

const FEW = 64;

function atOf(heap: readonly Due[], index: number): number {
  return heap[index]?.at ?? Infinity;
}

function swap(heap: Due[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}
