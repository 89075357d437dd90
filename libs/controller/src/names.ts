// No vowels and nothing that looks like another sign: apimachinery's `rand` package.
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';
const LONGEST_GENERATED_NAME = 63;
const SUFFIX_LENGTH = 5;

/**
 * The name of the n-th pod of a ReplicaSet: the same replay gives the same names. Long prefixes are cut so that name and
 * suffix have 63 letters together (apiserver `names.SimpleNameGenerator`).
 */
export function podName(replicaSet: string, uid: string, n: number): string {
  const prefix = `${replicaSet}-`.slice(0, LONGEST_GENERATED_NAME - SUFFIX_LENGTH);
  let left = scatter(`${uid}/${n}`, 0);
  let suffix = '';
  for (let index = 0; index < SUFFIX_LENGTH; index++) {
    suffix += SAFE.charAt(left % SAFE.length);
    left = Math.floor(left / SAFE.length);
  }
  return prefix + suffix;
}

/** A uid in the form of a UUID, derived from what it is for. */
export function derivedUid(...of: readonly (string | number)[]): string {
  const text = of.join('/');
  const hex = [1, 2, 3, 4].map((seed) => scatter(text, seed).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The IP address of the n-th pod ever made. */
export function podIP(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

// FNV-1a, and MurmurHash3's finish: neighbours come out unlike each other.
function scatter(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
