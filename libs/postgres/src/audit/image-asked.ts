import type { Pool } from 'pg';
import type { ChangeQuestion, ImagePattern } from '#libs/audit';
import { ImagesTooMany, MOST_IMAGES } from './images-too-many.js';

const BEGIN_SO = `select reference from audit.image
  where reference >= $1 and reference < $2 collate "C" order by reference limit ${MOST_IMAGES + 1}`;

/**
 * The image of a filter as the index is asked for it: of a beginning, the references that begin so.
 * @throws ImagesTooMany
 */
export async function imageAsked(
  pool: Pool,
  { image }: Readonly<{ image?: ImagePattern }>,
): Promise<ChangeQuestion['image']> {
  if (image?.kind !== 'prefix') return image;
  const { text } = image;
  const { rows } = await pool.query<{ reference: string }>(BEGIN_SO, [text, `${text}\u{10ffff}`]);
  if (rows.length > MOST_IMAGES) throw new ImagesTooMany(text);
  return { kind: 'references', texts: rows.map(({ reference }) => reference) };
}
