import type { Hashed } from './prepared-change.js';

/** Numbers of what is stored once by content, by its hash. */
export type KnownNumbers = ReadonlyMap<string, number>;
export type NewRow = Readonly<{ id: number; hash: string; text: string }>;

/** Numbers what is new in a batch, from the newest number on. */
export class Interning {
  readonly added: NewRow[] = [];
  private readonly numbers: Map<string, number>;

  constructor(
    known: KnownNumbers,
    private readonly newest: number,
  ) {
    this.numbers = new Map(known);
  }

  numberOf({ hash, text }: Hashed): number {
    const known = this.numbers.get(hash);
    if (known !== undefined) return known;
    const id = this.newest + this.added.length + 1;
    this.added.push({ id, hash, text });
    this.numbers.set(hash, id);
    return id;
  }
}
