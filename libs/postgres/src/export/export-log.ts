import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { exportLine, type ExportHeader, originOf, subtreesOf } from '#libs/proof';
import { LEAVES_TO_EXPORT } from '../log/leaf-rows.js';
import { keyringOf } from '../person/keyring-of.js';
import { headOf } from '../tree/proofs.js';
import { sha256, subtreeReader } from '../tree/read-subtrees.js';
import { listTreeHeads, readSigningKeys, type SigningKeyRow } from '../tree/tree-rows.js';
import { ExportPersons } from './export-persons.js';
import { exportRange, type ExportRange } from './export-range.js';
import { ERASED, type ExportRow } from './export-rows.js';
import { PageWriter } from './page-writer.js';

export type ExportOptions = Readonly<{
  /** Position of the first event; 1 when not said. */
  from?: number | undefined;
  /** Position of the last event; when not said, the newest that a head is over. */
  to?: number | undefined;
  persons: ExportHeader['persons'];
  now: () => number;
}>;

/** Some lines of an export, each with its newline, and how many events have been written by then, of how many. */
export type ExportPart = Readonly<{ text: string; done: number; total: number }>;

/** What one export works with: all of it is of one moment. */
type Snapshot = Readonly<{
  client: PoolClient;
  range: ExportRange;
  keys: readonly SigningKeyRow[];
  persons: ExportPersons;
}>;

const PAGE = 1000;

/**
 * The log as one file that proves itself (docs/proof.md), as it is at this moment, page by page.
 * @throws NoTreeHead, RangeNotSigned
 */
export async function* exportLog(pool: Pool, options: ExportOptions): AsyncGenerator<ExportPart> {
  const client = await pool.connect();
  const digest = createHash('sha256');
  try {
    await client.query('begin isolation level repeatable read, read only');
    const range = await exportRange(client, options);
    const persons = new ExportPersons(keyringOf(pool), options.persons);
    const snapshot = { client, range, keys: await readSigningKeys(client), persons };
    const total = range.to - range.from + 1;
    for await (const { lines, done } of partsOf(snapshot, options)) {
      const text = lines.map((line) => `${line}\n`).join('');
      digest.update(text);
      yield { text, done, total };
    }
    yield { text: `${exportLine.end(Number(range.head.size), digest.digest('hex'))}\n`, done: total, total };
  } finally {
    await client.query('rollback').catch(() => undefined); // nothing was written
    client.release();
  }
}

type Lines = Readonly<{ lines: readonly string[]; done: number }>;

async function* partsOf(snapshot: Snapshot, options: ExportOptions): AsyncGenerator<Lines> {
  const { client, range, keys, persons } = snapshot;
  yield { lines: [await headerLine(snapshot, options), ...keys.map(exportLine.key)], done: 0 };
  if (range.from > 1) yield { lines: [await skipped(client, 1, range.from - 1)], done: 0 };
  const writer = new PageWriter(client, persons);
  for (let after = range.from - 1; after < range.to;) {
    const rows = await readPage(client, after, range.to);
    const last = Number(rows.at(-1)?.position ?? range.to);
    const bounds = { after: String(after), before: String(last + 1), limit: PAGE, fromEnd: false };
    const heads = await listTreeHeads(client, bounds);
    yield {
      lines: await writer.page(
        rows,
        heads.map((head) => headOf(head, keys)),
      ),
      done: last - range.from + 1,
    };
    after = last;
  }
  yield { lines: await tailLines(snapshot), done: range.to - range.from + 1 };
}

async function headerLine({ client, range, keys }: Snapshot, { persons, now }: ExportOptions): Promise<string> {
  const { rows: erased } = await client.query<ExportHeader['erased'][number]>(ERASED);
  const [first] = keys;
  if (first === undefined) throw new Error('the log has heads and no key');
  const origin = originOf(sha256, first.publicKey);
  return exportLine.header({ origin, from: range.from, to: range.to, exportedAt: now(), persons, erased });
}

// The head over the last event may be over some more.
async function tailLines({ client, range: { to, head }, keys }: Snapshot): Promise<readonly string[]> {
  const size = Number(head.size);
  if (size === to) return [];
  return [await skipped(client, to + 1, size), exportLine.head(headOf(head, keys).note)];
}

async function skipped(client: PoolClient, first: number, last: number): Promise<string> {
  const hashes = await subtreeReader(client)(subtreesOf({ begin: first - 1, end: last }));
  return exportLine.skipped([first, last], hashes);
}

async function readPage(client: PoolClient, after: number, to: number): Promise<readonly ExportRow[]> {
  const { rows } = await client.query<ExportRow>({
    name: 'rollbook_leaves_to_export',
    text: LEAVES_TO_EXPORT,
    values: [after, Math.min(PAGE, to - after)],
  });
  return rows;
}
