import { canonicalJson } from '../canonical-json.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { compareFields } from './compare-fields.js';
import { FieldManagerConflict } from './field-conflict.js';
import { type FieldManager, type FieldManagers, isSameManager } from './field-managers.js';
import { type FieldNode, typeNode } from './field-node.js';
import { differenceOf, type FieldSet, intersectionOf, isEmptySet, NO_FIELDS, unionOf } from './field-set.js';
import { fieldsOf, withNamedParents } from './fields-of.js';
import { mergeFields } from './merge-fields.js';
import { removeFields } from './remove-fields.js';
import { UNOWNED_FIELDS } from './unowned-fields.js';
import { type FieldWriter, managersAfterUpdate, withoutChanged } from './update-managers.js';

/** A server-side apply of a configuration to the object that lives, both without status and managedFields. */
export type FieldApply = Readonly<{
  type: string;
  live: JsonObject;
  /** What an object of the type is before anything is written into it. */
  empty: JsonObject;
  config: JsonObject;
  writer: FieldWriter;
  force: boolean;
}>;

export type Applied = Readonly<{ object: JsonObject; managers: FieldManagers }>;

/**
 * Server-side apply (structured-merge-diff, merge/update.go `Apply`): the configuration is laid over the object, fields go that
 * its manager applied before, no longer applies and nobody else owns, and what it names is its own from then on.
 * @throws FieldManagerConflict
 */
export function applyFields(managers: FieldManagers, apply: FieldApply): Applied {
  const { type, live, empty, config, writer, force } = apply;
  const node = typeNode(type);
  const known =
    managers.length > 0
      ? managers
      : managersAfterUpdate([], { type, before: empty, after: live }, unknownOwner(writer));
  const set = fieldsOf(node, config);
  const last = known.find((entry) => isSameManager(entry, writer))?.fields ?? NO_FIELDS;
  const others = known.filter((entry) => !isSameManager(entry, writer));
  const owned = others.reduce((union, entry) => unionOf(union, entry.fields), set);
  const object = objectOf(pruned(node, mergeFields(node, live, config) ?? null, { last, owned }));
  const left = othersAfter(others, { node, live, object, force });
  const isSame = canonicalJson(object) === canonicalJson(live);
  return { object, managers: [...left, ...applierAfter(known, { writer, set, isSame })] };
}

/** Owner of what an object without managedFields had. */
function unknownOwner({ apiVersion, time }: FieldWriter): FieldWriter {
  return { manager: 'before-first-apply', operation: 'Update', apiVersion, ...(time !== undefined && { time }) };
}

function pruned(node: FieldNode, merged: Json, { last, owned }: Readonly<{ last: FieldSet; owned: FieldSet }>): Json {
  if (isEmptySet(last)) return merged;
  const named = (set: FieldSet): FieldSet => withNamedParents(node, set);
  const present = named(fieldsOf(node, merged));
  const cut = removeFields(node, merged, named(last));
  const claimed = unionOf(named(fieldsOf(node, cut)), named(owned));
  const kept = removeFields(node, merged, differenceOf(present, claimed));
  const gone = differenceOf(present, named(fieldsOf(node, kept)));
  return removeFields(node, merged, intersectionOf(gone, named(last)));
}

type Change = Readonly<{ node: FieldNode; live: JsonObject; object: JsonObject; force: boolean }>;

function othersAfter(others: FieldManagers, { node, live, object, force }: Change): FieldManagers {
  const comparison = compareFields(node, live, object);
  const changed = unionOf(comparison.added, comparison.modified);
  const conflicting = others
    .map((entry) => ({ ...entry, fields: intersectionOf(entry.fields, changed) }))
    .filter(({ fields }) => !isEmptySet(fields));
  if (conflicting.length > 0 && !force) throw new FieldManagerConflict(conflicting);
  return withoutChanged(others, comparison);
}

type Applier = Readonly<{ writer: FieldWriter; set: FieldSet; isSame: boolean }>;

// An apply that changes nothing does not count as a write: the entry keeps the time it had.
function applierAfter(known: FieldManagers, { writer, set, isSame }: Applier): FieldManagers {
  const fields = differenceOf(set, UNOWNED_FIELDS);
  if (isEmptySet(fields)) return [];
  const { time: now, ...identity } = writer;
  const time = isSame ? known.find((entry) => isSameManager(entry, writer))?.time : now;
  const entry: FieldManager = { ...identity, ...(time !== undefined && { time }), fields };
  return [entry];
}
