import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { EventStore, RecordedChange } from '#libs/event-store';
import { auditFacts, type Fact, orderFacts, recordFact, recordFacts, type RecordPorts, type ToldOutcome, UNKNOWN_ACTOR } from '#libs/ingest';
import { type Json, type JsonObject, objectOf, readStoredDeployment } from '#libs/kubernetes';
import { catchUp, firstOfTemplate, InMemoryViewStore, orphansTaken, type StreamViews } from '#libs/projections';
import { Dice } from '../support/dice.js';
import { inMemoryLog } from '../support/history.js';
import { readTraces } from './recorded-trace.js';
import { traceChanges } from './trace-changes.js';

const SCENARIOS = readdirSync(new URL('audit/', import.meta.url)).sort().map((file) => file.replace('.ndjson', ''));

/** What the traces of the same scenarios list: who did what, in order. */
const EXPECTED = new Map(
  SCENARIOS.flatMap((name) => readTraces(`test/conformance/traces/${name}.json`)).map((trace) => [trace.name, traceChanges(trace)]),
);

const EVENTS = Object.fromEntries(
  SCENARIOS.map((name) => {
    const text = readFileSync(new URL(`audit/${name}.ndjson`, import.meta.url), 'utf8');
    return [name, text.trim().split('\n').map((line) => JSON.parse(line) as Json)];
  }),
);

describe.each(SCENARIOS)('the audit log of %s', (name) => {
  const changes = EXPECTED.get(name)!;
  const events = EVENTS[name]!;

  it('gives exactly the changes of its trace', async () => {
    const world = newWorld();
    await settle(world, factsOf(events));

    expect(await changesOf(world.log)).toEqual(changes);
  });

  it.each([1, 2])('shuffled, doubled and cut at random, gives the same (%i)', async (seed) => {
    const dice = new Dice(seed);
    const world = newWorld();
    const told = shuffled(dice, [...events, ...shuffled(dice, events).slice(0, events.length / 2)]);
    await settle(world, factsOf(told));
    await settle(world, factsOf(shuffled(dice, events)));

    expect(await changesOf(world.log)).toEqual(changes);
  });

  it.each([1, 2])('told by a watch too, whichever is first, gives each change once, with who made it (%i)', async (seed) => {
    const dice = new Dice(seed);
    const [together, watchFirst] = [newWorld(), newWorld()];
    const facts = await settle(newWorld(), factsOf(events));
    const seen = asWatched(facts);
    await settle(together, shuffled(dice, [...facts, ...seen]));
    expect(await changesOf(together.log)).toEqual(changes);

    await settle(watchFirst, seen);
    await settle(watchFirst, shuffled(dice, facts));
    expect(await authorsOf(watchFirst.log)).toEqual(changes.map((line) => line.split(' ')[0]));
  });

  it.each([1, 2, 3, 4])('told one by one in any order, ends in the same views (%i)', async (seed) => {
    const [inOrder, late] = [newWorld(), newWorld()];
    const facts = await settle(inOrder, factsOf(events));
    await tellOneByOne(late, shuffled(new Dice(seed), [...facts, ...facts.slice(0, 2)]));

    expect(await viewsOf(late)).toEqual(await viewsOf(inOrder));
  });
});

it('keeps what people were refused, and nothing of the controllers', () => {
  const refused = EVENTS.errors!.map((event) => auditFacts(event, 'prod')).flatMap((outcome) => ('attempt' in outcome ? [outcome.attempt] : []));

  expect(refused.map(({ subject, code }) => `${subject} ${code}`)).toEqual([
    ...Array.from({ length: 9 }, () => 'bob@example.com Invalid'),
    'alice@example.com AlreadyExists',
  ]);
});

