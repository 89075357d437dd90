import { openPool, PostgresEventStore } from '#libs/postgres';
import type { NewChange, NewEvent, Payload } from '#libs/event-store';
import type { Figure } from './figure.js';
import { imageChanged, sampleChange, sampleStream } from './sample-changes.js';

const DEPLOYMENTS = 60;
const CHANGES = 100;
const TEMPLATE_BYTES = 3000;
const GOAL = 0.35;

/** What a year of a shop's Deployments takes on disk, tables and indexes, against the JSON of its changes. */
export async function benchStorage(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url);
  const store = new PostgresEventStore({ url, pool });
  try {
    const empty = await logBytes(pool);
    let raw = 0;
    for (let deployment = 0; deployment < DEPLOYMENTS; deployment++) {
      const changes = history(deployment);
      raw += changes.reduce((sum, change) => sum + Buffer.byteLength(JSON.stringify(change)), 0);
      await Promise.all(changes.map((change) => store.append(change)));
    }
    await pool.query('vacuum');
    const count = DEPLOYMENTS * CHANGES;
    const stored = (await logBytes(pool)) - empty;
    const ratio = stored / raw;
    return [
      {
        name: 'bytes stored per change',
        value: `${Math.round(stored / count)} bytes`,
        floor: `${Math.round(raw / count)} bytes of raw JSON`,
        ratio,
        goal: `at most ${GOAL}`,
        reached: ratio <= GOAL,
      },
    ];
  } finally {
    await store.close();
    await pool.end();
  }
}

async function logBytes(pool: ReturnType<typeof openPool>): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(LOG_BYTES);
  return Number(rows[0]?.bytes);
}

const LOG_BYTES = `
  select sum(pg_total_relation_size(oid)) as bytes from pg_class
  where relnamespace = 'log'::regnamespace and relkind = 'r'`;

/** Of each twenty changes: twelve images, five scalings, an environment variable, a label, a pause with its resume. */
function history(deployment: number): readonly NewChange[] {
  const stream = sampleStream(`web${deployment}`);
  let streamPosition = 0;
  return Array.from({ length: CHANGES }, (_, position) => {
    const number = deployment * CHANGES + position;
    const expected = streamPosition === 0 ? 'none' : streamPosition;
    const one = sampleChange(stream, expected, eventAt(deployment, position), number);
    const change = { ...one, events: [...one.events, ...ownersAt(position)] } as const;
    streamPosition += change.events.length;
    return position % 2 === 0
      ? change
      : { ...change, idempotency: { key: uuid(number), request: uuid(number).replaceAll('-', '').repeat(2) } };
  });
}

// Each client owns its fields from its first write on; the later ones change nothing of that.
function ownersAt(position: number): readonly NewEvent[] {
  const known = Object.entries(CLIENTS).filter(([at]) => Number(at) <= position);
  if (!(position in CLIENTS)) return [];
  const managers = known.map(([, entry]) => ({ ...entry, time: '2026-11-21T09:15:49Z' }));
  return [{ type: 'ManagedFieldsChanged', schemaVersion: 1, payload: { managers } }];
}

const IMAGE = { 'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } } };

const CLIENTS: Readonly<Record<number, Payload>> = {
  0: { manager: 'kubectl-client-side-apply' },
  1: { manager: 'kubectl-set', fields: { 'f:spec': { 'f:template': { 'f:spec': IMAGE } } } },
  3: { manager: 'kubectl', subresource: 'scale', fields: { 'f:spec': { 'f:replicas': {} } } },
  9: { manager: 'kubectl-label', fields: { 'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } } } },
  13: { manager: 'kubectl-rollout', fields: { 'f:spec': { 'f:paused': {} } } },
};

function eventAt(deployment: number, position: number): NewEvent {
  const template = (bytes: number) => imageChanged(`registry.example.com/shop/web:1.${position}.0`, bytes, deployment);
  const turn = position % 20;
  if (turn === 5) return template(TEMPLATE_BYTES + 40 + position);
  if (turn === 9)
    return { type: 'LabelsChanged', schemaVersion: 1, payload: { labels: { app: 'web', team: `t${position}` } } };
  if (turn === 13) return { type: 'RolloutPaused', schemaVersion: 1, payload: {} };
  if (turn % 4 === 3) return { type: 'DeploymentScaled', schemaVersion: 1, payload: { replicas: position } };
  return template(TEMPLATE_BYTES);
}

function uuid(number: number): string {
  const hex = ((number + 1) * 2_654_435_761).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-4000-8000-${hex}`;
}
