import { scatter } from '#libs/kubernetes';

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

/** The IP address of the n-th pod ever made. */
export function podIP(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}
