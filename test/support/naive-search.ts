import type { NewChange } from '#libs/event-store';
import type { ChangeListFilter } from '#libs/postgres';

/** What searches have to find, worked out change by change in the plainest way, by other code than that of the search. */
export class NaiveSearch {
  private readonly looked: (Looked & Readonly<{ change: string }>)[] = [];
  private readonly states = new Map<string, Fields>();

  /** Takes in the next change of the log. */
  add({ change, told }: Readonly<{ change: bigint; told: NewChange }>): void {
    const before = this.states.get(told.stream.uid) ?? {};
    const after = fieldsAfter(before, told);
    this.states.set(told.stream.uid, after);
    this.looked.push({ change: String(change), told, before, after });
  }

  /** How many changes it has seen. */
  get count(): number {
    return this.looked.length;
  }

  /** Every change, oldest first. */
  get all(): readonly (Looked & Readonly<{ change: string }>)[] {
    return this.looked;
  }

  /** Oldest first. */
  find(filter: Asked): readonly string[] {
    return this.looked.filter((looked) => holds(filter, looked)).map(({ change }) => change);
  }
}

/** Every leaf by its path; containers and variables by name. */
type Fields = Readonly<Record<string, unknown>>;

function fieldsAfter(before: Fields, { events }: NewChange): Fields {
  return events.reduce(fieldsAfterEvent, before);
}

const PARTS = { template: 'spec.template', labels: 'metadata.labels', annotations: 'metadata.annotations' };

function fieldsAfterEvent(fields: Fields, { type, payload, template }: NewChange['events'][number]): Fields {
  if (type === 'DeploymentDeleted') return {};
  const { labels, annotations, spec, podLife: _, release: _r, restoredFrom: _f, ...rest } = payload;
  const replaced = Object.entries({ template, labels, annotations }).filter(([, value]) => value !== undefined);
  const paths = replaced.map(([part]) => PARTS[part as keyof typeof PARTS]);
  const fresh: Record<string, unknown> = {};
  replaced.forEach(([, value], index) => flatten(value, paths[index]!, fresh));
  flatten({ ...(spec as object | undefined), ...rest }, 'spec', fresh);
  if (type === 'RolloutPaused' || type === 'RolloutResumed') fresh['spec.paused'] = type === 'RolloutPaused';
  const kept = Object.entries(fields).filter(([path]) => !paths.some((part) => path.startsWith(part)));
  return { ...Object.fromEntries(kept), ...fresh };
}

function flatten(value: unknown, path: string, into: Record<string, unknown>): void {
  if (Array.isArray(value)) {
    for (const each of value as Readonly<Record<string, unknown>>[]) {
      const key = 'name' in each ? 'name' : 'containerPort';
      const { [key]: id, ...rest } = each;
      flatten(Object.keys(rest).length === 0 ? id : rest, `${path}[${key}=${JSON.stringify(id)}]`, into);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, inner] of Object.entries(value)) flatten(inner, fieldOf(path, field), into);
  } else into[path] = value;
}

function fieldOf(path: string, field: string): string {
  return /^\w+$/.test(field) ? `${path}.${field}` : `${path}[${JSON.stringify(field)}]`;
}

/** A change with what it was told, and the fields before and after it in the order of the log. */
export type Looked = Readonly<{ told: NewChange; before: Fields; after: Fields }>;
type Asked = Omit<ChangeListFilter, 'scope'>;

function holds(filter: Asked, looked: Looked): boolean {
  return Object.entries(CHECKS).every(([key, check]) => {
    const wanted = filter[key as keyof Asked];
    return wanted === undefined || check(wanted as never, looked);
  });
}

const CHECKS: {
  readonly [Key in keyof Required<Asked>]: (wanted: Required<Asked>[Key], looked: Looked) => boolean;
} = {
  cluster: (cluster, { told: { stream } }) => stream.cluster === cluster,
  namespace: (namespace, { told: { stream } }) => stream.namespace === namespace,
  areas: (areas, { told: { stream } }) =>
    areas.some(
      ({ cluster, namespace }) => glob(cluster).test(stream.cluster) && glob(namespace).test(stream.namespace),
    ),
  name: (name, { told }) => told.stream.name === name,
  actor: (actor, { told }) => told.actor.subject === actor || told.actor.impersonator === actor,
  group: (group, { told }) => told.actor.groups.includes(group),
  sources: (sources, { told }) => sources.includes(told.source),
  objectKinds: (kinds, { told: { stream } }) => kinds.includes(stream.kind ?? 'Deployment'),
  eventTypes: (kinds, { told }) => told.events.some(({ type }) => kinds.includes(type)),
  since: (since, { told }) => told.occurredAt >= since.getTime(),
  until: (until, { told }) => told.occurredAt < until.getTime(),
  image: ({ kind, text }, looked) =>
    imagesOf(looked).some((image) => {
      const full = image.includes('/') ? image : `docker.io/library/${image}`;
      const [, repository, tag, digest] = /^(.*?)(?::([^/@]+))?(?:@(.*))?$/.exec(full)!;
      const isMeant = {
        reference: full === text,
        repository: repository === text,
        tag: tag === text,
        digest: digest === text,
        folder: image.startsWith(text) || full.startsWith(text),
        prefix: image.startsWith(text) || full.startsWith(text),
      };
      return isMeant[kind];
    }),
  path: (wanted, { told, before, after }) => {
    if (told.ends === true) return false;
    const pattern = new RegExp(`^${escaped(wanted).replaceAll('\\[\\*\\]', '\\[[^\\]]*\\]')}(?:$|[.[])`);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
      (path) => before[path] !== after[path] && pattern.test(path),
    );
  },
  words: (wanted, { told: { cause = '' } }) =>
    wordsOf(wanted).every((word) =>
      /[\u3040-\u9fff]/.test(word) ? cause.includes(word) : wordsOf(cause).includes(word),
    ),
};

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

function imagesOf({ before, after }: Looked): readonly string[] {
  const paths = [...Object.keys(before), ...Object.keys(after)].filter((path) => path.endsWith('.image'));
  return paths
    .filter((path) => before[path] !== after[path])
    .flatMap((path) => [before[path], after[path]])
    .filter((image) => typeof image === 'string');
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${escaped(pattern).replaceAll('\\*', '.*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
