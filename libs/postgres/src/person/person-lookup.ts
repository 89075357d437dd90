import { createHmac } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { Keyring } from '#libs/sealing';

type Connection = Pick<ClientBase | Pool, 'query'>;

const READ = 'select secret from setting.person_secret where id = 1';
const MAKE = 'insert into setting.person_secret (id, secret) values (1, $1) on conflict (id) do nothing';

/** Keyed hashes by which persons and groups are found without their names being stored in clear. */
export class PersonLookup {
  private constructor(private readonly secret: Buffer) {}

  static async load(connection: Connection, keyring: Keyring): Promise<PersonLookup> {
    const stored = (await readSecret(connection)) ?? (await makeSecret(connection, keyring));
    return new PersonLookup(keyring.unwrap(stored));
  }

  /** Undefined when nobody was ever recorded. */
  static async find(connection: Connection, keyring: Keyring): Promise<PersonLookup | undefined> {
    const stored = await readSecret(connection);
    return stored && new PersonLookup(keyring.unwrap(stored));
  }

  ofSubject(subject: string): Buffer {
    return this.keyedHash('subject', subject);
  }

  ofGroup(group: string): Buffer {
    return this.keyedHash('group', group);
  }

  ofSecret(secret: string): Buffer {
    return this.keyedHash('secret', secret);
  }

  private keyedHash(kind: 'subject' | 'group' | 'secret', text: string): Buffer {
    return createHmac('sha256', this.secret).update(`${kind}\0${text}`).digest();
  }
}

// Two processes may make one at once: the one that is stored counts.
async function makeSecret(connection: Connection, keyring: Keyring): Promise<Buffer> {
  await connection.query(MAKE, [keyring.wrap(keyring.newKey())]);
  const stored = await readSecret(connection);
  if (stored === undefined) throw new Error('setting.person_secret cannot be written');
  return stored;
}

async function readSecret(connection: Connection): Promise<Buffer | undefined> {
  const { rows } = await connection.query<{ secret: Buffer }>(READ);
  return rows[0]?.secret;
}
