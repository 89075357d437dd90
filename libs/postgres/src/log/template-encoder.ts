import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { StreamName } from '#libs/event-store';
import type { PreparedChange, PreparedEvent } from './prepared-change.js';
import { deflateDelta, deflateWhole, inflateWhole } from './template-delta.js';

export type TemplateRow = Readonly<{ hash: string; base: string | null; body: Buffer }>;

/** A template stored whole, which others of its stream are stored as deltas to. */
type Keyframe = Readonly<{ hash: string; text: Buffer; storedBytes: number }>;

/** Templates of a batch in the form they are stored in; those known to be stored already are left out. */
export type EncodedTemplates = Readonly<{
  rows: ReadonlyMap<string, TemplateRow>;
  /** What the streams' next templates are to be based on, once the rows are committed. */
  keyframes: ReadonlyMap<string, Keyframe>;
}>;

/**
 * Stores a template as a delta to its stream's keyframe, or as the next keyframe where the delta is not small. Rows never change, so
 * what was stored once need not be looked up again. Chains are one step long, but for a keyframe that is stored already, by another process
 * or so long ago that it was forgotten, and there as a delta: its row stays as it is.
 */
export class TemplateEncoder {
  private readonly stored = new LRUCache<string, true>({ max: 20_000 });
  private readonly keyframes = new LRUCache<string, Keyframe>({
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: ({ text }) => text.length + 200,
  });

  async encode(batch: readonly PreparedChange[], client: pg.Client): Promise<EncodedTemplates> {
    const changes = batch.filter(({ events }) => events.some(({ template }) => this.isNew(template)));
    const rows = new Map<string, TemplateRow>();
    const keyframes = new Map<string, Keyframe>();
    if (changes.length > 0) await this.loadKeyframes(changes, client);
    for (const { change, events } of changes) {
      const stream = streamKey(change.stream);
      for (const { hash, text } of events.flatMap(({ template }) => (this.isNew(template) ? template : []))) {
        if (rows.has(hash)) continue;
        const row = encodeRow(hash, text, keyframes.get(stream) ?? this.keyframes.get(stream));
        rows.set(hash, row);
        if (row.base === null) keyframes.set(stream, { hash, text, storedBytes: row.body.length });
      }
    }
    return { rows, keyframes };
  }

  private isNew(template: PreparedEvent['template']): template is NonNullable<PreparedEvent['template']> {
    return template !== undefined && !this.stored.has(template.hash);
  }

  /** Only when committed: a base must be there for the deltas to it. */
  committed(stored: readonly TemplateRow[], { keyframes }: EncodedTemplates): void {
    const hashes = new Set(stored.map(({ hash }) => hash));
    for (const hash of hashes) this.stored.set(hash, true);
    for (const [stream, keyframe] of keyframes) if (hashes.has(keyframe.hash)) this.keyframes.set(stream, keyframe);
  }

  // A process that starts goes on with the keyframes of the one before.
  private async loadKeyframes(changes: readonly PreparedChange[], client: pg.Client): Promise<void> {
    const unknown = changes.filter(
      ({ change }) => change.expected !== 'none' && !this.keyframes.has(streamKey(change.stream)),
    );
    if (unknown.length === 0) return;
    const streams = [...new Map(unknown.map(({ change }) => [streamKey(change.stream), change.stream])).values()];
    const { rows } = await client.query<{ cluster: string; uid: string; hash: Buffer; body: Buffer }>({
      name: 'rollbook_keyframes',
      text: KEYFRAMES,
      values: [streams.map(({ uid }) => uid), streams.map(({ cluster }) => cluster)],
    });
    for (const { cluster, uid, hash, body } of rows) {
      const keyframe = { hash: hash.toString('hex'), text: inflateWhole(body), storedBytes: body.length };
      this.keyframes.set(streamKey({ cluster, uid }), keyframe);
    }
  }
}

// The last fifty events are looked through: a stream that was scaled that often since is worth a new keyframe.
const KEYFRAMES = `
  select s.cluster, s.uid, key.hash, key.body
  from unnest($1::text[], $2::text[]) wanted(uid, cluster)
  join log.stream s using (uid, cluster)
  cross join lateral (
    select recent.template_hash
    from (select * from log.event e where e.stream_id = s.id order by e.stream_position desc limit 50) recent
    where recent.template_hash is not null
    order by recent.stream_position desc limit 1
  ) newest
  join log.pod_template t on t.hash = newest.template_hash
  join log.pod_template key on key.hash = coalesce(t.base, t.hash)
  where key.base is null`;

function encodeRow(hash: string, text: Buffer, keyframe: Keyframe | undefined): TemplateRow {
  if (keyframe) {
    const delta = deflateDelta(text, keyframe.text);
    if (delta.length * 2 < keyframe.storedBytes) return { hash, base: keyframe.hash, body: delta };
  }
  return { hash, base: null, body: deflateWhole(text) };
}

function streamKey({ cluster, uid }: Pick<StreamName, 'cluster' | 'uid'>): string {
  return `${cluster}/${uid}`;
}
