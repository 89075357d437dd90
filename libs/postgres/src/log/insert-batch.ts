import type pg from 'pg';
import type { Sealed, Stream } from '#libs/event-store';
import type { ActorRow } from '../person/personal-sealer.js';
import { base64s, byteas, hexes, int2s, int4s, int8s, jsons, texts, timestamps } from './binary-array.js';
import type { NewRow } from './interned.js';
import type { PlacedBatch, PlacedChange } from './place-batch.js';
import type { TemplateRow } from './template-encoder.js';

/**
 * Sends a placed batch; all statements are on their way before the first is answered. What almost every batch brings is
 * one statement, the bell for those who listen included.
 */
export function insertBatch(
  client: pg.Client,
  batch: PlacedBatch,
  templates: readonly TemplateRow[],
): readonly Promise<unknown>[] {
  const send = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  const { changes, newStreams, endedStreams, newActors, newProvenances } = batch;
  const sent = [];
  // Before the new ones: a name that is given again in one batch must be free.
  if (endedStreams.length > 0) sent.push(send('rollbook_end_streams', END_STREAMS, endColumns(endedStreams)));
  if (newStreams.length > 0) sent.push(send('rollbook_insert_streams', INSERT_STREAMS, streamColumns(newStreams)));
  if (newActors.length > 0) sent.push(send('rollbook_insert_actors', INSERT_ACTORS, actorColumns(newActors)));
  if (newProvenances.length > 0) {
    sent.push(send('rollbook_insert_provenances', INSERT_PROVENANCES, provenanceColumns(newProvenances)));
  }
  const columns = [...changeColumns(changes), ...eventColumns(changes), ...templateColumns(templates)];
  sent.push(send('rollbook_insert_changes', INSERT_CHANGES, [...columns, changes.at(-1)?.appended.position]));
  return sent;
}

const INSERT_STREAMS = `
  insert into log.stream (id, kind, cluster, namespace, name, uid, opened_at, ended_at)
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])`;

function streamColumns(streams: readonly Stream[]): Buffer[] {
  return [
    int4s(streams.map(({ id }) => id)),
    texts(streams.map(({ kind }) => kind ?? 'Deployment')),
    texts(streams.map(({ cluster }) => cluster)),
    texts(streams.map(({ namespace }) => namespace)),
    texts(streams.map(({ name }) => name)),
    texts(streams.map(({ uid }) => uid)),
    int8s(streams.map(({ openedAt }) => openedAt)),
    int8s(streams.map(({ endedAt }) => endedAt)),
  ];
}

const END_STREAMS = `
  update log.stream s set ended_at = ended.at
  from unnest($1::int[], $2::bigint[]) ended(id, at) where s.id = ended.id`;

function endColumns(streams: readonly Stream[]): Buffer[] {
  return [int4s(streams.map(({ id }) => id)), int8s(streams.map(({ endedAt }) => endedAt))];
}

const INSERT_ACTORS = `
  with actor as (
    insert into log.actor (id, digest, person_id, sealed, impersonator_id, impersonator_sealed)
    select * from unnest($1::int[], $2::bytea[], $3::int[], $4::bytea[], $5::int[], $6::bytea[])
  )
  insert into setting.actor_group (actor_id, lookup) select * from unnest($7::int[], $8::bytea[]) on conflict do nothing`;

function actorColumns(rows: readonly NewRow<ActorRow>[]): Buffer[] {
  const groups = rows.flatMap(({ id, value }) => value.groupLookups.map((lookup) => ({ id, lookup })));
  return [
    int4s(rows.map(({ id }) => id)),
    hexes(rows.map(({ hash }) => hash)),
    int4s(rows.map(({ value }) => value.person)),
    base64s(rows.map(({ value }) => value.sealed)),
    int4s(rows.map(({ value }) => value.impersonator?.person)),
    base64s(rows.map(({ value }) => value.impersonator?.sealed)),
    int4s(groups.map(({ id }) => id)),
    byteas(groups.map(({ lookup }) => lookup)),
  ];
}

