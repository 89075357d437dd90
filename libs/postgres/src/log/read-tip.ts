import type pg from 'pg';
import { keyInPlace, type KnownKey, type StreamTip } from '#libs/event-store';
import type { SealedChange } from '../person/personal-sealer.js';
import type { HeldTip } from './held-tip.js';
import { KEYS, knownKey, type KeyRow } from './key-rows.js';
import { readEnd } from './read-end.js';
import type { StoredOnce } from './stored-once.js';
import { streamTip, TIP_FROM, type TipRow } from './stream-rows.js';

/** Sends the questions at once; the client is in pipeline mode, in a transaction that has the lock. */
export async function readTip(
  client: pg.Client,
  batch: readonly SealedChange[],
  { actors, provenances, tip }: Pick<StoredOnce, 'actors' | 'provenances' | 'tip'>,
): Promise<HeldTip> {
  const [{ end, own, now, transaction, erasures }, living, keys] = await Promise.all([
    readEnd(client, batch, tip),
    readLivingStreams(client, batch),
    readKeys(client, batch),
    actors.load(
      client,
      batch.map(({ actor }) => actor.hash),
    ),
    provenances.load(
      client,
      batch.flatMap(({ origin }) => origin?.hash ?? []),
    ),
  ]);
  return {
    position: end.position,
    recordedAt: end.recordedAt,
    streamId: end.streamId,
    now,
    transaction,
    erasures,
    streams: [...living, ...own],
    keys,
    actors: { known: actors, newest: end.actorId },
    provenances: { known: provenances, newest: end.provenanceId },
  };
}

const LIVING_STREAMS = `
  ${TIP_FROM(
    `unnest($1::text[], $2::text[], $3::text[], $4::text[]) wanted(cluster, kind, namespace, name)
     join log.stream s using (cluster, kind, namespace, name)`,
  )}
  where s.ended_at is null`;

async function readLivingStreams(client: pg.Client, batch: readonly SealedChange[]): Promise<readonly StreamTip[]> {
  const opening = batch.filter(({ change }) => change.expected === 'none').map(({ change }) => change.stream);
  if (opening.length === 0) return [];
  const values = [
    opening.map((s) => s.cluster),
    opening.map((s) => s.kind ?? 'Deployment'),
    opening.map((s) => s.namespace),
    opening.map((s) => s.name),
  ];
  const { rows } = await client.query<TipRow>({ name: 'rollbook_living_streams', text: LIVING_STREAMS, values });
  return rows.map(streamTip);
}

async function readKeys(client: pg.Client, batch: readonly SealedChange[]): Promise<ReadonlyMap<string, KnownKey>> {
  const wanted = batch.flatMap(({ change: { idempotency, stream } }) =>
    idempotency === undefined ? [] : { ...stream, key: idempotency.key },
  );
  if (wanted.length === 0) return new Map();
  const values = [
    wanted.map(({ cluster }) => cluster),
    wanted.map(({ namespace }) => namespace),
    wanted.map(({ key }) => key),
  ];
  const { rows } = await client.query<KeyRow>({ name: 'rollbook_keys', text: KEYS, values });
  return new Map(rows.map((row) => [keyInPlace(row, row.idempotency_key), knownKey(row)]));
}
