import { canonicalJson, type Json, type JsonObject, type PodTemplate, type StringMap } from '#libs/kubernetes';
import { CHANGE_CAUSE, LAST_APPLIED } from '../command/annotations.js';
import type { DeploymentState } from '../deployment-state.js';
import type { FieldChange } from './field-change.js';
import { containerOfPath } from './field-path.js';
import { leafFields, type LeafFields } from './leaf-fields.js';

/**
 * The fields that differ between two states of a Deployment, leaf by leaf: where `diffFields` says that a container was added, this
 * says so of its image, of each of its variables and so on. What is not there before the creation is added by it.
 * The change cause and kubectl's note of what was last applied are nobody's wish, and no fields here.
 */
export function fieldChanges(before: DeploymentState | undefined, after: DeploymentState): readonly FieldChange[] {
  const [old, fresh] = [partsOf(before?.deployment), partsOf(after.deployment)];
  return PARTS.flatMap((part) =>
    old[part] === fresh[part] ? [] : leafChanges(leaves(part, old[part]), leaves(part, fresh[part])),
  );
}

const PARTS = ['metadata', 'metadata.labels', 'metadata.annotations', 'spec', 'spec.template'] as const;
type Part = (typeof PARTS)[number];

// Events replace whole parts: one that no event touched is the same object, and need not be looked through.
function partsOf(deployment: DeploymentState['deployment'] | undefined): Readonly<Partial<Record<Part, object>>> {
  if (deployment === undefined) return {};
  const { labels, annotations, spec, ...metadata } = deployment;
  return {
    metadata,
    'metadata.labels': labels,
    'metadata.annotations': annotations,
    spec,
    'spec.template': spec.template,
  };
}

function leaves(part: Part, value: object | undefined): LeafFields {
  if (value === undefined) return NONE;
  switch (part) {
    case 'metadata':
    case 'metadata.labels':
    case 'metadata.annotations':
      return withoutEmpty(wishes(value as StringMap), part);
    case 'spec': {
      const { template: _, ...rest } = value as Readonly<{ template: PodTemplate }>;
      return leafFields(rest, part);
    }
    case 'spec.template':
      return leafFields(value as JsonObject, part);
  }
}

const NONE: LeafFields = new Map();

function wishes({ [LAST_APPLIED]: _applied, [CHANGE_CAUSE]: _cause, ...rest }: StringMap): StringMap {
  return rest;
}

// No label at all is no field.
function withoutEmpty(map: StringMap, path: string): LeafFields {
  return Object.keys(map).length === 0 ? NONE : leafFields(map, path);
}

function leafChanges(before: LeafFields, after: LeafFields): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(path), after.get(path)];
    if (was !== is && canonicalJson(was) !== canonicalJson(is)) changes.push(leafChange(path, was, is));
  }
  return changes;
}

function leafChange(path: string, before: Json | undefined, after: Json | undefined): FieldChange {
  const container = containerOfPath(path);
  const place = { path, ...(container !== undefined && { container }) };
  if (before === undefined) return { ...place, kind: 'added', ...(after !== undefined && { after }) };
  if (after === undefined) return { ...place, kind: 'removed', before };
  return { ...place, kind: 'changed', before, after };
}
