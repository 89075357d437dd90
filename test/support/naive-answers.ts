import type { Looked } from './naive-search.js';

type Changes = readonly (Looked & Readonly<{ change: string }>)[];

/** Who changed each field last, change by change: what `blame` has to say of a Deployment, as lines. */
export function naiveBlame(changes: Changes, uid: string, asOf: bigint): readonly string[] {
  const blamed = new Map<string, string>();
  const own = changes.filter(({ told }) => told.stream.uid === uid && told.ends !== true);
  for (const looked of own.filter(({ change }) => BigInt(change) <= asOf)) takeBlame(blamed, looked);
  return [...blamed.values()].sort();
}

function takeBlame(blamed: Map<string, string>, { change, before, after }: Changes[number]): void {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const path of paths.filter((each) => before[each] !== after[each])) {
    blamed.delete(path);
    const [was, is] = [before[path] ?? null, after[path]].map((value) => JSON.stringify(value));
    if (is !== undefined) blamed.set(path, `${path}: ${is} by ${change}, was ${was}`);
  }
}

/** Every run of an image, worked out Deployment by Deployment in the order in which things occurred, as lines. */
export function naiveRuns(changes: Changes): readonly string[] {
  const streams = new Map<string, (Looked & Readonly<{ change: string }>)[]>();
  for (const change of changes) {
    const own = streams.get(change.told.stream.uid);
    if (own) own.push(change);
    else streams.set(change.told.stream.uid, [change]);
  }
  return [...streams].flatMap(([uid, own]) => runsOf(uid, own)).sort();
}

function runsOf(uid: string, [first, ...others]: Changes): readonly string[] {
  const rest = others.filter(({ told }) => told.ends !== true);
  rest.sort((a, b) => a.told.occurredAt - b.told.occurredAt || Number(a.change) - Number(b.change));
  const ordered = [first!, ...rest, ...others.filter(({ told }) => told.ends === true)];
  const lines: string[] = [];
  const open = new Map<string, string>();
  let at = -Infinity;
  for (const { change, told } of ordered) {
    at = Math.max(at, told.occurredAt);
    const images = imagesTold(told);
    if (images === undefined) continue;
    const gone = [...open].filter(([container, run]) => !run.startsWith(`${container}=${images.get(container)} `));
    for (const [container, run] of gone) {
      lines.push(`${uid} ${run} ${at} ${change}`);
      open.delete(container);
    }
    const fresh = [...images].filter(([container]) => !open.has(container));
    for (const [container, image] of fresh) open.set(container, `${container}=${image} ${at} ${change}`);
  }
  return [...lines, ...[...open.values()].map((run) => `${uid} ${run} - -`)];
}

// Undefined for a change that says nothing of images.
function imagesTold({ events, ends }: Looked['told']): ReadonlyMap<string, string> | undefined {
  if (ends === true) return new Map();
  const template = events.find((event) => event.template !== undefined)?.template;
  if (template === undefined) return undefined;
  const { spec } = template as Readonly<{ spec: { containers: { name: string; image: string }[] } }>;
  return new Map(spec.containers.map(({ name, image }) => [name, image]));
}
