import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Payload } from '#libs/event-store';
import { inflateDelta, inflateWhole } from './template-delta.js';

type Row = Readonly<{ hash: Buffer; base: Buffer | null; body: Buffer }>;

/** Templates by hash, whole. What was decoded is kept, bounded by bytes: content never goes stale. */
export class TemplateReader {
  private readonly decoded: LRUCache<string, { template: Payload; bytes: number }>;

  constructor(
    private readonly pool: Pick<pg.ClientBase | pg.Pool, 'query'>,
    cacheBytes = 8 * 1024 * 1024,
  ) {
    this.decoded = new LRUCache({ maxSize: cacheBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  async read(hashes: readonly string[]): Promise<ReadonlyMap<string, Payload>> {
    const found = new Map<string, Payload>();
    const missing = new Set<string>();
    for (const hash of hashes) {
      const known = this.decoded.get(hash);
      if (known) found.set(hash, known.template);
      else missing.add(hash);
    }
    if (missing.size > 0) await this.load(missing, found);
    return found;
  }

  private async load(missing: ReadonlySet<string>, found: Map<string, Payload>): Promise<void> {
    const { rows } = await this.pool.query<Row>({
      name: 'rollbook_templates',
      text: TEMPLATES,
      values: [[...missing].map((hash) => Buffer.from(hash, 'hex'))],
    });
    const byHash = new Map(rows.map((row) => [row.hash.toString('hex'), row]));
    const bases = new Map<string, Buffer>();
    for (const hash of missing) {
      const text = decode(hash, byHash, bases).toString();
      const template = JSON.parse(text) as Payload;
      found.set(hash, template);
      this.decoded.set(hash, { template, bytes: text.length + 200 });
    }
  }
}

// A base is mostly whole; see TemplateEncoder for when it is a delta itself.
const TEMPLATES = `
  with recursive wanted as (
    select hash, base, body from log.pod_template where hash = any($1::bytea[])
    union
    select t.hash, t.base, t.body from wanted join log.pod_template t on t.hash = wanted.base
  )
  select hash, base, body from wanted`;

function decode(hash: string, rows: ReadonlyMap<string, Row>, bases: Map<string, Buffer>): Buffer {
  const row = rows.get(hash);
  if (row === undefined) throw new Error(`template ${hash} is not in the log`);
  if (row.base !== null) return inflateDelta(row.body, decode(row.base.toString('hex'), rows, bases));
  const whole = bases.get(hash) ?? inflateWhole(row.body);
  bases.set(hash, whole);
  return whole;
}
