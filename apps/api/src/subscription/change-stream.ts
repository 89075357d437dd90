import type { ChangeListFilter, ChangeRow } from '#libs/postgres';
import type { ApiPorts } from '../ports.js';
import { type Wake } from './wake.js';

const AT_ONCE = 100;

// A notification can get lost with its connection.
const LOOKS_EVERY = 15_000;

/**
 * Every change after a position that the filter lets through, oldest first, for ever: first what the log has, then each
 * as it is recorded. It reads on from where it is, so nothing is skipped, whatever woke it or did not.
 */
export async function* changesAfter(
  { store, reads }: Pick<ApiPorts, 'store' | 'reads'>,
  filter: ChangeListFilter,
  { after, wake }: Readonly<{ after: bigint; wake: Wake }>,
): AsyncGenerator<ChangeRow, void> {
  const unsubscribe = await store.subscribe(() => wake.ring());
  try {
    let position = after;
    while (!wake.stopped) {
      const head = await store.head();
      const rows = await reads.listChanges(filter, { after: String(position), limit: AT_ONCE, fromEnd: false });
      for (const row of rows) yield row;
      const last = rows.at(-1);
      // A full page may have more behind it; else everything up to the head known before reading has been looked at.
      if (last !== undefined && rows.length === AT_ONCE) position = BigInt(last.change);
      else {
        position = max(last === undefined ? position : BigInt(last.change), head);
        await wake.sleep(LOOKS_EVERY);
      }
    }
  } finally {
    await unsubscribe();
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
