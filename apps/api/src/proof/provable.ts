import { may } from '#libs/access';
import { ArgumentInvalid } from '#libs/history';
import type { Proofs } from '#libs/postgres';
import { NotAllowed } from '../access/not-allowed.js';
import type { RequestContext } from '../graphql/request-context.js';

const EVERYWHERE = { cluster: '*', namespace: '*' };

/**
 * A tree tells how many events there are, in whichever namespaces: it is for those who may prove all of them.
 * @throws NotAllowed
 */
export function proofsFor({ access, ports }: RequestContext): Proofs {
  if (!may(access, 'prove', EVERYWHERE)) throw new NotAllowed('prove', EVERYWHERE);
  return ports.proofs;
}

/**
 * A size that can be proved: the newest head's, or a smaller one.
 * @throws ArgumentInvalid
 */
export async function provableSize(
  proofs: Pick<Proofs, 'newestHead'>,
  asked: bigint | null | undefined,
  field: string,
): Promise<number> {
  const newest = await proofs.newestHead();
  if (newest === undefined) {
    throw new ArgumentInvalid(field, 'there is no tree head yet: one is signed seconds after the first change');
  }
  if (typeof asked !== 'bigint') return Number(newest.size);
  return placeIn(asked, { field, size: Number(newest.size), most: 'size of the newest tree head' });
}

/** @throws ArgumentInvalid outside 1..size. */
export function placeIn(
  asked: bigint,
  { field, size, most }: Readonly<{ field: string; size: number; most: string }>,
): number {
  if (asked >= 1n && asked <= BigInt(size)) return Number(asked);
  throw new ArgumentInvalid(field, `must be between 1 and ${size}, the ${most}, not ${asked}`);
}
