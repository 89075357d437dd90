import { type Access, may, type Place } from '#libs/access';
import { NotAllowed } from './not-allowed.js';

const EVERYWHERE: Place = { cluster: '*', namespace: '*' };

/**
 * What concerns a whole cluster or all of them is for those whose admin binding reaches as far: a binding with `*` for
 * the namespace covers a place whose namespace is `*`.
 * @throws NotAllowed
 */
export function requireAdmin(access: Access, place: Partial<Place> = {}): void {
  const wanted = { ...EVERYWHERE, ...place };
  if (!may(access, 'administer', wanted)) throw new NotAllowed('administer', wanted);
}
