import type {
  ControllerEventRow,
  DeploymentRow,
  DeploymentSpan,
  Moment,
  PodSpan,
  ReplicaSetSpan,
  RevisionRow,
  RolloutRow,
  ViewWrites,
} from '#libs/projections';
import { rowsText } from './rows-text.js';
import type { ViewTableName } from './view-tables.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows as JSON texts that Postgres reads as rows of its tables. */
export function viewRows(writes: ViewWrites): Readonly<Record<ViewTableName, string>> {
  return {
    deployment: rowsText([deploymentRow(writes.deployment)]),
    deployment_span: rowsText(writes.deploymentSpans.map(deploymentSpanRow)),
    replica_set_span: rowsText(writes.replicaSetSpans.map(replicaSetSpanRow)),
    pod_span: rowsText(writes.podSpans.map(podSpanRow)),
    revision: rowsText(writes.revisions.map(revisionRow)),
    rollout: rowsText(writes.rollouts.map(rolloutRow)),
    controller_event: rowsText(writes.controllerEvents.map(controllerEventRow)),
  };
}

/**
 * A moment as Postgres reads it: `2026-11-21T10:00:00.000Z`, `infinity`; years above 9999 too, for a model may run into
 * them.
 */
export function timestamp(moment: Moment): string {
  if (moment === Infinity || moment > MOST_DATE) return 'infinity';
  if (moment === -Infinity) return '-infinity';
  return new Date(moment).toISOString().replace(/^\+0*/, '');
}

// The last millisecond JavaScript's Date knows.
const MOST_DATE = 8_640_000_000_000_000;

function deploymentRow(row: DeploymentRow): Row {
  const { createdAt, createdChange, deletedAt, deletedChange, goneAt, quietAt, ...others } = row;
  const { templateHash, lastChange, lastChangedAt, ...same } = others;
  return {
    ...same,
    created_at: timestamp(createdAt),
    created_change: String(createdChange),
    deleted_at: optional(deletedAt),
    gone_at: optional(goneAt),
    quiet_at: timestamp(quietAt),
    deleted_change: deletedChange === undefined ? null : String(deletedChange),
    template_hash: bytes(templateHash),
    last_change: String(lastChange),
    last_changed_at: timestamp(lastChangedAt),
    position: String(row.position),
  };
}

function deploymentSpanRow({ validFrom, validTo, ...same }: DeploymentSpan): Row {
  return { ...same, valid_from: timestamp(validFrom), valid_to: timestamp(validTo) };
}

function replicaSetSpanRow(row: ReplicaSetSpan): Row {
  const { validFrom, validTo, createdAt, podTemplateHash, templateHash, observedGeneration, ...others } = row;
  const { minReadySeconds = 0, deletedAt, orphaned = false, ...same } = others;
  return {
    ...same,
    valid_from: timestamp(validFrom),
    valid_to: timestamp(validTo),
    created_at: timestamp(createdAt),
    pod_template_hash: podTemplateHash,
    template_hash: bytes(templateHash),
    observed_generation: observedGeneration,
    min_ready_seconds: minReadySeconds,
    deleted_at: optional(deletedAt),
    orphaned,
  };
}

function podSpanRow({ validFrom, validTo, createdAt, readySince, deletedAt, replicaSet, ...same }: PodSpan): Row {
  return {
    ...same,
    valid_from: timestamp(validFrom),
    valid_to: timestamp(validTo),
    created_at: timestamp(createdAt),
    replica_set: replicaSet,
    ready_since: optional(readySince),
    deleted_at: optional(deletedAt),
  };
}

function revisionRow(row: RevisionRow): Row {
  return {
    number: row.number,
    created_at: timestamp(row.createdAt),
    change: String(row.change),
    template_hash: bytes(row.templateHash),
    pod_template_hash: row.podTemplateHash,
    replica_set: row.replicaSet,
    images: row.images,
    restored_from: row.restoredFrom,
    superseded_by: row.supersededBy,
    superseded_at: optional(row.supersededAt),
    forgotten_at: optional(row.forgottenAt),
  };
}

function rolloutRow(row: RolloutRow): Row {
  return {
    change: String(row.change),
    from_revision: row.fromRevision,
    to_revision: row.toRevision,
    started_at: timestamp(row.startedAt),
    ended_at: optional(row.endedAt),
    outcome: row.outcome,
    lowest_available: row.lowestAvailable,
    most_pods: row.mostPods,
    steps: row.steps.map((step) => ({ ...step, at: timestamp(step.at) })),
    reason: row.hindrance?.reason,
    message: row.hindrance?.message,
    hindered_since: optional(row.hindrance?.since),
  };
}

function controllerEventRow({ at, firstAt, isNew, ...same }: ControllerEventRow): Row {
  return { ...same, at: timestamp(at), first_at: timestamp(firstAt), is_new: isNew };
}

function optional(moment: Moment | undefined): string | null {
  return moment === undefined ? null : timestamp(moment);
}

function bytes(hex: string): string {
  return `\\x${hex}`;
}
