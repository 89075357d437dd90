import { readConfig } from '#libs/config';
import { openPool, type PersonRow, PostgresEventStore, readPerson } from '#libs/postgres';
import { readMasterKey } from '#libs/sealing';
import { withDatabase } from './with-database.js';

/** `rollbook erase-person` */
export async function erasePerson(subject: string, { yes = false }: Readonly<{ yes?: boolean }>): Promise<void> {
  const masterKey = await readMasterKey(readConfig().masterKeyFile);
  const lines = await withDatabase(async (url) => {
    const pool = openPool(url, { size: 1, applicationName: 'rollbook erase-person', masterKey });
    const store = new PostgresEventStore({ url, pool });
    try {
      const found = await readPerson(pool, subject);
      if (!yes) return announce(subject, found);
      const erasure = await store.erasePerson(subject);
      return erasure === undefined ? nothing(subject, found) : [done(found, erasure.person), ...notErased(found)];
    } finally {
      await store.close();
      await pool.end();
    }
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

function announce(subject: string, found: PersonRow): readonly string[] {
  if (found.person === null) return nothing(subject, found);
  return [
    `${subject} is person #${found.person} and stands in ${countOf(found.changes)}.`,
    'Erasing destroys their key: name, groups, addresses and causes can then be read by nobody, for ever, and their',
    'tokens end. The changes themselves stay, and the proof still holds. Backups and exports made before keep the key',
    'or the text: destroy them too.',
    'To do it, say it again with --yes',
  ];
}

function nothing(subject: string, found: PersonRow): readonly string[] {
  const before = found.erasures.map(({ person, erasedAt }) => `, erased as person #${person} at ${erasedAt}`);
  return [`nothing is sealed under the name of ${subject}${before.join('')}`, ...notErased(found)];
}

function done({ changes }: PersonRow, person: number): string {
  return `person #${person} is erased: ${countOf(changes)} now read "erased person #${person}"`;
}

function notErased({ inClear }: PersonRow): readonly string[] {
  if (inClear === 0) return [];
  return [`${countOf(inClear)} of leaf format 1 name them in clear, and cannot be altered`];
}

function countOf(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`;
}
