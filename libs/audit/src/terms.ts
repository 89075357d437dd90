import { pathPrefixes } from '#libs/history';
import { imageNames } from '#libs/kubernetes';
import type { ChangeFacts } from './change-facts.js';
import { imageFolders, imageReferences } from './image-pattern.js';
import { wordsOf } from './words.js';

/** What a change is found by: a letter for the kind of question, and the answer. */
export const term = {
  name: (name: string) => `d:${name}`,
  objectKind: (kind: string) => `o:${kind}`,
  kind: (kind: string) => `k:${kind}`,
  source: (source: string) => `s:${source}`,
  image: (reference: string) => `i:${reference}`,
  folder: (folder: string) => `f:${folder}`,
  repository: (repository: string) => `r:${repository}`,
  tag: (tag: string) => `v:${tag}`,
  digest: (digest: string) => `h:${digest}`,
  path: (path: string) => `p:${path}`,
  widePath: (path: string) => `q:${path}`,
  /** By numbers of the database: names of people are not kept here. */
  actor: (number: number | string) => `a:${number}`,
  cluster: (cluster: string) => `c:${cluster}`,
  place: (number: number | string) => `n:${number}`,
  window: (name: string) => `b:${name}`,
  /** The one kind that can tell of a person (docs/adr/0010): an erasure takes those away. */
  word: (word: string) => `${WORD}${word}`,
} as const;

/** How terms of words begin. */
export const WORD = 'w:';

export type TermedChange = Readonly<{ objectKind: string; name: string; source: string; cause?: string | undefined }>;

/** All terms of a change but those by numbers. */
export function termsOfChange(
  { objectKind, name, source, cause }: TermedChange,
  facts: ChangeFacts,
): readonly string[] {
  const { kinds, images, paths, wide } = facts;
  const terms = [
    term.name(name),
    term.objectKind(objectKind),
    term.source(source),
    ...kinds.map(term.kind),
    ...images.flatMap(termsOfImage),
    ...paths.flatMap(pathPrefixes).map(term.path),
    ...(wide ? paths.map(term.widePath) : []),
    ...wordsOf(cause ?? '').map(term.word),
  ];
  return [...new Set(terms.map(stored))];
}

/** All that an image is found by. */
export function termsOfImage(image: string): readonly string[] {
  const { repository, tag, digest } = imageNames(image);
  return [
    ...imageReferences(image).map(term.image),
    ...imageFolders(image).map(term.folder),
    term.repository(repository),
    ...(tag === undefined ? [] : [term.tag(tag)]),
    ...(digest === undefined ? [] : [term.digest(digest)]),
  ].map(stored);
}

// Postgres takes 2046 bytes; a character of UTF-16 has 3 at most.
const LONGEST = 600;

/** A term as it is kept: what is longer than 600 characters is known by its beginning, and what no text column holds by U+FFFD. */
export function stored(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  return UNSTORABLE.test(cut) ? cut.replace(UNSTORABLE_ALL, '\ufffd') : cut;
}

const UNSTORABLE = /[\0\ud800-\udfff]/;
const UNSTORABLE_ALL = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
