import type { Json, JsonObject, PodTemplate } from '#libs/kubernetes';
import type { ProjectionState } from './projection-state.js';

/** A fold's state as text, waiting for the templates it only has the hashes of. */
export type Snapshot = Readonly<{
  templates: readonly string[];
  decode: (byHash: ReadonlyMap<string, PodTemplate>) => ProjectionState;
}>;

/** The state as JSON, equal ones as equal texts: templates as `{$template: hash}`, big integers as `{$bigint: digits}`. */
export function encodeSnapshot({ templates, ...state }: ProjectionState): string {
  const hashes = [...new Set(templates.values())].sort();
  return `{"templates":${JSON.stringify(hashes)},"state":${encode(state, templates)}}`;
}

export function readSnapshot(text: string): Snapshot {
  const { templates, state } = JSON.parse(text) as { templates: readonly string[]; state: Json };
  return { templates, decode: (byHash) => decodeState(state, byHash) };
}

function decodeState(state: Json, byHash: ReadonlyMap<string, PodTemplate>): ProjectionState {
  const templates = new Map<PodTemplate, string>();
  const template = (hash: string) => {
    const found = byHash.get(hash);
    if (found === undefined) throw new Error(`template ${hash} of a snapshot is missing`);
    templates.set(found, hash);
    return found;
  };
  return { ...(decode(state, template) as Omit<ProjectionState, 'templates'>), templates };
}

const TEMPLATE = '$template';
const BIGINT = '$bigint';

// One pass makes the text: a long storm of changes has a thousand ReplicaSets, and is encoded after each of them.
function encode(value: unknown, templates: ReadonlyMap<unknown, string>): string {
  if (typeof value === 'bigint') return `{"${BIGINT}":"${value}"}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((element) => encode(element ?? null, templates)).join(',')}]`;
  const hash = templates.get(value);
  return hash === undefined ? encodeObject(value, templates) : `{"${TEMPLATE}":"${hash}"}`;
}

function encodeObject(value: object, templates: ReadonlyMap<unknown, string>): string {
  let fields = '';
  for (const key of Object.keys(value).sort()) {
    const field = (value as JsonObject)[key];
    if (field === undefined) continue;
    fields += `${fields === '' ? '' : ','}${JSON.stringify(escaped(key))}:${encode(field, templates)}`;
  }
  return `{${fields}}`;
}

function decode(value: Json, template: (hash: string) => PodTemplate): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((element) => decode(element, template));
  const { [TEMPLATE]: hash, [BIGINT]: digits } = value;
  if (typeof hash === 'string') return template(hash);
  if (typeof digits === 'string') return BigInt(digits);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [plain(key), decode(field ?? null, template)]));
}

// A key that people chose may look like ours: it gets one more `$`.
function escaped(key: string): string {
  return key.startsWith('$') ? `$${key}` : key;
}

function plain(key: string): string {
  return key.startsWith('$') ? key.slice(1) : key;
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
