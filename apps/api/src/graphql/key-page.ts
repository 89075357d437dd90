import { decodeCursor, encodeCursor } from './cursor.js';
import { forwardPage, type Page, pageSize } from './page.js';
import type { PageArgs } from './page-args.types.js';

type Read<Row, After> = (page: Readonly<{ limit: number; after?: After }>) => Promise<readonly Row[]>;

/** A page of a list whose rows stand by a name. */
export async function namePage<Row extends Readonly<{ name: string }>>(
  kind: string,
  { first, after }: PageArgs,
  read: Read<Row, string>,
): Promise<Page<Row>> {
  const size = pageSize(first);
  const [name] = after === undefined || after === null ? [] : decodeCursor(after, kind, ['']);
  const rows = await read({ limit: size + 1, ...(name !== undefined && { after: name }) });
  return forwardPage(rows, { size, after, cursorOf: (row) => encodeCursor(kind, row.name) });
}

/** A page of a list whose rows stand by a number. */
export async function numberPage<Row>(
  { kind, numberOf }: Readonly<{ kind: string; numberOf: (row: Row) => number }>,
  { first, after }: PageArgs,
  read: Read<Row, number>,
): Promise<Page<Row>> {
  const size = pageSize(first);
  const [number] = after === undefined || after === null ? [] : decodeCursor(after, kind, [0]);
  const rows = await read({ limit: size + 1, ...(number !== undefined && { after: number }) });
  return forwardPage(rows, { size, after, cursorOf: (row) => encodeCursor(kind, numberOf(row)) });
}

/** A page of a list whose rows stand by a moment, and by a number where moments are the same. */
export async function momentPage<Row>(
  { kind, keyOf }: Readonly<{ kind: string; keyOf: (row: Row) => readonly [Date, number] }>,
  { first, after }: PageArgs,
  read: Read<Row, readonly [Date, number]>,
): Promise<Page<Row>> {
  const size = pageSize(first);
  const key = after === undefined || after === null ? undefined : decodeCursor<[number, number]>(after, kind, [0, 0]);
  const rows = await read({
    limit: size + 1,
    ...(key !== undefined && { after: [new Date(key[0]), key[1]] as const }),
  });
  return forwardPage(rows, {
    size,
    after,
    cursorOf: (row) => {
      const [moment, number] = keyOf(row);
      return encodeCursor(kind, moment.getTime(), number);
    },
  });
}
