import { partsOfPath } from '#libs/history';
import { WIDE_PARTS } from './change-facts.js';
import { type ImagePattern } from './image-pattern.js';
import { stored, term } from './terms.js';
import { wordsAsked } from './words.js';

/** What a change is asked for; all given must hold. */
export type ChangeQuestion = Readonly<{
  /** Name of the object. */
  name?: string;
  /** Deployment, Service and so on. */
  objectKinds?: readonly string[];
  sources?: readonly string[];
  /** Types of events, at least one of which it holds. */
  kinds?: readonly string[];
  /** An image it brought in or took out; a prefix is given as the references that begin so. */
  image?:
    Exclude<ImagePattern, Readonly<{ kind: 'prefix' }>> | Readonly<{ kind: 'references'; texts: readonly string[] }>;
  /** A field it altered, or one that such a field lies beneath: as `readFieldPath` gives it. */
  path?: string;
  /** Words of its cause, in any order. */
  words?: string;
}>;

/** Terms of which a change must have one. */
export type TermGroup = readonly string[];

/** What a change must have to be one that is asked for. */
export function termsAsked(question: ChangeQuestion): readonly TermGroup[] {
  const { name, objectKinds, sources, kinds, image, path, words = '' } = question;
  return [
    ...oneOf(name === undefined ? undefined : [name], term.name),
    ...oneOf(objectKinds, term.objectKind),
    ...oneOf(sources, term.source),
    ...oneOf(kinds, term.kind),
    ...(image === undefined ? [] : [termsOfPattern(image)]),
    ...(path === undefined ? [] : [pathGroup(path)]),
    ...wordsAsked(words).map((word) => whole(term.word(word))),
  ];
}

function oneOf(values: readonly string[] | undefined, termOf: (value: string) => string): readonly TermGroup[] {
  return values === undefined ? [] : [whole(...values.map(termOf))];
}

function whole(...terms: readonly string[]): TermGroup {
  return terms.map(stored);
}

/** The terms of which an image that is meant has one. */
export function termsOfPattern(image: NonNullable<ChangeQuestion['image']>): TermGroup {
  switch (image.kind) {
    case 'reference':
      return whole(term.image(image.text));
    case 'references':
      return whole(...image.texts.map(term.image));
    case 'folder':
      return whole(term.folder(image.text));
    case 'repository':
      return whole(term.repository(image.text));
    case 'tag':
      return whole(term.tag(image.text));
    case 'digest':
      return whole(term.digest(image.text));
  }
}

// A wide change may have altered any field beneath the parts it is found by.
function pathGroup(path: string): TermGroup {
  const parts = partsOfPath(path);
  const above = parts.slice(0, WIDE_PARTS).map((_, index) => parts.slice(0, index + 1).join(''));
  return whole(term.path(path), ...above.map(term.widePath));
}
