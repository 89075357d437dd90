import { imageNames, parseImage } from '#libs/kubernetes';

/** Which images are meant. */
export type ImagePattern =
  | Readonly<{ kind: 'reference'; text: string }>
  | Readonly<{ kind: 'repository'; text: string }>
  | Readonly<{ kind: 'tag'; text: string }>
  | Readonly<{ kind: 'digest'; text: string }>
  /** Ends with a slash. */
  | Readonly<{ kind: 'folder'; text: string }>
  | Readonly<{ kind: 'prefix'; text: string }>;

/**
 * Reads how people name images: `nginx:1.25` and `nginx@sha256:…` (with or without the registry), `nginx` for every tag, `*:1.25` for
 * a tag of any image, `sha256:…` for a digest, `registry.example.com/shop/*` for how it begins. Undefined for what names none.
 */
export function readImagePattern(text: string): ImagePattern | undefined {
  const [, any, rest = '', more] = /^(\*:)?([^*]+)(\*)?$/.exec(text) ?? [];
  if (rest === '' || (any !== undefined && more !== undefined)) return undefined;
  if (any !== undefined) return { kind: 'tag', text: rest };
  return more === undefined ? readReference(rest) : readPrefix(rest);
}

function readReference(text: string): ImagePattern {
  if (DIGEST.test(text)) return { kind: 'digest', text };
  const image = parseImage(text);
  if (image === undefined) return { kind: 'reference', text };
  const isBare = image.tag === undefined && image.digest === undefined;
  return isBare
    ? { kind: 'repository', text: image.fullRepository }
    : { kind: 'reference', text: imageNames(text).full };
}

function readPrefix(text: string): ImagePattern {
  if (text.endsWith('/')) return { kind: 'folder', text };
  const image = text.endsWith(':') ? parseImage(text.slice(0, -1)) : undefined;
  return image === undefined ? { kind: 'prefix', text } : { kind: 'repository', text: image.fullRepository };
}

const DIGEST = /^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/;

/**
 * What an image is looked up by, as a whole or by how it begins: as written, in full, and with its tag alone where it has a digest too.
 */
export function imageReferences(image: string): readonly string[] {
  const { written, full, repository, tag, digest } = imageNames(image);
  const parts = tag !== undefined && digest !== undefined ? [`${repository}:${tag}`, `${repository}@${digest}`] : [];
  return [...new Set([written, full, ...parts])];
}

/** What an image lies beneath, as written and in full: `registry.example.com/`, `registry.example.com/shop/`. */
export function imageFolders(image: string): readonly string[] {
  const { written, full } = imageNames(image);
  const folders = [written, full].flatMap((name) => {
    const parts = name.split('/');
    return parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
  });
  return [...new Set(folders)];
}
