import { canonicalJson, isJsonList, type Json, type JsonObject } from '#libs/kubernetes';
import { jsonAt, listAt, objectAt, textAt } from '../json-at.js';
import type { Command } from './command-line.js';
import { type Managers, Unplayable, type World } from './effect.js';
import { threeWayMerge } from './three-way-merge.js';
import { type Workload, workloadOf } from './workload.js';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The objects of a manifest: one, a list, or the items of a List. */
export function objectsOf(manifest: Json | undefined): readonly JsonObject[] {
  if (manifest === undefined) return [];
  if (isJsonList(manifest)) return manifest.flatMap(objectsOf);
  return textAt(manifest, 'kind') === 'List' ? listAt(manifest, 'items').flatMap(objectsOf) : [manifest as JsonObject];
}

/** What creating an object from a manifest stores. */
export function created(manifest: JsonObject, { verb, options }: Command, namespace: string): Workload {
  const isNoted = verb === 'apply' ? !isServerSide(options) : options.get('save-config') === 'true';
  return isNoted ? noted(workloadOf(manifest), manifest, namespace) : workloadOf(manifest);
}

/** What a verb makes of a live object that needs a manifest for it. */
export function manifestChange(
  live: Workload,
  manifest: JsonObject | undefined,
  command: Command,
  world: Pick<World, 'namespace' | 'managers'>,
): Workload {
  if (manifest === undefined) throw new Unplayable('it is not known, or needs a manifest');
  if (command.verb === 'apply') return applied(live, manifest, command, world);
  if (command.verb === 'replace' || command.verb === 'edit') return workloadOf(manifest);
  throw new Unplayable('it is not known');
}

function applied(
  live: Workload,
  manifest: JsonObject,
  { options }: Command,
  { namespace, managers }: Pick<World, 'namespace' | 'managers'>,
): Workload {
  const manager = options.get('field-manager') ?? 'kubectl';
  const last = isServerSide(options) ? managers.get(manager) : lastApplied(live);
  const merge = (value: JsonObject, ...path: readonly string[]): JsonObject =>
    threeWayMerge(value, jsonAt(last, ...path), jsonAt(manifest, ...path) ?? {}) as JsonObject;
  const { name, labels, annotations } = live.metadata;
  const metadata = {
    name,
    labels: merge(labels, 'metadata', 'labels'),
    annotations: merge(annotations, 'metadata', 'annotations'),
  };
  const workload = { metadata, spec: merge(live.spec, 'spec') };
  return isServerSide(options) ? workload : noted(workload, manifest, namespace);
}

/** Keeps what a manager asks for by server-side apply. */
export function noteManager(managers: Managers, { options }: Command, manifest: JsonObject): void {
  if (isServerSide(options)) managers.set(options.get('field-manager') ?? 'kubectl', manifest);
}

function isServerSide(options: Command['options']): boolean {
  return options.get('server-side') === 'true';
}

function lastApplied({ metadata }: Workload): JsonObject {
  return JSON.parse(textAt(metadata.annotations, LAST_APPLIED) || '{}') as JsonObject;
}

function noted({ metadata, spec }: Workload, manifest: JsonObject, namespace: string): Workload {
  const written = objectAt(manifest, 'metadata');
  const { [LAST_APPLIED]: _, ...annotations } = objectAt(written, 'annotations');
  const whole = asGoWrites({ ...manifest, metadata: { ...written, annotations, namespace } });
  return { metadata: { ...metadata, annotations: { ...metadata.annotations, [LAST_APPLIED]: `${whole}\n` } }, spec };
}

// As Go writes it: keys sorted, what is empty kept.
function asGoWrites(value: Json): string {
  return canonicalJson(value).replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
