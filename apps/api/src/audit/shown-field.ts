import type { BlameRow } from '#libs/postgres';
import type { Secrets } from '../access/secrets.js';

/** A field of a Deployment as the caller may see it: alone it does not say of which variable it is the value, its path does. */
export async function shownField(row: BlameRow, streamId: number, { shown }: Secrets): Promise<BlameRow> {
  const name = /\.env\[name="((?:[^"\\]|\\.)*)"\]\.value$/.exec(row.path)?.[1];
  if (name === undefined) return shown(streamId, row);
  const [before, after] = await Promise.all(
    [row.before, row.after].map(async (value) => (await shown(streamId, { env: [{ name, value }] })).env[0]?.value),
  );
  return { ...row, before, after };
}
