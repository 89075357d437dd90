import { byteOrder } from '../byte-order.js';
import type { Json, JsonObject } from '../json.js';
import { isJsonList, isJsonObject, objectOf } from '../json-shape.js';
import { type Applied, applyFields, type FieldApply } from './apply-fields.js';
import { compareFields } from './compare-fields.js';
import { FieldManagerConflict } from './field-conflict.js';
import type { FieldManagers } from './field-managers.js';
import { typeNode } from './field-node.js';
import { differenceOf, type FieldSet, isEmptySet, unionOf } from './field-set.js';
import { fieldsOf } from './fields-of.js';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * `applyFields`, and what the API server does besides for the manager `kubectl`, whose objects may have been applied by the
 * client before (managedfields/internal/lastappliedmanager.go, lastappliedupdater.go): what the object still has as last applied
 * is no conflict, and the annotation is kept true.
 * @throws FieldManagerConflict
 */
export function serverSideApply(managers: FieldManagers, apply: FieldApply): Applied {
  if (apply.writer.manager !== 'kubectl') return applyFields(managers, apply);
  const applied = applyOverClientSide(managers, apply);
  return { ...applied, object: withLastApplied(applied.object, apply.config) };
}

function applyOverClientSide(managers: FieldManagers, apply: FieldApply): Applied {
  try {
    return applyFields(managers, apply);
  } catch (error) {
    const own = stillAsApplied(apply);
    if (!(error instanceof FieldManagerConflict) || own === undefined) throw error;
    const others = error.conflicting
      .map((entry) => ({ ...entry, fields: differenceOf(entry.fields, own) }))
      .filter(({ fields }) => !isEmptySet(fields));
    if (others.length > 0) throw new FieldManagerConflict(others);
    return applyFields(managers, { ...apply, force: true });
  }
}

/** The fields that were applied by the client and are still as they were then. */
function stillAsApplied({ type, live, writer: { apiVersion } }: FieldApply): FieldSet | undefined {
  const applied = parsed(lastAppliedOf(live));
  if (applied?.apiVersion !== apiVersion) return undefined;
  const node = typeNode(type);
  const { added, modified, removed } = compareFields(node, applied, live);
  return differenceOf(fieldsOf(node, applied), unionOf(unionOf(added, modified), removed));
}

function withLastApplied(object: JsonObject, config: JsonObject): JsonObject {
  if (lastAppliedOf(object) === '') return object;
  const metadata = objectOf(object.metadata);
  const annotations = { ...objectOf(metadata.annotations), [LAST_APPLIED]: lastAppliedText(config) };
  return { ...object, metadata: { ...metadata, annotations } };
}

function lastAppliedText(config: JsonObject): string {
  const metadata = objectOf(config.metadata);
  if (!isJsonObject(metadata.annotations)) return goJson(config);
  const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations;
  return goJson({ ...config, metadata: { ...metadata, annotations } });
}

function lastAppliedOf({ metadata }: JsonObject): string {
  const text = objectOf(objectOf(metadata).annotations)[LAST_APPLIED];
  return typeof text === 'string' ? text : '';
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // the annotation is anybody's to write
  }
}

// As Go's encoding/json: keys sorted, nulls kept, what HTML knows escaped, a line of its own.
function goJson(value: JsonObject): string {
  const text = JSON.stringify(sorted(value));
  return `${text.replace(/[<>&\u2028\u2029]/g, escaped)}\n`;
}

function sorted(value: Json): Json {
  if (isJsonList(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort(byteOrder);
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
