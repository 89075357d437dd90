const HASH = '[bcdf-hj-np-tv-xz2456789]{6,10}';
const POD_SUFFIX = '[bcdf-hj-np-tv-xz2456789]{5}';

/** Where what kubectl prints falls into entries that stand in the order of their names: lists, descriptions, tables. */
const ENTRIES = [/\n(?=- |kind: List)/, /\n\n\n(?=Name:)/, /\n/];

/**
 * A text in which the order follows from the hashes that stand in it now: entries that name ReplicaSets or Pods, and stand
 * together, are put in order of their text. A text that names none of these hashes is left as it is.
 */
export function orderByHash(text: string, hashes: readonly string[]): string {
  if (!hashes.some((hash) => text.includes(hash))) return text;
  const oneLine = text
    .trimEnd()
    .replace(/(?<=^OldReplicaSets:\s+).*$/m, (names) => names.split(', ').sort().join(', '));
  const separator = ENTRIES.find((one) => one.test(oneLine)) ?? /\n/;
  const entries = oneLine.split(separator);
  return inRuns(entries)
    .flatMap((run) => (run.length > 1 ? [...run].sort() : run))
    .join(separator === ENTRIES[1] ? '\n\n\n' : '\n')
    .concat(text.slice(text.trimEnd().length));
}

function inRuns(entries: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  let last: string | undefined;
  for (const entry of entries) {
    const kind = kindOf(entry);
    const run = runs.at(-1);
    if (run !== undefined && kind !== undefined && kind === last) run.push(entry);
    else runs.push([entry]);
    last = kind;
  }
  return runs;
}

const ROW = new RegExp(`^(\\w+(?:\\.\\w+)?/)?(\\S+?)-${HASH}(-${POD_SUFFIX})?(?: {2}|$)`);
const NAME = new RegExp(`^ *(?:Name|name):\\s+(\\S+?)-${HASH}(-${POD_SUFFIX})?$`, 'm');

// Of what an entry tells: the ReplicaSets or the Pods of one Deployment.
function kindOf(entry: string): string | undefined {
  const row = ROW.exec(entry);
  if (row !== null) return `${row[1] ?? ''}${row[2] ?? ''}${row[3] === undefined ? '' : ' pod'}`;
  const named = NAME.exec(entry);
  return named === null ? undefined : `${named[1] ?? ''}${named[2] === undefined ? '' : ' pod'}`;
}
