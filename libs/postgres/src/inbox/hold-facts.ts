import type { Pool } from 'pg';
import { type ClusterFact, factRows, INSERT_FACTS } from './insert-facts.js';

const HOLD = `${INSERT_FACTS} on conflict (cluster, digest) do nothing`;

/** Keeps facts for so long, so that another source may tell of the same first. Twice the same is once, whoever else keeps facts now. */
export async function holdFacts(pool: Pool, facts: readonly ClusterFact[], milliseconds: number): Promise<void> {
  if (facts.length === 0) return;
  await pool.query({ name: 'inbox_hold', text: HOLD, values: [milliseconds, factRows(facts)] });
}
