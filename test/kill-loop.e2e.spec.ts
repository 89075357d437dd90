import { afterAll, describe, expect, it } from '@jest/globals';
import { useEmbeddedPostgres } from '#libs/embedded-postgres';
import { openPool } from '#libs/postgres';
import { dumpViews } from './support/dump-views.js';
import { newDataFolder, Program } from './support/program.js';

const ROUNDS = 6;
const DEPLOYMENTS = 8;
/** How long changes arrive before the process is killed, in milliseconds: other moments of its life each round. */
const lifeOf = (round: number): number => 1000 + ((round * 617) % 2000);

type Acknowledged = Readonly<{ key: string; position: string }>;

const MANIFESTS = Array.from({ length: DEPLOYMENTS }, (_, i) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `web-${i}` },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:v0' }] } },
  },
}));

const APPLY = `mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest }) { results { changed } } }`;
const SET_IMAGE = `mutation ($name: String!, $image: String!, $key: String!) {
  setImage(input: { namespace: "default", name: $name, images: [{ container: "web", image: $image }], idempotencyKey: $key }) {
    change { position }
  }
}`;
const CHANGES = `query ($after: String) {
  changes(first: 100, after: $after) { nodes { position summary } pageInfo { hasNextPage endCursor } }
}`;

/** Sends one change after the other until the server is gone, and keeps what was acknowledged. */
async function keepChanging(program: Program, round: number, i: number): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  for (let n = 0; ; n++) {
    const key = `round ${round} deployment ${i} change ${n}`;
    try {
      const { setImage } = await program.graphql<{ setImage: { change: { position: string } } }>(SET_IMAGE, {
        name: `web-${i}`,
        image: `web:r${round}-n${n}`,
        key,
      });
      acknowledged.push({ key, position: setImage.change.position });
    } catch {
      return acknowledged;
    }
  }
}

async function allChanges(program: Program): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let after: string | null = null;
  for (;;) {
    type Page = {
      changes: {
        nodes: { position: string; summary: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const { changes }: Page = await program.graphql<Page>(CHANGES, { after });
    for (const { position, summary } of changes.nodes) {
      if (found.has(position)) throw new Error(`position ${position} is listed twice`);
      found.set(position, summary);
    }
    if (!changes.pageInfo.hasNextPage) return found;
    after = changes.pageInfo.endCursor;
  }
}

describe('a process that is killed while changes arrive', () => {
  let program: Program | undefined;
  afterAll(() => program?.discard());

  it('loses nothing that was acknowledged, records nothing twice, and its views equal a rebuild from nothing', async () => {
    const dataFolder = await newDataFolder();
    const acknowledged: Acknowledged[] = [];
    program = await Program.start({ dataFolder });
    await program.graphql(APPLY, { manifest: JSON.stringify({ kind: 'List', apiVersion: 'v1', items: MANIFESTS }) });
    for (let round = 0; round < ROUNDS; round++) {
      const running = program;
      const killed = new Promise((resolve) => setTimeout(resolve, lifeOf(round))).then(() => running.kill9());
      const writers = MANIFESTS.map((_, i) => keepChanging(running, round, i));
      acknowledged.push(...(await Promise.all(writers)).flat());
      await killed;
      program = await Program.start({ dataFolder });
    }
    expect(acknowledged.length).toBeGreaterThan(DEPLOYMENTS);

    const recorded = await allChanges(program);
    for (const { key, position } of acknowledged) {
      const [, round, n] = /^round (\d+) .* change (\d+)$/.exec(key)!;
      expect(recorded.get(position)).toMatch(new RegExp(`^image of web: .* -> web:r${round}-n${n}$`));
    }
    // What was recorded and never acknowledged was in flight when the process died: one a writer and round at most.
    const unacknowledged = recorded.size - DEPLOYMENTS - acknowledged.length;
    expect(unacknowledged).toBeGreaterThanOrEqual(0);
    expect(unacknowledged).toBeLessThanOrEqual(ROUNDS * DEPLOYMENTS);

    // Sent again under its key, a change is answered as it was the first time.
    const first = acknowledged[0]!;
    const [, round, deployment, n] = /^round (\d+) deployment (\d+) change (\d+)$/.exec(first.key)!;
    const sent = { name: `web-${deployment}`, image: `web:r${round}-n${n}`, key: first.key };
    const again = await program.graphql<{ setImage: { change: { position: string } } }>(SET_IMAGE, sent);
    expect(again.setImage.change.position).toBe(first.position);

    await untilCaughtUp(program);
    await program.stop();
    const dump = () =>
      useEmbeddedPostgres({ dataFolder, onLine: () => undefined }, async (url) => {
        const pool = openPool(url);
        return await dumpViews(pool).finally(() => pool.end());
      });
    const views = await dump();
    expect(await Program.run({ dataFolder, args: ['rebuild'] })).toMatchObject({ code: 0 });
    expect(await dump()).toEqual(views);
  }, 240_000);
});

/** The sweep finds the streams whose doorbell died with the process. */
async function untilCaughtUp(program: Program): Promise<void> {
  for (const { metadata } of MANIFESTS) {
    const { changes } = await program.graphql<{ changes: { nodes: { position: string }[] } }>(
      `query ($name: String!) { changes(last: 1, filter: { namespace: "default", name: $name }) { nodes { position } } }`,
      { name: metadata.name },
    );
    const minPosition = changes.nodes[0]!.position;
    const WAIT = `query ($name: String!, $minPosition: Position!) {
      deployment(namespace: "default", name: $name, minPosition: $minPosition) { position }
    }`;
    let position = '0';
    while (BigInt(position) < BigInt(minPosition)) {
      const answer = await program
        .graphql<{ deployment: { position: string } }>(WAIT, { name: metadata.name, minPosition })
        .catch(() => undefined);
      position = answer?.deployment.position ?? '0';
    }
  }
}
