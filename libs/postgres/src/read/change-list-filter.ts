import type { Area, Scope } from '#libs/access';
import type { ImagePattern } from '#libs/audit';
import type { Source, StreamKind } from '#libs/event-store';

export type ChangeListFilter = Readonly<{
  cluster?: string;
  namespace?: string;
  name?: string;
  objectKinds?: readonly (StreamKind | 'Deployment')[];
  /** In one of these namespaces: those of a team. */
  areas?: readonly Area[];
  /** The subject who made it, or who asked to act as it. */
  actor?: string;
  /** A group the subject was in. */
  group?: string;
  sources?: readonly Source[];
  /** Types of events, at least one of which it holds. */
  eventTypes?: readonly string[];
  /** When it occurred: from this moment on, and before that one. */
  since?: Date;
  until?: Date;
  /** An image it brought in or took out. */
  image?: ImagePattern;
  /** A field it altered, or one that such a field lies beneath: as `readFieldPath` gives it. */
  path?: string;
  /** Words of its cause, or how they begin, in any order. */
  words?: string;
  /** Only changes in these namespaces. */
  scope?: Scope;
}>;

/** A page by position: after one, before another, from its start or from its end. */
export type ChangeListPage = Readonly<{ after?: string; before?: string; limit: number; fromEnd: boolean }>;
