/** What no two runs have in common, and what stands for it. In this order: a uid holds what reads as a pod's suffix. */
const MASKS: readonly Readonly<{ what: string; pattern: RegExp; as: string }>[] = [
  { what: 'uid', pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, as: 'UID' },
  { what: 'time', pattern: /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, as: 'TIME' },
  { what: 'time', pattern: /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [+-]\d{4}/g, as: 'TIME' },
  { what: 'time', pattern: /\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, as: 'TIME' },
  { what: 'resource version', pattern: /(\bresourceVersion"?: ?")\d+/g, as: '$1N' },
  { what: 'path', pattern: /[^\s"]*\b(LIVE|MERGED)(-\d+)?\//g, as: 'TMP/$1/' },
  { what: 'pod suffix', pattern: /(-[bcdf-hj-np-tv-xz2456789]{6,10})-[bcdf-hj-np-tv-xz2456789]{5}\b/g, as: '$1-POD' },
  { what: 'address', pattern: /\b\d{1,3}(\.\d{1,3}){3}\b/g, as: 'ADDRESS' },
  { what: 'node port', pattern: /(\b\d+:)\d{5}(\/TCP)/g, as: '$1PORT$2' },
  { what: 'age', pattern: /(?<![\w.:/=-])(\d+[smhdy]){1,2}(?![\w.:/=-])/g, as: 'AGE' },
];

/** A text as two runs have it in common. Columns are as wide as what stands in them, so blanks count once. */
export function normalise(text: string): string {
  const masked = MASKS.reduce((rest, { pattern, as }) => rest.replace(pattern, as), text);
  const lines = masked.split('\n').map((line) => line.replace(/(?<=\S) {2,}/g, '  ').trimEnd());
  return sortPods(lines).join('\n');
}

// Listed by name, and so by chance: pods of one ReplicaSet that stand together are put in order of what else is said of them.
function sortPods(lines: readonly string[]): readonly string[] {
  const runs: string[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const owner = podOwner(line);
    if (run !== undefined && owner !== undefined && podOwner(run[0] ?? '') === owner) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => run.sort());
}

function podOwner(line: string): string | undefined {
  return /^(?:pod\/)?(\S+)-POD {2}/.exec(line)?.[1];
}
