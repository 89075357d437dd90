import type { PodTemplate } from './deployment.js';
import { type GoField, goStruct } from './hash/go-struct.js';
import type { Json, JsonObject } from './json.js';
import { compareQuantities } from './quantity/compare-quantities.js';
import { parseQuantity } from './quantity/parse-quantity.js';
import { sameJson } from './same-json.js';
import { scalarText } from './scalar-text.js';
import { elementType, shapeOf } from './schema/api-type.js';
import { NEWEST_RELEASE } from './release.js';

/** Whether two values of one Go type mean the same; `undefined` and `null` are Go's zero value. */
type Equal = (a: Json | undefined, b: Json | undefined) => boolean;

const HASH_LABEL = 'pod-template-hash';

/**
 * Whether the Deployment controller takes two templates for the same one (deployment_util.go, `EqualIgnoreHash`): the label
 * pod-template-hash does not count, empty lists and maps equal absent ones, 1000m equals 1, false equals absent where Go has
 * no pointer. An absent pointer does not equal an empty object: `emptyDir: {}` is something.
 */
export function templatesEqual(a: PodTemplate, b: PodTemplate): boolean {
  return a === b || equalityOf('v1.PodTemplateSpec')(withoutHash(a), withoutHash(b));
}

function withoutHash(template: PodTemplate): JsonObject {
  const labels = template.metadata?.labels;
  if (labels?.[HASH_LABEL] === undefined) return template;
  const { [HASH_LABEL]: _, ...others } = labels;
  return { ...template, metadata: { ...template.metadata, labels: others } };
}

const known = new Map<string, Equal>();

function equalityOf(type: string): Equal {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made = compile(type);
  known.set(type, made);
  return made;
}

function compile(type: string): Equal {
  const shape = shapeOf(type);
  if (shape === 'pointer') return pointersEqual(equalityOf(elementType(type)));
  if (shape === 'list') return listsEqual(equalityOf(elementType(type)));
  if (shape === 'map') return mapsEqual(equalityOf(elementType(type)));
  if (type === 'resource.Quantity') return quantitiesEqual;
  const fields = type === 'v1.FieldsV1' ? undefined : goStruct(type, NEWEST_RELEASE);
  return fields === undefined ? scalarsEqual(ZEROS[type] ?? '') : structsEqual(fields);
}

const ZEROS: JsonObject = { bool: false, int32: 0, int64: 0, 'intstr.IntOrString': 0 };

function scalarsEqual(zero: Json): Equal {
  return (a, b) => (a ?? zero) === (b ?? zero) || sameJson(a, b);
}

function pointersEqual(equal: Equal): Equal {
  return (a, b) => ((a ?? undefined) === undefined) === ((b ?? undefined) === undefined) && equal(a, b);
}

function listsEqual(equal: Equal): Equal {
  return (a, b) => {
    const [left, right] = [(a ?? []) as readonly Json[], (b ?? []) as readonly Json[]];
    return left.length === right.length && left.every((element, index) => equal(element, right[index]));
  };
}

function mapsEqual(equal: Equal): Equal {
  return (a, b) => {
    const [left, right] = [(a ?? {}) as JsonObject, (b ?? {}) as JsonObject];
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
    );
  };
}

const quantitiesEqual: Equal = (a, b) =>
  (a ?? '0') === (b ?? '0') ||
  compareQuantities(parseQuantity(scalarText(a ?? 0)), parseQuantity(scalarText(b ?? 0))) === 0;

function structsEqual(fields: readonly GoField[]): Equal {
  let compiled: readonly Readonly<{ json: string; equal: Equal }>[] | undefined;
  return (a, b) => {
    if (a === b) return true;
    compiled ??= fields.map(({ json, type }) => ({ json, equal: equalityOf(type) }));
    const [left, right] = [(a ?? {}) as JsonObject, (b ?? {}) as JsonObject];
    return compiled.every(({ json, equal }) => {
      if (json === '') return equal(a, b);
      return left[json] === right[json] || equal(left[json], right[json]);
    });
  };
}