const INSERT_PROVENANCES = `
  insert into log.provenance (id, digest, person_id, sealed)
  select * from unnest($1::int[], $2::bytea[], $3::int[], $4::bytea[])`;

function provenanceColumns(rows: readonly NewRow<Sealed>[]): Buffer[] {
  return [
    int4s(rows.map(({ id }) => id)),
    hexes(rows.map(({ hash }) => hash)),
    int4s(rows.map(({ value }) => value.person)),
    base64s(rows.map(({ value }) => value.sealed)),
  ];
}

function templateColumns(rows: readonly TemplateRow[]): Buffer[] {
  return [
    hexes(rows.map(({ hash }) => hash)),
    hexes(rows.map(({ base }) => base ?? undefined)),
    byteas(rows.map(({ body }) => body)),
  ];
}

// Columns are unnested side by side, row by row: from a table function each would be laid down whole before the first
// row is made. Another process may have stored the same template: by its hash it is the same.
const INSERT_CHANGES = `
  with change as (
    insert into log.change (id, stream_id, actor_id, provenance_id, event_count, source, remark, summary,
      occurred_at, recorded_at, idempotency_key, idempotency_request)
    select unnest($1::bigint[]), unnest($2::int[]), unnest($3::int[]), unnest($4::int[]), unnest($5::smallint[]),
      unnest($6::text[]), unnest($7::bytea[]), unnest($8::text[]), unnest($9::timestamptz[]), unnest($10::timestamptz[]),
      unnest($11::text[]), unnest($12::bytea[])
  ), event as (
    insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload,
      template_hash, leaf_hash)
    select unnest($13::bigint[]), unnest($14::bigint[]), unnest($15::int[]), unnest($16::int[]), unnest($17::smallint[]),
      unnest($18::text[]), unnest($19::json[]), unnest($20::bytea[]), unnest($21::bytea[])
  ), template as (
    insert into log.pod_template (hash, base, body)
    select unnest($22::bytea[]), unnest($23::bytea[]), unnest($24::bytea[])
    on conflict (hash) do nothing
  )
  select pg_notify('rollbook_log', $25::bigint::text)`;

function changeColumns(changes: readonly PlacedChange[]): Buffer[] {
  return [
    int8s(changes.map(({ appended }) => appended.change)),
    int4s(changes.map(({ appended }) => appended.stream.id)),
    int4s(changes.map(({ actorId }) => actorId)),
    int4s(changes.map(({ provenanceId }) => provenanceId)),
    int2s(changes.map(({ events }) => events.length)),
    texts(changes.map(({ prepared }) => prepared.change.source)),
    base64s(changes.map(({ prepared }) => prepared.remark)),
    texts(changes.map(({ prepared }) => prepared.change.summary)),
    timestamps(changes.map(({ prepared }) => prepared.change.occurredAt)),
    timestamps(changes.map(({ appended }) => appended.recordedAt)),
    texts(changes.map(({ prepared }) => prepared.change.idempotency?.key)),
    hexes(changes.map(({ prepared }) => prepared.change.idempotency?.request)),
  ];
}

function eventColumns(changes: readonly PlacedChange[]): Buffer[] {
  const rows = changes.flatMap(({ prepared, appended, events }) =>
    prepared.events.map((event, index) => ({ event, appended, place: events[index] })),
  );
  return [
    int8s(rows.map(({ place }) => place?.position)),
    int8s(rows.map(({ appended }) => appended.change)),
    int4s(rows.map(({ appended }) => appended.stream.id)),
    int4s(rows.map(({ place }) => place?.streamPosition)),
    int2s(rows.map(({ event }) => event.schemaVersion)),
    texts(rows.map(({ event }) => event.type)),
    jsons(rows.map(({ event }) => event.payload)),
    hexes(rows.map(({ event }) => event.template?.hash)),
    hexes(rows.map(({ place }) => place?.leafHash)),
  ];
}
