import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { openPersonal, type OpenSealed, type Personal, type Sealed, type SealedPersonal } from '#libs/event-store';
import { type Keyring, open } from '#libs/sealing';
import { keyringOf } from './keyring-of.js';
import type { PersonalColumns } from './personal-columns.js';

const openers = new WeakMap<Pool, PersonalOpener>();

export function personalOpener(pool: Pool): PersonalOpener {
  const known = openers.get(pool) ?? new PersonalOpener(keyringOf(pool));
  openers.set(pool, known);
  return known;
}

/**
 * Opens what identifies a person. Whether there still is a key comes with each row, from the same snapshot: nobody is
 * read after they were erased, whatever is remembered here.
 */
export class PersonalOpener {
  private readonly texts = new LRUCache<string, string>({ max: 20_000 });
  private readonly keys = new LRUCache<string, Buffer>({ max: 10_000 });

  constructor(private readonly keyring: Keyring) {}

  /** @throws MasterKeyMissing, MasterKeyWrong, SealBroken */
  open(row: PersonalColumns): Personal {
    if (row.actor !== null) return inClear(row, row.actor);
    const keys = new Map([
      [row.person_id, row.person_key],
      [row.impersonator_id, row.impersonator_key],
    ]);
    const openSealed: OpenSealed = (purpose, { person, sealed }) => {
      const key = keys.get(person);
      if (!key) return undefined;
      const known = this.texts.get(sealed);
      if (known !== undefined) return known;
      const text = open(this.unwrap(key), purpose, Buffer.from(sealed, 'base64'));
      if (purpose !== 'remark') this.texts.set(sealed, text);
      return text;
    };
    return openPersonal(sealedOf(row), openSealed);
  }

  private unwrap(stored: Buffer): Buffer {
    const name = stored.toString('latin1');
    const known = this.keys.get(name) ?? this.keyring.unwrap(stored);
    this.keys.set(name, known);
    return known;
  }
}

function inClear({ provenance, session, cause }: PersonalColumns, actor: Personal['actor']): Personal {
  return {
    actor,
    provenance: { ...provenance, ...(session !== null && { session }) },
    ...(cause !== null && { cause }),
  };
}

function sealedOf(row: PersonalColumns): SealedPersonal {
  const author = row.impersonator_id ?? row.person_id;
  return {
    actor: {
      ...sealed(row.person_id, row.actor_sealed),
      ...(row.impersonator_sealed && { impersonator: sealed(row.impersonator_id, row.impersonator_sealed) }),
    },
    ...(row.provenance_sealed && { provenance: sealed(author, row.provenance_sealed) }),
    ...(row.remark && { remark: sealed(author, row.remark) }),
  };
}

function sealed(person: number | null, bytes: Buffer | null): Sealed {
  if (person === null || bytes === null) throw new Error('an actor in the log is neither sealed nor in clear');
  return { person, sealed: bytes.toString('base64') };
}
