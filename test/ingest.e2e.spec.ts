import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { announceBody } from './support/announce-body.js';
import { Dice } from './support/dice.js';
import { GraphQLClient } from './support/graphql.js';
import { newDataFolder, Program } from './support/program.js';

const FOLDER = new URL('conformance/audit/', import.meta.url);
const LOGS = readdirSync(FOLDER).sort();
const EVENTS = LOGS.flatMap((file) => readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n'));

let program: Program;
let token: string;
const env = { ROLLBOOK_INBOX_WINDOW_SECONDS: '2', ROLLBOOK_INBOX_MIB: '64' };

beforeAll(async () => {
  program = await Program.start({ dataFolder: await newDataFolder(), env });
  await command('role', 'bind', 'ingester', '--subject', 'prod-webhook', '--cluster', 'prod', '--namespace', '*');
  token = (await command('token', 'create', 'prod-webhook')).trim();
}, 120_000);

afterAll(async () => {
  await program.discard();
});

async function command(...args: readonly string[]): Promise<string> {
  const { code, output } = await Program.run({ dataFolder: program.dataFolder, args });
  if (code !== 0) throw new Error(output);
  return output;
}

async function send(body: string, { cluster = 'prod', as = token } = {}): Promise<Response> {
  return fetch(`${program.url}/ingest/audit/${cluster}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
    body,
  });
}

function listOf(events: readonly string[]): string {
  return `{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[${events.join(',')}]}`;
}

// An API server's webhook backend tries a batch five times, ten seconds after the first failure and each time half as long again, and then
// drops it. Here its seconds are shorter by this factor; but a minute of them is over only when Rollbook is there again, however
// long a start takes on this machine. The jitter, up to a fifth more, is left out.
const SHORTENED = 10;
const [TRIES, FIRST_DELAY, GROWTH, OUTAGE] = [5, 10, 1.5, 60];

let back: Promise<unknown> = Promise.resolve();

async function deliver(events: readonly string[]): Promise<void> {
  let [waited, said] = [0, ''];
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const answer = await send(listOf(events)).catch(String);
    if (typeof answer !== 'string' && answer.status === 200) return;
    said = typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`;
    const delay = FIRST_DELAY * GROWTH ** (tried - 1);
    waited += delay;
    await sleep((delay * 1000) / SHORTENED);
    if (waited > OUTAGE) await back;
  }
  throw new Error(`a batch was dropped: ${said}`);
}

it('takes in the recorded logs once, in parallel, doubled, in no order, with the process killed in between', async () => {
  const dice = new Dice(7);
  const batches: string[][] = [];
  for (let at = 0; at < EVENTS.length;) batches.push(EVENTS.slice(at, (at += 1 + dice.below(150))));
  const order = [...batches, ...batches.slice(0, 5)].sort(() => dice.next() - 0.5);
  const half = Math.ceil(order.length / 2);

  await Promise.all(order.slice(0, half).map(deliver));
  let isBack: () => void = () => undefined;
  back = new Promise<void>((resolve) => (isBack = resolve));
  const rest = Promise.all(order.slice(half).map(deliver));
  rest.catch(() => undefined); // heard of below
  await sleep(1000); // the worker is at it
  await program.kill9();
  // The server must come back where the senders look for it.
  const { port } = new URL(program.url);
  program = await Program.start({ dataFolder: program.dataFolder, env: { ...env, ROLLBOOK_PORT: port } });
  isBack();
  await rest;
  await quiet();

  const admin = new GraphQLClient(program.url, program.token);
  const { changes, attempts } = await admin.data(`{
    changes(first: 100, filter: { cluster: "prod", source: [AUDIT_WEBHOOK] }) { nodes { namespace name actor { subject } occurredAt } }
    attempts(first: 100, filter: { cluster: "prod" }) { nodes { subject code door } }
  }`);
  // What was concluded while others were still to come is nobody's.
  const { 'rollbook:unknown': _, ...told } = counted(changes.nodes);
  expect(told).toEqual({ alice: 16, bob: 15, carol: 7, 'system:serviceaccount:ci:deployer': 2 });
  expect(attempts.nodes).toHaveLength(11);
}, 120_000);

it('tells how far it came, and to whom it may be told', async () => {
  const admin = new GraphQLClient(program.url, program.token);
  const { ingestStatus } = await admin.data(
    `{ ingestStatus { cluster openBatches pending waiting tallies { outcome count } setAside { reason } } }`,
  );

  expect(ingestStatus).toMatchObject([{ cluster: 'prod', openBatches: 0, pending: 0, waiting: 0, setAside: [] }]);
  const outcomes = ingestStatus[0].tallies.map(({ outcome }: { outcome: string }) => outcome);
  expect(outcomes).toEqual(expect.arrayContaining(['recorded', 'skipped: a status write', 'told before']));
  const covered = `{ coverage(cluster: "prod", first: 1) { nodes { source namespaces } } }`;
  expect((await admin.data(covered)).coverage.nodes).toEqual([{ source: 'AUDIT_WEBHOOK', namespaces: null }]);
  const sender = new GraphQLClient(program.url, token);
  expect((await sender.data(covered)).coverage.nodes).toEqual([]);
  expect((await sender.ask('{ ingestStatus { cluster } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
});

it.each<[string, string, Readonly<{ cluster?: string; as?: string }>, readonly [number, string]]>([
  ['nobody', listOf([]), { as: 'x' }, [401, 'who are you?']],
  ['who is bound to another cluster', listOf([]), { cluster: 'other' }, [403, 'you may not tell what happened']],
  ['no JSON', '{', {}, [400, 'the request is not a JSON object']],
  ['another kind', '{"kind":"Event"}', {}, [400, 'kind must be EventList, not "Event"']],
  [
    'another version',
    '{"kind":"EventList","apiVersion":"v1"}',
    {},
    [400, 'apiVersion must be audit.k8s.io/v1, not "v1"'],
  ],
  ['no items', '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":{}}', {}, [400, 'items must be a list']],
  ['101 levels', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, {}, [400, 'nested deeper than 100 levels']],
  ['as many levels as may be', listOf([`{"a":${'['.repeat(97)}${']'.repeat(97)}}`]), {}, [200, 'taken']],
])('answers %s', async (_, body, options, [status, text]) => {
  const answer = await send(body, options);

  const { error = 'taken' } = (await answer.json()) as { error?: string };
  expect(error).toContain(text);
  expect(answer.status).toBe(status);
});

it('refuses more than 32 MiB before it is read', async () => {
  const answer = await announceBody(`${program.url}/ingest/audit/prod`, token, 32 * 2 ** 20 + 1);

  expect(answer).toEqual({ status: 413, body: { error: 'the request is larger than 32 MiB: send smaller batches' } });
});

it('tells with an agent of the same cluster each change once, with who made it', async () => {
  const object = (version: string, image: string) => ({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { ...PLACE, uid: 'u', resourceVersion: version, generation: Number(version) - 9 },
    spec: {
      ...{ replicas: 1, selector: { matchLabels: { app: 'web' } } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } },
    },
  });
  const PLACE = { namespace: 'shop', name: 'web' };
  const see = async (seen: object) => {
    const sighting = { kind: 'Deployment', how: 'watched', seenAt: Date.now(), object: seen };
    const answer = await fetch(`${program.url}/ingest/watch/both`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${program.token}` },
      body: JSON.stringify({ agent: 'a', sightings: [sighting] }),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { passedOver: [], unknown: [] }]);
  };
  const audit = async (verb: string, username: string, responseObject: object) => {
    const objectRef = { resource: 'deployments', apiGroup: 'apps', apiVersion: 'v1', ...PLACE };
    const event = {
      ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'RequestResponse', stage: 'ResponseComplete' },
      ...{ auditID: `${verb} ${username}`, verb, user: { username }, objectRef, responseStatus: { code: 200 } },
      ...{ responseObject, stageTimestamp: new Date().toISOString() },
    };
    expect((await send(listOf([JSON.stringify(event)]), { cluster: 'both', as: program.token })).status).toBe(200);
  };
  const admin = new GraphQLClient(program.url, program.token);
  const told = async (filter: string) => {
    const asked = `{ changes(filter: { cluster: "both" ${filter} }) { nodes { actor { subject } summary attributedBy } } }`;
    const { nodes } = (await admin.data(asked)).changes;
    return nodes.map(
      ({ actor, summary, attributedBy }: any) => `${actor.subject}${attributedBy ? ' later' : ''}: ${summary}`,
    );
  };

  await see(object('10', 'web:1')); // no webhook is live
  expect(await told('')).toEqual(['rollbook:unknown: created: app web:1, 1 replica']);
  await audit('create', 'ann', object('10', 'web:1'));
  await quiet();
  await see(object('11', 'web:2'));
  await audit('update', 'bob', object('11', 'web:2'));
  while ((await told('')).length < 3) await sleep(250);

  const created = 'ann later: created: app web:1, 1 replica';
  const attribution = expect.stringMatching(/^ann: told who made change \d+: created: app web:1, 1 replica$/);
  expect(await told('')).toEqual([created, attribution, 'bob: image of app: web:1 -> web:2']);
  expect(await told('actor: "ann"')).toEqual([created, attribution]);
}, 120_000);

async function quiet(): Promise<void> {
  const admin = new GraphQLClient(program.url, program.token);
  for (;;) {
    const { ingestStatus } = await admin.data('{ ingestStatus { openBatches pending } }');
    if (ingestStatus.every(({ openBatches, pending }: any) => openBatches === 0 && pending === 0)) return;
    await sleep(250);
  }
}

function counted(
  nodes: readonly Readonly<{ actor: Readonly<{ subject: string }> }>[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { actor } of nodes) {
    const name = actor.subject.replace('@example.com', '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
