import type { KubernetesRelease } from '../release.js';
import { GO_STRUCTS } from '../tables/go-structs.js';

/** A field of a Go struct: its name and type as printed, and its key in JSON (empty: inlined, `-`: none). */
export type GoField = Readonly<{ name: string; type: string; json: string }>;

/** The fields of a Go struct in one release, in order; undefined for a type that is no struct. */
export function goStruct(type: string, release: KubernetesRelease): readonly GoField[] | undefined {
  const minor = Number(release.slice(2));
  return GO_STRUCTS[type]
    ?.split(' ')
    .map((text) => text.split(':'))
    .filter(([, , , range = '']) => isWithin(minor, range))
    .map(([name = '', goType = '', json = '']) => ({ name, type: goType, json }));
}

function isWithin(minor: number, range: string): boolean {
  const [since = '', until = ''] = range.split('-');
  return minor >= Number(since) && (until === '' || minor <= Number(until));
}
