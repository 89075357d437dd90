import { type ImagePattern, readImagePattern, wordsAsked } from '#libs/audit';
import { ArgumentInvalid, readFieldPath } from '#libs/history';
import type { ChangeListFilter } from '#libs/postgres';
import type { ApiPorts } from '../ports.js';
import type { ChangeFilter } from './change-filter.types.js';
import { teamAreas } from './team-areas.js';

/**
 * The filter as the log is asked: what was not given is left out.
 * @throws ArgumentInvalid
 */
export async function changeListFilter(
  ports: Pick<ApiPorts, 'bindings'>,
  filter: ChangeFilter | null | undefined,
): Promise<ChangeListFilter> {
  const { source, kind, objectKind, team, image, path, cause, ...same } = filter ?? {};
  const given = {
    ...same,
    sources: source,
    eventTypes: kind,
    objectKinds: objectKind,
    areas: isGiven(team) ? await teamAreas(ports, team) : undefined,
    image: isGiven(image) ? imageIn(image, 'filter.image') : undefined,
    path: isGiven(path) ? pathIn(path) : undefined,
    words: isGiven(cause) ? wordsIn(cause) : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => isGiven(value)));
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

/** @throws ArgumentInvalid */
export function imageIn(text: string, field: string): ImagePattern {
  const image = readImagePattern(text);
  if (image !== undefined) return image;
  throw new ArgumentInvalid(
    field,
    `${JSON.stringify(text)} names no image: write nginx:1.25, nginx, *:1.25, a digest, or how it begins with * at its end`,
  );
}

function pathIn(text: string): string {
  const path = readFieldPath(text);
  if (path !== undefined) return path;
  throw new ArgumentInvalid(
    'filter.path',
    `${JSON.stringify(text)} is no path of a field: write it like spec.template.spec.containers[name=web].image`,
  );
}

const MOST_WORDS = 20;

function wordsIn(text: string): string {
  const count = wordsAsked(text).length;
  if (count === 0) throw new ArgumentInvalid('filter.cause', `${JSON.stringify(text)} has no word in it`);
  if (count <= MOST_WORDS) return text;
  throw new ArgumentInvalid('filter.cause', `has ${count} words: ask for ${MOST_WORDS} at most`);
}
