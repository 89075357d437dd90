import { type DeploymentState, evolve, ownersOf, parseEvent, shownMetadata } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import type { DeploymentRow, LatestEventRow, Reads } from '#libs/postgres';
import { CHANGE_KINDS } from '../change/change-filter.types.js';
import { groupBy } from '../graphql/group-by.js';
import type { Loaders } from '../graphql/loaders.js';
import { imagesOf } from '../revision/container-nodes.js';

/**
 * Rows of the view as they were at a moment. The view has people's newest word; what was said before the moment is
 * folded from the log, for the rows that changed since.
 */
export async function rowsAt<Row extends DeploymentRow>(
  rows: readonly Row[],
  at: Date,
  { reads, loaders }: Readonly<{ reads: Pick<Reads, 'readLatestEventsAt'>; loaders: Pick<Loaders, 'templates'> }>,
): Promise<readonly Row[]> {
  const changed = rows.filter(({ lastChangedAt }) => lastChangedAt > at);
  if (changed.length === 0) return rows;
  const streams = changed.map(({ streamId }) => streamId);
  const events = groupBy(
    await reads.readLatestEventsAt(streams, { at, types: CHANGE_KINDS }),
    ({ streamId }) => streamId,
  );
  return Promise.all(
    rows.map(async (row) => {
      const past = events.get(row.streamId);
      return past === undefined ? row : rowAfter(row, past, loaders);
    }),
  );
}

/** A row as the newest events of each type make it. */
export async function rowAfter<Row extends DeploymentRow>(
  row: Row,
  events: readonly LatestEventRow[],
  loaders: Pick<Loaders, 'templates'>,
): Promise<Row> {
  const state = await fold(events, loaders);
  const { template, ...spec } = state.deployment.spec;
  return {
    ...row,
    labels: state.deployment.labels,
    annotations: state.deployment.annotations,
    metadata: shownMetadata(state),
    owners: ownersOf(state),
    images: imagesOf(template),
    spec,
    templateHash: events.findLast(bringsTemplate)?.templateHash ?? row.templateHash,
    position: events.at(-1)?.position ?? row.position,
  };
}

// What was taken over has a template of its own.
function bringsTemplate({ type, templateHash }: LatestEventRow): boolean {
  return templateHash !== null && type !== 'ReplicaSetAdopted';
}

async function fold(rows: readonly LatestEventRow[], loaders: Pick<Loaders, 'templates'>): Promise<DeploymentState> {
  const events = await Promise.all(
    rows.map(async ({ templateHash, type, schemaVersion, payload }) => {
      const template =
        templateHash === null ? undefined : ((await loaders.templates.load(templateHash)) as unknown as JsonObject);
      return parseEvent({ type, schemaVersion, payload, ...(template !== undefined && { template }) });
    }),
  );
  const state = events.reduce<DeploymentState | undefined>(evolve, undefined);
  if (state === undefined) throw new Error('a stream has no event at a moment at which it has a change');
  return state;
}
