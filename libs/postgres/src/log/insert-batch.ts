import type pg from 'pg';
import type { Sealed } from '#libs/event-store';
import type { ActorRow } from '../person/personal-sealer.js';
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
  const send = (name: string, text: string, columns: readonly unknown[]) =>
    columns[0] === '{}' ? [] : [client.query({ name, text, values: [...columns] })];
  return [
    ...send('rollbook_insert_streams', INSERT_STREAMS, streamColumns(batch)),
    ...send('rollbook_end_streams', END_STREAMS, endColumns(batch)),
    ...send('rollbook_insert_actors', INSERT_ACTORS, actorColumns(batch.newActors)),
    ...send('rollbook_insert_provenances', INSERT_PROVENANCES, provenanceColumns(batch.newProvenances)),
    ...send('rollbook_insert_changes', INSERT_CHANGES, [
      ...changeColumns(batch.changes),
      ...eventColumns(batch.changes),
      ...templateColumns(templates),
      batch.changes.at(-1)?.appended.position,
    ]),
  ];
}

const INSERT_STREAMS = `
  insert into log.stream (id, kind, cluster, namespace, name, uid, opened_at, ended_at)
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])`;

function streamColumns({ newStreams }: PlacedBatch): unknown[] {
  return [
    numbers(newStreams.map((stream) => stream.id)),
    newStreams.map((stream) => stream.kind ?? 'Deployment'),
    newStreams.map((stream) => stream.cluster),
    newStreams.map((stream) => stream.namespace),
    newStreams.map((stream) => stream.name),
    newStreams.map((stream) => stream.uid),
    numbers(newStreams.map((stream) => stream.openedAt)),
    numbers(newStreams.map((stream) => stream.endedAt)),
  ];
}

const END_STREAMS = `
  update log.stream s set ended_at = ended.at
  from unnest($1::int[], $2::bigint[]) ended(id, at) where s.id = ended.id`;

function endColumns({ endedStreams }: PlacedBatch): unknown[] {
  return [numbers(endedStreams.map(({ id }) => id)), numbers(endedStreams.map(({ endedAt }) => endedAt))];
}

const INSERT_ACTORS = `
  with actor as (
    insert into log.actor (id, digest, person_id, sealed, impersonator_id, impersonator_sealed)
    select * from unnest($1::int[], $2::bytea[], $3::int[], $4::bytea[], $5::int[], $6::bytea[])
  )
  insert into setting.actor_group (actor_id, lookup) select * from unnest($7::int[], $8::bytea[]) on conflict do nothing`;

function actorColumns(rows: readonly NewRow<ActorRow>[]): unknown[] {
  const groups = rows.flatMap(({ id, value }) => value.groupLookups.map((lookup) => ({ id, lookup })));
  return [
    numbers(rows.map(({ id }) => id)),
    hexes(rows.map(({ hash }) => hash)),
    numbers(rows.map(({ value }) => value.person)),
    hexes(rows.map(({ value }) => hexOf(value))),
    numbers(rows.map(({ value }) => value.impersonator?.person)),
    hexes(rows.map(({ value }) => value.impersonator && hexOf(value.impersonator))),
    numbers(groups.map(({ id }) => id)),
    hexes(groups.map(({ lookup }) => lookup.toString('hex'))),
  ];
}

const INSERT_PROVENANCES = `
  insert into log.provenance (id, digest, person_id, sealed)
  select * from unnest($1::int[], $2::bytea[], $3::int[], $4::bytea[])`;

function provenanceColumns(rows: readonly NewRow<Sealed>[]): unknown[] {
  return [
    numbers(rows.map(({ id }) => id)),
    hexes(rows.map(({ hash }) => hash)),
    numbers(rows.map(({ value }) => value.person)),
    hexes(rows.map(({ value }) => hexOf(value))),
  ];
}

function hexOf({ sealed }: Sealed): string {
  return Buffer.from(sealed, 'base64').toString('hex');
}

function templateColumns(rows: readonly TemplateRow[]): unknown[] {
  return [
    hexes(rows.map(({ hash }) => hash)),
    hexes(rows.map(({ base }) => base ?? undefined)),
    hexes(rows.map(({ body }) => body.toString('hex'))),
  ];
}

// Another process may have stored the same template: by its hash it is the same.
const INSERT_CHANGES = `
  with change as (
    insert into log.change (id, stream_id, actor_id, provenance_id, event_count, source, remark, summary,
      occurred_at, recorded_at, idempotency_key, idempotency_request)
    select id, stream_id, actor_id, provenance_id, event_count, source, remark, summary,
      timestamptz 'epoch' + occurred_at * interval '1 ms', timestamptz 'epoch' + recorded_at * interval '1 ms', key, request
    from unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::smallint[], $6::text[], $7::bytea[], $8::text[],
      $9::bigint[], $10::bigint[], $11::text[], $12::bytea[])
      as row(id, stream_id, actor_id, provenance_id, event_count, source, remark, summary,
        occurred_at, recorded_at, key, request)
  ), event as (
    insert into log.event (position, change_id, stream_id, stream_position, schema_version, type, payload,
      template_hash, leaf_hash)
    select * from unnest($13::bigint[], $14::bigint[], $15::int[], $16::int[], $17::smallint[], $18::text[], $19::json[],
      $20::bytea[], $21::bytea[])
  ), template as (
    insert into log.pod_template (hash, base, body) select * from unnest($22::bytea[], $23::bytea[], $24::bytea[])
    on conflict (hash) do nothing
  )
  select pg_notify('rollbook_log', $25::bigint::text)`;

function changeColumns(changes: readonly PlacedChange[]): unknown[] {
  return [
    numbers(changes.map(({ appended }) => appended.change)),
    numbers(changes.map(({ appended }) => appended.stream.id)),
    numbers(changes.map(({ actorId }) => actorId)),
    numbers(changes.map(({ provenanceId }) => provenanceId)),
    numbers(changes.map(({ events }) => events.length)),
    changes.map(({ prepared }) => prepared.change.source),
    hexes(changes.map(({ prepared: { remark } }) => remark && Buffer.from(remark, 'base64').toString('hex'))),
    changes.map(({ prepared }) => prepared.change.summary),
    numbers(changes.map(({ prepared }) => prepared.change.occurredAt)),
    numbers(changes.map(({ appended }) => appended.recordedAt)),
    changes.map(({ prepared }) => prepared.change.idempotency?.key),
    hexes(changes.map(({ prepared }) => prepared.change.idempotency?.request)),
  ];
}

function eventColumns(changes: readonly PlacedChange[]): unknown[] {
  const rows = changes.flatMap(({ prepared, appended, events }) =>
    prepared.events.map((event, index) => ({ event, appended, place: events[index] })),
  );
  return [
    numbers(rows.map(({ place }) => place?.position)),
    numbers(rows.map(({ appended }) => appended.change)),
    numbers(rows.map(({ appended }) => appended.stream.id)),
    numbers(rows.map(({ place }) => place?.streamPosition)),
    numbers(rows.map(({ event }) => event.schemaVersion)),
    rows.map(({ event }) => event.type),
    rows.map(({ event }) => event.payload),
    hexes(rows.map(({ event }) => event.template?.hash)),
    hexes(rows.map(({ place }) => place?.leafHash)),
  ];
}

// Postgres array literals, for what needs no quoting: pg would look through each element for quotes.
function numbers(values: readonly (number | bigint | undefined)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

function hexes(values: readonly (string | undefined)[]): string {
  return `{${values.map((value) => (value === undefined ? 'NULL' : `"\\\\x${value}"`)).join(',')}}`;
}
