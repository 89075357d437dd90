import type { Deployment, JsonObject } from '#libs/kubernetes';
import { CHANGE_CAUSE, LAST_APPLIED } from './command/annotations.js';
import { deploymentObject } from './command/deployment-object.js';
import { otherMetadata } from './command/events-between.js';
import { diffFields } from './diff/diff-fields.js';
import type { FieldChange } from './diff/field-change.js';

/** Parts a summary names before it counts the rest. */
const MOST_PARTS = 5;

/**
 * What a change did, in one line for the audit list: `image of web: nginx:1.24 -> nginx:1.25; replicas: 2 -> 3`.
 * Values are said only where they cannot be a secret: images, numbers, booleans and the strategy's type.
 */
export function summarise(before: Deployment, after: Deployment): string {
  return (
    summariseFields(comparable(before), comparable(after)) ||
    `change cause of the current revision: ${after.annotations[CHANGE_CAUSE] ?? 'none'}`
  );
}

/** What differs between two objects, in one line; empty when nothing does. */
export function summariseFields(before: JsonObject, after: JsonObject): string {
  const parts = diffFields(before, after).map(part);
  const more = parts.length - MOST_PARTS;
  return more > 0 ? `${parts.slice(0, MOST_PARTS).join('; ')}; and ${more} more` : parts.join('; ');
}

/** What a new Deployment runs: `created: web nginx:1.24, 3 replicas`. */
export function summariseCreation({ spec }: Deployment): string {
  const containers = spec.template.spec.containers.map(({ name, image }) => `${name} ${image ?? ''}`.trim());
  return `created: ${containers.join(', ')}, ${spec.replicas} ${spec.replicas === 1 ? 'replica' : 'replicas'}`;
}

// The cause is said beside the summary, and last-applied is nobody's wish. With empty maps where there are none, so that a first label is named like every other.
function comparable(deployment: Deployment): JsonObject {
  const { [LAST_APPLIED]: _applied, [CHANGE_CAUSE]: _cause, ...annotations } = deployment.annotations;
  const object = deploymentObject(deployment);
  return { ...object, metadata: { labels: deployment.labels, annotations, ...otherMetadata(deployment) } };
}

function part(change: FieldChange): string {
  const { kind, before, after } = change;
  const subject = subjectOf(change);
  if (subject === 'paused') return kind === 'removed' ? 'resumed' : 'paused';
  if (kind === 'changed' && isPlain(change))
    return `${subject}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`.replaceAll('"', '');
  return `${subject} ${kind}`;
}

function subjectOf({ path, container }: FieldChange): string {
  const inContainer = /ontainers\[name="[^"]*"\](?:\.(.*))?$/.exec(path);
  if (inContainer && container !== undefined) {
    const [, field] = inContainer;
    return field === undefined ? `container ${container}` : `${containerField(field)} of ${container}`;
  }
  const key = /^metadata\.(label|annotation)s(?:\["(.*)"\]|\.(.*))$/.exec(path);
  if (key) return `${key[1] ?? ''} ${key[2] ?? key[3] ?? ''}`;
  return path.replace(/^spec\./, '');
}

function containerField(field: string): string {
  const variable = /^env\[name="([^"]*)"\]/.exec(field);
  return variable ? `env ${variable[1] ?? ''}` : field;
}

function isPlain({ path, before, after }: FieldChange): boolean {
  if (/\.image$|^spec\.strategy\./.test(path)) return true;
  return [before, after].every((value) => typeof value === 'number' || typeof value === 'boolean');
}
