import { openPool } from '#libs/postgres';
import { Dice } from '../test/support/dice.js';
import { adminToken } from './admin-token.js';
import { startApi } from './api-program.js';
import { type Loaded, loadAuditLog } from './audit-log.js';
import { auditQuestions, type Question } from './audit-questions.js';
import { type Figure, median } from './figure.js';

const MILLION = 1_000_000;
const TIMES = 101;
const MOST_MILLISECONDS = 20;
const LEAST_ROWS_A_SECOND = 5000;

/** What every question of the audit takes at a million changes: `npm run bench -- audit`, or with another number of changes. */
export async function benchAudit(url: string, changes = MILLION): Promise<readonly Figure[]> {
  const pool = openPool(url, { size: 4 });
  try {
    const loaded = await loadAuditLog(url, pool, changes);
    const { rows } = await pool.query<{ head: string }>('select max(position) as head from log.event');
    const asked: Figure[] = [];
    for (const question of auditQuestions(pool, { changes, head: BigInt(rows[0]?.head ?? 0) }))
      asked.push(await measured(question));
    return [loading(changes, loaded), ...asked, await exported(url)];
  } finally {
    await pool.end();
  }
}

function loading(changes: number, { appendSeconds, indexSeconds, viewSeconds }: Loaded): Figure {
  const [append, index, views] = [appendSeconds, indexSeconds, viewSeconds].map((seconds) => `${seconds.toFixed(0)} s`);
  return {
    name: `loading ${changes} changes`,
    value: `${append} to append them, ${index} to index them, ${views} for rollouts and statistics`,
    ratio: (appendSeconds + indexSeconds) / (changes / 1000),
    goal: 'seconds a thousand: none',
    reached: true,
  };
}

async function measured({ name, ask }: Question): Promise<Figure> {
  const dice = new Dice(7);
  const taken: number[] = [];
  const rows: number[] = [];
  for (let time = 0; time < TIMES + 5; time += 1) {
    const start = performance.now();
    rows.push(await ask(dice));
    if (time >= 5) taken.push(performance.now() - start);
  }
  const p95 = [...taken].sort((a, b) => a - b)[Math.floor(TIMES * 0.95)] ?? NaN;
  const least = Math.min(...taken);
  const p50 = median(taken);
  return {
    name,
    value: `${p50.toFixed(1)} ms (${least.toFixed(1)} at least, 95 of 100: ${p95.toFixed(1)} ms), ${median(rows)} rows`,
    ratio: p50 / MOST_MILLISECONDS,
    goal: `at most ${MOST_MILLISECONDS} ms`,
    reached: p50 <= MOST_MILLISECONDS,
  };
}

async function exported(url: string): Promise<Figure> {
  const token = await adminToken(url);
  const api = await startApi(url);
  try {
    const filter = encodeURIComponent(JSON.stringify({ kind: ['DeploymentScaled'] }));
    const start = performance.now();
    const answer = await fetch(`${api.url}/export/changes?filter=${filter}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.body === null || !answer.ok)
      throw new Error(`the export was answered with ${answer.status}: ${await answer.text()}`);
    let rows = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>)
      rows += chunk.filter((byte) => byte === 10).length;
    const rate = rows / ((performance.now() - start) / 1000);
    return {
      name: `export of ${rows} changes as NDJSON`,
      value: `${Math.round(rate)} rows/s`,
      ratio: rate / LEAST_ROWS_A_SECOND,
      goal: `at least ${LEAST_ROWS_A_SECOND} rows/s`,
      reached: rate >= LEAST_ROWS_A_SECOND,
    };
  } finally {
    await api.stop();
  }
}
