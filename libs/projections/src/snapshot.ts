import type { Json, JsonObject, PodTemplate } from '#libs/kubernetes';
import type { ProjectionState } from './projection-state.js';

/** The state as JSON, equal ones as equal texts: templates as `{$template: hash}`, big integers as `{$bigint: digits}`. */
export function encodeSnapshot({ templates, ...state }: ProjectionState): JsonObject {
  return { templates: [...new Set(templates.values())].sort(), state: encode(state, templates) };
}

/** Hashes of the templates that `decodeSnapshot` must be given. */
export function snapshotTemplates(snapshot: JsonObject): readonly string[] {
  return (snapshot.templates ?? []) as readonly string[];
}

export function decodeSnapshot(snapshot: JsonObject, byHash: ReadonlyMap<string, PodTemplate>): ProjectionState {
  const templates = new Map<PodTemplate, string>();
  const template = (hash: string) => {
    const found = byHash.get(hash);
    if (found === undefined) throw new Error(`template ${hash} of a snapshot is missing`);
    templates.set(found, hash);
    return found;
  };
  return { ...(decode(snapshot.state ?? {}, template) as Omit<ProjectionState, 'templates'>), templates };
}

const TEMPLATE = '$template';
const BIGINT = '$bigint';

function encode(value: unknown, templates: ReadonlyMap<unknown, string>): Json {
  if (typeof value === 'bigint') return { [BIGINT]: String(value) };
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) return value.map((element) => encode(element, templates));
  const hash = templates.get(value);
  if (hash !== undefined) return { [TEMPLATE]: hash };
  const fields: [string, Json][] = [];
  for (const key of Object.keys(value).sort()) {
    const field = (value as JsonObject)[key];
    if (field !== undefined) fields.push([escaped(key), encode(field, templates)]);
  }
  return Object.fromEntries(fields);
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
