import { scatter } from './scatter.js';

/** A uid in the form of a UUID, derived from what it is for. */
export function derivedUid(...of: readonly (string | number)[]): string {
  const text = of.join('/');
  const hex = [1, 2, 3, 4].map((seed) => scatter(text, seed).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
