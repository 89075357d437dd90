import { containerOfPath } from '#libs/history';
import type { BlameRow, ChangeRow, ImageRunRow } from '#libs/postgres';
import type { Row } from './csv.js';

type Known = ReadonlyMap<string, ChangeRow>;

/** A change with all that the audit list tells of it, in one level. */
export function changeRow(row: ChangeRow): Row {
  const { change, occurredAt, recordedAt, cluster, namespace, kind, name, uid, source, cause, summary } = row;
  const { subject: actor, groups, impersonator = null } = row.actor;
  const { userAgent = null, address = null, command = null } = row.provenance ?? {};
  const { session, idempotencyKey } = row;
  return {
    ...{ change, occurredAt, recordedAt, cluster, namespace, kind, name, uid, actor, groups, impersonator },
    ...{ source, cause, summary, userAgent, address, command, session, idempotencyKey },
  };
}

export function blameRow({ path, after: value, before, removed, change }: BlameRow, known: Known): Row {
  const made = known.get(change);
  const by = { occurredAt: made?.occurredAt, actor: made?.actor.subject, cause: made?.cause, summary: made?.summary };
  return { path, container: containerOfPath(path) ?? null, value, before, removed, change, ...by };
}

export function imageRunRow({ streamId: _, ...run }: ImageRunRow, known: Known): Row {
  const brought = saidOf(known.get(run.broughtIn));
  const taken = saidOf(known.get(run.takenOut ?? ''));
  return {
    ...{ ...run, broughtInBy: brought.actor, broughtInCause: brought.cause },
    ...{ takenOutBy: taken.actor, takenOutCause: taken.cause },
  };
}

function saidOf(change: ChangeRow | undefined) {
  return { actor: change?.actor.subject ?? null, cause: change?.cause ?? null };
}
