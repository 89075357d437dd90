import { LRUCache } from 'lru-cache';
import { managersOf } from '#libs/history';
import { type DeploymentSpec, type JsonObject, writeManagedFields } from '#libs/kubernetes';
import type { DeploymentRow } from '#libs/postgres';

/** Who among people owns the fields of a Deployment, as `managedFields` says it. */
export function recordedManagers(row: DeploymentRow, spec: DeploymentSpec): readonly JsonObject[] {
  const key = keyOf(row);
  const known = written.get(key);
  if (known !== undefined) return entriesOf(known);
  const { namespace, name, labels, annotations, metadata, owners } = row;
  const deployment = { namespace, name, labels, annotations, spec, ...metadata };
  const entries = writeManagedFields(
    managersOf(owners.managers, { deployment, annotatedFirst: owners.annotatedFirst }),
  );
  written.set(key, { text: JSON.stringify(entries), entries: new WeakRef(entries) });
  return entries;
}

type Entries = readonly JsonObject[];

type Written = { readonly text: string; entries: WeakRef<Entries> };

// By content, for it costs a third of a millisecond, and lists are long: as texts, which take a tenth of the room, and as what was
// read of them for as long as the garbage collector leaves it.
const written = new LRUCache<string, Written>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: ({ text }, key) => text.length + key.length,
});

function entriesOf(known: Written): Entries {
  const held = known.entries.deref();
  if (held !== undefined) return held;
  const entries = JSON.parse(known.text) as Entries;
  known.entries = new WeakRef(entries);
  return entries;
}

// All that the answer can depend on; of labels and annotations the values do not matter.
function keyOf({ labels, annotations, metadata, owners, spec, templateHash }: DeploymentRow): string {
  return JSON.stringify([templateHash, owners, spec, metadata, Object.keys(labels), Object.keys(annotations)]);
}