function shuffled<T>(dice: Dice, items: readonly T[]): readonly T[] {
  const drawn = items.map((item) => ({ item, at: dice.next() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** What a watch sees of the same writes: the whole object each time, and nobody who made it so. */
function asWatched(facts: readonly Fact[]): readonly Fact[] {
  const newest = new Map<string, JsonObject>();
  return facts.map((fact): Fact => {
    const { cause: _, undoes: _undoes, replicas, ...told } = fact;
    const before = newest.get(fact.uid) ?? {};
    const object = fact.object ?? { ...before, spec: { ...objectOf(before.spec), ...(replicas !== undefined && { replicas }) } };
    newest.set(fact.uid, object);
    const seen = { ...told, source: 'watch', actor: UNKNOWN_ACTOR, provenance: {} } as const;
    if (fact.verb === 'deleted') return seen;
    return { ...seen, verb: fact.verb === 'created' ? 'created' : 'seen', object, occurredAt: fact.occurredAt + 50 };
  });
}

/** Who made each change, by what is known in the end. */
async function authorsOf(log: EventStore): Promise<readonly string[]> {
  const all = await log.readLog(0n, 1000);
  const learned = new Map(all.flatMap(({ actor, events: [first] }) => (first?.type === 'ChangeAttributed' ? [[String(first.payload.change), actor]] : [])));
  const own = all.filter(({ events: [first] }) => first?.type !== 'ChangeAttributed').sort((a, b) => a.occurredAt - b.occurredAt);
  return own.map(({ change, actor }) => (learned.get(String(change)) ?? actor).subject.replace('@example.com', ''));
}

type World = Readonly<{ log: EventStore; views: InMemoryViewStore; ports: RecordPorts }>;

function newWorld(): World {
  const log = inMemoryLog();
  const views = new InMemoryViewStore();
  const ports: RecordPorts = {
    store: log,
    orphansTaken,
    contextOf: () => Promise.resolve({ release: '1.36', podLifeRules: [] }),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    restoredBy: async (streamId, { uid, object = {} }) => {
      await catchUp({ log, views }, streamId);
      const revisions = [...views.viewsOf(streamId)!.revisions].reverse();
      const row = await firstOfTemplate(log, revisions, readStoredDeployment(object).spec.template);
      return row && { uid, revision: row.number, change: String(row.change) };
    },
  };
  return { log, views, ports };
}

function factsOf(events: readonly Json[]): readonly Fact[] {
  return events.map((event) => auditFacts(event, 'prod')).flatMap((outcome) => ('facts' in outcome ? outcome.facts : []));
}

/** As a worker does whose window held all of them; answers those that changed something. */
async function settle({ ports }: World, facts: readonly Fact[]): Promise<readonly Fact[]> {
  const recorded: Fact[] = [];
  const names = new Set(facts.map(({ namespace, name }) => `${namespace}/${name}`));
  for (const wanted of names) {
    const own = facts.filter(({ namespace, name }) => `${namespace}/${name}` === wanted);
    const ordered = orderFacts(own);
    const outcomes = await recordFacts(ports, ordered);
    recorded.push(...ordered.filter((_, index) => isRecorded(outcomes[index]!)));
  }
  return recorded;
}

function isRecorded(outcome: ToldOutcome): boolean {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value.kind === 'recorded';
}

/** As a worker does that waits for nobody: what had to wait, or changed nothing, is told again after others. */
async function tellOneByOne({ ports }: World, facts: readonly Fact[]): Promise<void> {
  let open: readonly Fact[] = [];
  for (const fact of facts) {
    const told = [fact, ...orderFacts(open)];
    const left: Fact[] = [];
    for (const one of told) if ((await recordFact(ports, one)).kind !== 'recorded') left.push(one);
    open = left;
  }
}

async function changesOf(log: EventStore): Promise<readonly string[]> {
  const all = await log.readLog(0n, 1000);
  return [...all].sort((a, b) => a.occurredAt - b.occurredAt).map(told);
}

function told({ actor, events, stream, cause }: RecordedChange): string {
  const types = events.map(({ type }) => type).filter((type) => type !== 'WriteObserved' && type !== 'MetadataChanged');
  const kinds = types.includes('DeploymentCreated') ? 'created' : types.join('+');
  return `${actor.subject.replace('@example.com', '')} ${kinds} ${stream.name}${cause === undefined ? '' : `: ${cause}`}`;
}

/** The views of every incarnation by its uid, but for the numbers that changes happened to get. */
async function viewsOf({ log, views }: World): Promise<ReadonlyMap<string, object>> {
  const streams = new Map((await log.readLog(0n, 1000)).map(({ stream }) => [stream.id, stream]));
  const all = new Map<string, object>();
  for (const [id, { uid }] of [...streams].sort(([, a], [, b]) => (a.uid < b.uid ? -1 : 1))) {
    await catchUp({ log, views }, id);
    all.set(uid, withoutNumbers(views.viewsOf(id)!));
  }
  return all;
}

const NUMBERS: ReadonlySet<string> = new Set(['change', 'createdChange', 'deletedChange', 'lastChange', 'position', 'streamId']);

function withoutNumbers(views: StreamViews): object {
  return JSON.parse(
    JSON.stringify(views, (key, value: unknown) => {
      if (NUMBERS.has(key)) return undefined;
      return typeof value === 'bigint' ? String(value) : value;
    }),
  ) as object;
}

