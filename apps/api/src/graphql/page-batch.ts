import { Batch } from './batch.js';
import { groupBy } from './group-by.js';

type Wanted<Args> = Readonly<{ streamId: number; args: Args }>;

/** Reads the same page of many streams with one query: one for each set of arguments that siblings ask with. */
export function pageBatch<Args, Row extends Readonly<{ streamId: number }>>(
  read: (streams: readonly number[], args: Args) => Promise<readonly Row[]>,
): Batch<Wanted<Args>, readonly Row[]> {
  return new Batch(async (wanted) => {
    const groups = groupBy(wanted, ({ args }) => JSON.stringify(args));
    const pages = await Promise.all(
      [...groups].map(async ([key, [first, ...others]]) => {
        if (first === undefined) throw new Error(`no key in group ${key}`);
        const rows = await read([...new Set([first, ...others].map(({ streamId }) => streamId))], first.args);
        return [key, groupBy(rows, ({ streamId }) => streamId)] as const;
      }),
    );
    const byArgs = new Map(pages);
    return wanted.map(({ streamId, args }) => byArgs.get(JSON.stringify(args))?.get(streamId) ?? []);
  });
}
