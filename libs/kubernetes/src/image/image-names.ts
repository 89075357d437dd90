import { parseImage } from './parse-image.js';

/** What an image can be asked for by. */
export type ImageNames = Readonly<{
  /** As the template has it. */
  written: string;
  /** With its registry and its tag: `docker.io/library/nginx:latest`. What is no image reference stands as written. */
  full: string;
  /** In full, without tag and digest. */
  repository: string;
  tag?: string;
  digest?: string;
}>;

export function imageNames(written: string): ImageNames {
  const image = parseImage(written);
  if (image === undefined) return { written, full: written, repository: written };
  const { fullRepository: repository, tagOrLatest: tag, digest } = image;
  const full = `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  return { written, full, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}
