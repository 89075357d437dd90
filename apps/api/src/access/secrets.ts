import { inScope, type Mask, maskSecrets, type Place, type Scope } from '#libs/access';
import type { StreamPlaces } from './stream-places.js';

/** A value as the caller may see it, by the place of what it belongs to. */
export type Show = <T>(place: Place, value: T) => T;

/** Shows a caller what holds values of environment variables: those that look secret only where they may see them. */
export type Secrets = Readonly<{
  /** `where` is a place, or the stream of a Deployment. */
  shown: <T>(where: Place | number, value: T) => Promise<T>;
  /** The same for what is shown later, and often. */
  show: () => Promise<Show>;
  /** Callers with the same key see the same. */
  key: string;
}>;

/** For whoever may see them all. */
export const ALL_SECRETS: Secrets = {
  shown: (_where, value) => Promise.resolve(value),
  show: () => Promise.resolve((_place, value) => value),
  key: 'all',
};

export function scopedSecrets(
  scope: Scope,
  { places, mask: readMask }: Readonly<{ places: StreamPlaces; mask: () => Promise<Mask> }>,
): Secrets {
  if (scope === 'all') return ALL_SECRETS;
  const show = async (): Promise<Show> => {
    const mask = await readMask();
    return (place, value) => (inScope(scope, place) ? value : maskSecrets(value, mask));
  };
  return {
    shown: async (where, value) => {
      const place = typeof where === 'number' ? await places.placeOf(where) : where;
      return (await show())(place ?? NOWHERE, value);
    },
    show,
    key: JSON.stringify(scope),
  };
}

// What is in no place that is known is shown to those alone who may see everything.
const NOWHERE: Place = { cluster: '', namespace: '' };
