import { byteOrder } from '../byte-order.js';
import type { FieldManager, FieldManagers } from './field-managers.js';
import { pathText } from './field-path.js';
import { pathsOf } from './field-set.js';

/** One field that an apply would change and another manager owns. */
type FieldConflict = Readonly<{ owner: string; field: string }>;

/** An apply that would change what others own, in the API server's words; `force` takes the fields over. */
export class FieldManagerConflict extends Error {
  readonly code = 'FieldManagerConflict';
  /** As in `details.causes` of the Status. */
  readonly causes: readonly Readonly<{ reason: 'FieldManagerConflict'; message: string; field: string }>[];
  constructor(readonly conflicting: FieldManagers) {
    const conflicts = conflictsWith(conflicting);
    super(messageOf(conflicts));
    this.causes = conflicts.map(({ owner, field }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${owner}`,
      field,
    }));
  }
}

function conflictsWith(managers: FieldManagers): readonly FieldConflict[] {
  return [...managers]
    .sort((a, b) => byteOrder(a.manager, b.manager))
    .flatMap((entry) => pathsOf(entry.fields).map((path) => ({ owner: ownerText(entry), field: pathText(path) })));
}

function messageOf(conflicts: readonly FieldConflict[]): string {
  const [first] = conflicts;
  if (first !== undefined && conflicts.length === 1)
    return `Apply failed with 1 conflict: conflict with ${first.owner}: ${first.field}`;
  const owners = [...new Set(conflicts.map(({ owner }) => owner))];
  const lines = owners.flatMap((owner) => [
    `conflicts with ${owner}:`,
    ...conflicts.filter((conflict) => conflict.owner === owner).map(({ field }) => `- ${field}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function ownerText({ manager, operation, apiVersion, subresource }: FieldManager): string {
  const name =
    JSON.stringify(manager) + (subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`);
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}
