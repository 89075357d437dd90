import { openPool, PostgresEventStore } from '#libs/postgres';
import { median, perSecond, type Figure } from './figure.js';
import { imageChanged, sampleChange, sampleStream } from './sample-changes.js';

const ROUNDS = 7;
const MILLISECONDS = 1000;
// Template, payload and facts of a change come to about 1.2 kB of JSON.
const EVENT_BYTES = 1200;
const TEMPLATE_BYTES = 850;

/**
 * Appends against the INSERT they cannot beat: the same bytes into a bare table, on the same server, turn by turn. A cause is
 * sealed, another text for each change; without one there is nothing of a change's own to seal.
 */
export async function benchAppend(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url, { size: 16 });
  const store = new PostgresEventStore({ url, pool });
  try {
    await pool.query('create table bare_event (position bigserial primary key, payload jsonb not null)');
    const figures: Figure[] = [];
    for (const cause of [undefined, 'release of the shop']) {
      const name = cause === undefined ? '' : ', each with a cause';
      const bare = await rounds(
        (raw) => perSecond(MILLISECONDS, 16, async () => (await pool.query(INSERT_ONE, [raw]), 1)),
        singles(store, cause),
      );
      const batched = await rounds(
        (raw) => perSecond(MILLISECONDS, 1, async () => (await pool.query(INSERT_MANY, [Array(100).fill(raw)]), 100)),
        batches(store, cause),
      );
      figures.push(figure(`single appends, 16 at once${name}`, bare, 0.8));
      figures.push(figure(`batches of 100 appends${name}`, batched, 0.6));
    }
    return figures;
  } finally {
    await store.close();
    await pool.end();
  }
}

const INSERT_ONE = { name: 'bare_one', text: 'insert into bare_event (payload) values ($1)' }.text;
const INSERT_MANY = 'insert into bare_event (payload) select * from unnest($1::jsonb[])';

type Round = Readonly<{ floor: number; own: number }>;

async function rounds(floor: (raw: string) => Promise<number>, own: () => Promise<number>): Promise<readonly Round[]> {
  const raw = JSON.stringify({ text: 'x'.repeat(EVENT_BYTES - 11) });
  const results: Round[] = [];
  await floor(raw);
  await own();
  for (let round = 0; round < ROUNDS; round++) results.push({ floor: await floor(raw), own: await own() });
  return results;
}

function figure(name: string, results: readonly Round[], goal: number): Figure {
  const ratio = median(results.map((round) => round.own / round.floor));
  return {
    name,
    value: `${Math.round(median(results.map(({ own }) => own)))} changes/s`,
    floor: `${Math.round(median(results.map(({ floor }) => floor)))} rows/s by bare INSERT`,
    ratio,
    goal: `at least ${goal}`,
    reached: ratio >= goal,
  };
}

type Cause = string | undefined;

/** Sixteen that each roll out one image after the other on a Deployment of their own. */
function singles(store: PostgresEventStore, cause: Cause): () => Promise<number> {
  const positions = Array.from({ length: 16 }, () => 0);
  return () =>
    perSecond(MILLISECONDS, 16, async (writer) => {
      const position = positions[writer] ?? 0;
      await store.append(nextChange(`single${writer}`, position, cause));
      positions[writer] = position + 1;
      return 1;
    });
}

/** One import of a Deployment's history, a hundred changes handed over at once. */
function batches(store: PostgresEventStore, cause: Cause): () => Promise<number> {
  let position = 0;
  return () =>
    perSecond(MILLISECONDS, 1, async () => {
      const changes = Array.from({ length: 100 }, (_, index) => nextChange('batch', position + index, cause));
      await Promise.all(changes.map((change) => store.append(change)));
      position += 100;
      return 100;
    });
}

function nextChange(name: string, position: number, cause: Cause) {
  const event = imageChanged(`registry.example.com/shop/web:1.${position}.0`, TEMPLATE_BYTES);
  const stream = sampleStream(cause === undefined ? name : `${name}c`);
  const change = sampleChange(stream, position === 0 ? 'none' : position, event, position);
  return cause === undefined ? change : { ...change, cause: `${cause} ${position}` };
}
