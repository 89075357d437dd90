import { byteOrder } from '../byte-order.js';
import type { JsonObject } from '../json.js';
import { type Comparison, compareFields } from './compare-fields.js';
import { type FieldManager, type FieldManagers, isSameManager } from './field-managers.js';
import { typeNode } from './field-node.js';
import { differenceOf, isEmptySet, NO_FIELDS, unionOf } from './field-set.js';
import { UNOWNED_FIELDS } from './unowned-fields.js';

/** Who writes; without a time the entry bears none. */
export type FieldWriter = Omit<FieldManager, 'fields'>;

/** An object before and after a write, without its status and managedFields. */
export type ObjectChange = Readonly<{ type: string; before: JsonObject; after: JsonObject }>;

/**
 * Who owns what after a write that is no apply: what came or changed is the writer's and nobody else's, what went is nobody's
 * (structured-merge-diff, merge/update.go `Update`).
 */
export function managersAfterUpdate(
  managers: FieldManagers,
  { type, before, after }: ObjectChange,
  writer: FieldWriter,
): FieldManagers {
  const comparison = compareFields(typeNode(type), before, after);
  const others = withoutChanged(managers, comparison);
  const gained = differenceOf(unionOf(comparison.added, comparison.modified), UNOWNED_FIELDS);
  if (isEmptySet(gained)) return others;
  const previous = others.find((entry) => isSameManager(entry, writer))?.fields ?? NO_FIELDS;
  const rest = others.filter((entry) => !isSameManager(entry, writer));
  return capped([...rest, { ...writer, fields: unionOf(previous, gained) }]);
}

/** The managers without what came, changed or went; who has nothing left is gone. */
export function withoutChanged(managers: FieldManagers, { added, modified, removed }: Comparison): FieldManagers {
  const changed = unionOf(unionOf(added, modified), removed);
  return managers
    .map((entry) => ({ ...entry, fields: differenceOf(entry.fields, changed) }))
    .filter(({ fields }) => !isEmptySet(fields));
}

/** Managers that update, at most; beyond, the oldest become one. */
const MOST_UPDATERS = 10;

const OLD_UPDATES = 'ancient-changes';

/** Keeps the list short (managedfields/internal/capmanagers.go): the oldest updaters are joined until ten are left. */
function capped(managers: FieldManagers): FieldManagers {
  const updaters = managers.filter(({ operation }) => operation === 'Update').sort(byAge);
  const tooMany = updaters.length - MOST_UPDATERS;
  if (tooMany <= 0) return managers;
  const joined = updaters.slice(0, tooMany + 1);
  const [{ apiVersion, time }] = joined.slice(-1) as [FieldManager];
  const fields = joined.reduce((set, entry) => unionOf(set, entry.fields), NO_FIELDS);
  const bucket: FieldManager = { manager: OLD_UPDATES, operation: 'Update', apiVersion, ...(time && { time }), fields };
  return [...managers.filter((entry) => !joined.includes(entry)), bucket];
}

function byAge(a: FieldManager, b: FieldManager): number {
  return byteOrder(a.time ?? '', b.time ?? '') || byteOrder(a.manager, b.manager);
}
