import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Digested } from '../person/personal-sealer.js';

/** Numbers of what is stored once by content, by its hash. */
export interface KnownNumbers {
  get(hash: string): number | undefined;
}

export type NewRow<T> = Digested<T> & Readonly<{ id: number }>;

/** The numbers this process has met: given out once, they stay. */
export class InternedTable implements KnownNumbers {
  private readonly numbers = new LRUCache<string, number>({ max: 10_000 });

  constructor(private readonly table: keyof typeof NUMBERS) {}

  get(hash: string): number | undefined {
    return this.numbers.get(hash);
  }

  /** Asks for those not met yet. */
  async load(client: pg.Client, hashes: readonly string[]): Promise<void> {
    const unknown = new Set(hashes.filter((hash) => !this.numbers.has(hash)));
    if (unknown.size === 0) return;
    const { rows } = await client.query<{ id: number; digest: Buffer }>({
      name: `rollbook_${this.table}_numbers`,
      text: NUMBERS[this.table],
      values: [[...unknown].map((hash) => Buffer.from(hash, 'hex'))],
    });
    for (const { id, digest } of rows) this.numbers.set(digest.toString('hex'), id);
  }

  /** Only what is committed. */
  remember(rows: readonly NewRow<unknown>[]): void {
    for (const { hash, id } of rows) this.numbers.set(hash, id);
  }
}

const NUMBERS = {
  actor: 'select id, digest from log.actor where digest = any($1::bytea[])',
  provenance: 'select id, digest from log.provenance where digest = any($1::bytea[])',
};

/** Numbers what is new in a batch, from the newest number on. */
export class Interning<T> {
  readonly added: NewRow<T>[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly known: KnownNumbers,
    private readonly newest: number,
  ) {}

  numberOf({ hash, value }: Digested<T>): number {
    const known = this.known.get(hash) ?? this.numbers.get(hash);
    if (known !== undefined) return known;
    const id = this.newest + this.added.length + 1;
    this.added.push({ id, hash, value });
    this.numbers.set(hash, id);
    return id;
  }
}
