import {
  type Discoverable,
  type ResourceKey,
  SERVED_RESOURCES,
  type ServedResource,
  type Verb,
  VERBS,
} from '#libs/kubernetes-api';
import type { Handlers } from './handler.js';
import { ROUTES } from './routes.js';

/** The resources that take any verb, as discovery tells of them. */
export const DISCOVERABLE: readonly Discoverable<ServedResource>[] = Object.entries(SERVED_RESOURCES)
  .map(([key, served]) => {
    const { verbs, subresources } = ROUTES[key as ResourceKey];
    const below = Object.entries(subresources).map(([name, handlers]) => [name, verbsOf(handlers)] as const);
    return { served, verbs: verbsOf(verbs), subresources: Object.fromEntries(below) };
  })
  .filter(({ verbs }) => verbs.length > 0);

function verbsOf(handlers: Handlers): readonly Verb[] {
  return VERBS.filter((verb) => handlers[verb] !== undefined);
}
