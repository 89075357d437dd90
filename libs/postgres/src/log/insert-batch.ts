import type pg from 'pg';
import type { PlacedBatch, PlacedChange } from './place-batch.js';
import type { TemplateRow } from './template-encoder.js';

/** Sends a placed batch as one statement a table; all are on their way before the first is answered. */
export function insertBatch(
  client: pg.Client,
  batch: PlacedBatch,
  templates: readonly TemplateRow[],
): readonly Promise<unknown>[] {
  const send = (name: string, text: string, columns: readonly unknown[][]) =>
    columns[0]?.length === 0 ? [] : [client.query({ name, text, values: [...columns] })];
  return [
    ...send('rollbook_insert_streams', INSERT_STREAMS, streamColumns(batch)),
    ...send('rollbook_end_streams', END_STREAMS, [
      batch.endedStreams.map(({ id }) => id),
      batch.endedStreams.map(({ endedAt }) => endedAt),
    ]),
    ...send('rollbook_insert_actors', INSERT_ACTORS, [
      batch.newActors.map(({ id }) => id),
      batch.newActors.map(({ digest }) => bytes(digest)),
      batch.newActors.map(({ body }) => body),
    ]),
    ...send('rollbook_insert_templates', INSERT_TEMPLATES, [
      templates.map(({ hash }) => bytes(hash)),
      templates.map(({ base }) => (base === null ? null : bytes(base))),
      templates.map(({ body }) => body),
    ]),
    ...send('rollbook_insert_changes', INSERT_CHANGES, changeColumns(batch.changes)),
    ...send('rollbook_insert_events', INSERT_EVENTS, eventColumns(batch.changes)),
  ];
}

const INSERT_STREAMS = `
  insert into log.stream (id, cluster, namespace, name, uid, opened_at, ended_at)
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])`;

function streamColumns({ newStreams }: PlacedBatch): unknown[][] {
  return [
    newStreams.map((stream) => stream.id),
    newStreams.map((stream) => stream.cluster),
    newStreams.map((stream) => stream.namespace),
    newStreams.map((stream) => stream.name),
    newStreams.map((stream) => stream.uid),
    newStreams.map((stream) => stream.openedAt),
    newStreams.map((stream) => stream.endedAt),
  ];
}

const END_STREAMS = `
  update log.stream s set ended_at = ended.at
  from unnest($1::int[], $2::bigint[]) ended(id, at) where s.id = ended.id`;

const INSERT_ACTORS = `
  insert into log.actor (id, digest, body) select * from unnest($1::int[], $2::bytea[], $3::json[])`;

// Another process may have stored the same template: by its hash it is the same.
const INSERT_TEMPLATES = `
  insert into log.pod_template (hash, base, body) select * from unnest($1::bytea[], $2::bytea[], $3::bytea[])
  on conflict (hash) do nothing`;

const INSERT_CHANGES = `
  insert into log.change (id, stream_id, actor_id, event_count, source, provenance, cause, summary,
    occurred_at, recorded_at, idempotency_key, idempotency_request)
  select id, stream_id, actor_id, event_count, source, provenance, cause, summary,
    timestamptz 'epoch' + occurred_at * interval '1 ms', timestamptz 'epoch' + recorded_at * interval '1 ms', key, request
  from unnest($1::bigint[], $2::int[], $3::int[], $4::smallint[], $5::text[], $6::json[], $7::text[], $8::text[],
    $9::bigint[], $10::bigint[], $11::text[], $12::bytea[])
    as row(id, stream_id, actor_id, event_count, source, provenance, cause, summary, occurred_at, recorded_at, key, request)`;

function changeColumns(changes: readonly PlacedChange[]): unknown[][] {
  return [
    changes.map(({ appended }) => appended.change),
    changes.map(({ appended }) => appended.stream.id),
    changes.map(({ actorId }) => actorId),
    changes.map(({ events }) => events.length),
    changes.map(({ prepared }) => prepared.change.source),
    changes.map(({ prepared }) => (prepared.provenance === '{}' ? null : prepared.provenance)),
    changes.map(({ prepared }) => prepared.change.cause),
    changes.map(({ prepared }) => prepared.change.summary),
    changes.map(({ prepared }) => prepared.change.occurredAt),
    changes.map(({ appended }) => appended.recordedAt),
    changes.map(({ prepared }) => prepared.change.idempotency?.key),
    changes.map(({ prepared }) => bytesOrNull(prepared.change.idempotency?.request)),
  ];
}

const INSERT_EVENTS = `
  insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload, template_hash, leaf_hash)
  select * from unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[], $5::smallint[], $6::text[], $7::json[], $8::bytea[], $9::bytea[])`;

function eventColumns(changes: readonly PlacedChange[]): unknown[][] {
  const columns: unknown[][] = Array.from({ length: 9 }, () => []);
  for (const { prepared, appended, events } of changes) {
    prepared.events.forEach((event, index) => {
      const place = events[index];
      const row = [
        place?.position,
        appended.change,
        appended.stream.id,
        place?.streamPosition,
        event.schemaVersion,
        event.type,
        event.payload,
        bytesOrNull(event.template?.hash),
        bytesOrNull(place?.leafHash),
      ];
      row.forEach((value, column) => columns[column]?.push(value));
    });
  }
  return columns;
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function bytesOrNull(hex: string | undefined): Buffer | null {
  return hex === undefined ? null : bytes(hex);
}
