import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Keyring } from '#libs/sealing';
import { PersonLookup } from './person-lookup.js';

/** A person as what they do from now on is sealed. */
export type Person = Readonly<{ id: number; key: Buffer }>;

/** The keys of persons that this process has met; a person not met before by anybody is given one. */
export class PersonKeys {
  private readonly persons = new LRUCache<string, Person>({ max: 10_000 });
  /** Newest erasure when the oldest of the keys was read; nothing may be sealed with them once there is a newer one. */
  private asOf: number | undefined;

  private lookup: PersonLookup | undefined;

  constructor(private readonly keyring: Keyring) {}

  get erasures(): number {
    return this.asOf ?? 0;
  }

  of(subject: string): Person {
    const person = this.persons.get(subject);
    if (person === undefined) throw new Error('a person was not admitted before they were needed');
    return person;
  }

  ofGroup(group: string): Buffer {
    if (this.lookup === undefined) throw new Error('groups are looked up after their persons were admitted');
    return this.lookup.ofGroup(group);
  }

  /** Keys of all of them are at hand when it answers, and until the next await. */
  async admit(client: pg.Client, subjects: ReadonlySet<string>): Promise<void> {
    for (;;) {
      const unknown = [...subjects].filter((subject) => !this.persons.has(subject));
      if (unknown.length === 0 && this.asOf !== undefined) return;
      await this.load(client, unknown);
    }
  }

  forget(): void {
    this.persons.clear();
    this.asOf = undefined;
  }

  private async load(client: pg.Client, subjects: readonly string[]): Promise<void> {
    const lookup = (this.lookup ??= await PersonLookup.load(client, this.keyring));
    const lookups = subjects.map((subject) => lookup.ofSubject(subject));
    let { rows, erasures } = await readKeys(client, lookups);
    if (rows.length < subjects.length) {
      const keys = lookups.map(() => this.keyring.wrap(this.keyring.newKey()));
      await client.query(MAKE, [lookups, keys]);
      ({ rows, erasures } = await readKeys(client, lookups));
    }
    if (this.asOf !== erasures) this.persons.clear();
    this.asOf = erasures;
    subjects.forEach((subject, index) => this.remember(subject, lookups[index], rows));
  }

  private remember(subject: string, lookup: Buffer | undefined, rows: readonly KeyRow[]): void {
    const row = rows.find((candidate) => lookup?.equals(candidate.lookup));
    if (row === undefined) return; // erased in this moment: the next round gives another
    this.persons.set(subject, { id: row.id, key: this.keyring.unwrap(row.key) });
  }
}

type KeyRow = Readonly<{ id: number; lookup: Buffer; key: Buffer }>;

// One snapshot: a key that an erasure destroys is either not read, or the erasure is newer than what is told here.
const READ = `
  select newest.id as erasures, p.id, p.lookup, p.key
  from (select coalesce(max(id), 0) as id from log.erasure) newest
  left join setting.person_key p on p.lookup = any($1::bytea[])`;

const MAKE = `
  insert into setting.person_key (lookup, key) select * from unnest($1::bytea[], $2::bytea[])
  on conflict (lookup) do nothing`;

async function readKeys(client: pg.Client, lookups: readonly Buffer[]) {
  const { rows } = await client.query<{ erasures: number } & (KeyRow | { id: null })>({
    name: 'rollbook_person_keys',
    text: READ,
    values: [lookups],
  });
  return { erasures: rows[0]?.erasures ?? 0, rows: rows.filter((row): row is typeof row & KeyRow => row.id !== null) };
}
