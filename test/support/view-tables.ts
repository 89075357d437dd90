import type { ViewWrites } from '#libs/projections';
import { START } from './history.js';

/** Rows as lines of text, moments as seconds after START, `oo` for never. */
type Rows = Pick<
  ViewWrites,
  'deploymentSpans' | 'replicaSetSpans' | 'podSpans' | 'revisions' | 'rollouts' | 'controllerEvents'
>;

export function seconds(moment: number | undefined): string {
  if (moment === undefined) return '-';
  return moment === Infinity ? 'oo' : String((moment - START) / 1000);
}

/** `from-to revision generation ready/available of replicas, updated` and the conditions. */
export function deploymentLines({ deploymentSpans }: Rows): readonly string[] {
  return sorted(deploymentSpans, ({ validFrom }) => validFrom).map(
    ({ validFrom, validTo, revision, generation, status }) => {
      const { readyReplicas, availableReplicas, replicas, updatedReplicas, conditions } = status as Status;
      const said = conditions.map(({ type, status: truth, reason }) => `${type}=${truth}/${reason}`).sort();
      const counts = `${readyReplicas}/${availableReplicas} of ${replicas}, ${updatedReplicas} new`;
      return `${seconds(validFrom)}-${seconds(validTo)} revision ${revision ?? '-'} generation ${generation} ${counts} ${said.join(' ')}`;
    },
  );
}

type Status = Readonly<{
  readyReplicas: number;
  availableReplicas: number;
  replicas: number;
  updatedReplicas: number;
  conditions: readonly Readonly<{ type: string; status: string; reason: string }>[];
}>;

/** `from-to name revision desired current ready available terminating` */
export function replicaSetLines({ replicaSetSpans }: Rows): readonly string[] {
  return sorted(replicaSetSpans, ({ name, validFrom }) => `${name} ${validFrom}`).map(
    ({ name, validFrom, validTo, revision, desired, current, ready, available, terminating }) =>
      `${seconds(validFrom)}-${seconds(validTo)} ${name} revision ${revision ?? '-'} ${[desired, current, ready, available, terminating].join(' ')}`,
  );
}

/** `from-to ReplicaSet status ready`, counted where several are the same. */
export function podLines({ podSpans }: Rows): readonly string[] {
  const lines = sorted(podSpans, ({ replicaSet, validFrom, validTo }) => `${validFrom} ${replicaSet} ${validTo}`).map(
    ({ replicaSet, validFrom, validTo, status, ready }) =>
      `${seconds(validFrom)}-${seconds(validTo)} ${replicaSet} ${status}${ready ? ' ready' : ''}`,
  );
  return counted(lines);
}

/** What `kubectl get pod` would show at a moment. */
export function podsAt({ podSpans }: Rows, atSeconds: number): readonly string[] {
  const at = START + atSeconds * 1000;
  const there = podSpans.filter(({ validFrom, validTo }) => validFrom <= at && at < validTo);
  const line = ({ replicaSet, status, createdAt }: (typeof there)[number]) =>
    `${replicaSet} ${status} ${(at - createdAt) / 1000}s`;
  return counted(there.map(line).sort());
}

/** `number at ReplicaSet by change`, and what became of it. */
export function revisionLines({ revisions }: Rows): readonly string[] {
  return sorted(revisions, ({ createdAt, number }) => `${createdAt} ${number}`).map((row) => {
    const fate = [
      row.restoredFrom === undefined ? [] : `restored from ${row.restoredFrom}`,
      row.supersededBy === undefined ? [] : `superseded by ${row.supersededBy} at ${seconds(row.supersededAt)}`,
      row.forgottenAt === undefined ? [] : `forgotten at ${seconds(row.forgottenAt)}`,
    ].flat();
    return [`${row.number} at ${seconds(row.createdAt)} ${row.images.join(',')} by ${row.change}`, ...fate].join(', ');
  });
}

/** `from->to by change at start-end outcome, lowest available, most pods` */
export function rolloutLines({ rollouts }: Rows): readonly string[] {
  return sorted(rollouts, ({ startedAt }) => startedAt).map(
    (row) =>
      `${row.fromRevision ?? '-'}->${row.toRevision} by ${row.change} at ${seconds(row.startedAt)}-${seconds(row.endedAt)} ` +
      `${row.outcome ?? 'open'}, lowest ${row.lowestAvailable}, most ${row.mostPods}`,
  );
}

/** `at ReplicaSet from->to rule` of the rollout to a revision. */
export function stepLines({ rollouts }: Rows, toRevision: number): readonly string[] {
  const steps = rollouts.findLast((rollout) => rollout.toRevision === toRevision)?.steps ?? [];
  return steps.map(({ at, replicaSet, from, to, rule }) => `${seconds(at)} ${replicaSet} ${from}->${to} ${rule}`);
}

/** `number at source reason object: message` */
export function eventLines({ controllerEvents }: Rows): readonly string[] {
  return controllerEvents.map(
    ({ number, at, type, source, reason, object, message }) =>
      `${number} ${seconds(at)} ${type} ${source} ${reason} ${object}: ${message}`,
  );
}

function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => string | number): readonly Row[] {
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function counted(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => (count === 1 ? line : `${count}x ${line}`));
}
