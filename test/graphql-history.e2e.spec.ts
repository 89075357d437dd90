import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { manifest } from './support/manifest.js';
import { GraphQLClient } from './support/graphql.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let program: Program;
let client: GraphQLClient;

beforeAll(async () => {
  database = await createTestDatabase();
  program = await Program.start({ env: { DATABASE_URL: database.url } });
  client = new GraphQLClient(program.url, program.token);
});
afterAll(async () => {
  await program.discard();
  await database.drop();
});

const PAYLOAD = `changed repeated message position
  change { change summary cause actor { subject } source occurredAt events { type } }
  deployment { id uid position revision spec { replicas } images }`;

const apply = async (text: string, more = ''): Promise<any> =>
  (
    await client.data(
      `mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest ${more} }) { results { ${PAYLOAD} } } }`,
      { manifest: text },
    )
  ).applyDeployment.results[0];

const run = async (mutation: string, name: string, more = ''): Promise<any> =>
  (await client.data(`mutation { ${mutation}(input: { namespace: "shop", name: "${name}" ${more} }) { ${PAYLOAD} } }`))[
    mutation
  ];

const deployment = async (name: string, fields: string, more = ''): Promise<any> =>
  (await client.data(`{ deployment(namespace: "shop", name: "${name}" ${more}) { ${fields} } }`)).deployment;

const after = (moment: string, seconds: number): string => new Date(Date.parse(moment) + seconds * 1000).toISOString();

describe('a Deployment from its creation to its deletion and back', () => {
  it('when it is applied, the answer has the change and the Deployment with it', async () => {
    const result = await apply(manifest('life', { image: 'web:1' }), ', changeCause: "first"');

    expect(result).toEqual({
      changed: true,
      repeated: false,
      message: 'created: web web:1, 3 replicas',
      position: expect.any(String),
      change: {
        change: result.position,
        summary: 'created: web web:1, 3 replicas',
        cause: 'first',
        actor: { subject: 'admin' },
        source: 'GRAPHQL',
        occurredAt: expect.any(String),
        events: [{ type: 'DeploymentCreated' }],
      },
      deployment: {
        id: expect.any(String),
        uid: expect.any(String),
        position: result.position,
        revision: 1,
        spec: { replicas: 3 },
        images: ['web:1'],
      },
    });
  });

  it('when the same is applied again, nothing is recorded and it says so', async () => {
    const before = await deployment('life', 'position');
    const result = await apply(manifest('life', { image: 'web:1' }));

    expect(result).toMatchObject({
      changed: false,
      position: null,
      change: null,
      message: 'nothing to change: the Deployment is already so',
    });
    expect(await deployment('life', 'position')).toEqual(before);
  });

  it('when the image is set, there is a second revision, and each moment of the rollout can be asked for', async () => {
    const { change, deployment: now } = await run(
      'setImage',
      'life',
      ', images: [{ container: "web", image: "web:2" }], changeCause: "faster"',
    );
    const fields =
      'revision status { replicas availableReplicas } pods { nodes { status ready } } rollouts(first: 1) { nodes { outcome endedAt toRevision } }';
    const planned = (seconds: number) => deployment('life', fields, `, at: "${after(change.occurredAt, seconds)}"`);

    expect(now).toMatchObject({ revision: 2, images: ['web:2'] });
    expect(await planned(0)).toMatchObject({ rollouts: { nodes: [{ outcome: null, endedAt: null, toRevision: 2 }] } });
    const end = await planned(60);
    expect(end).toMatchObject({ revision: 2, status: { replicas: 3, availableReplicas: 3 } });
    expect(end.pods.nodes).toEqual(Array(3).fill({ status: 'Running', ready: true }));
    expect(end.rollouts.nodes[0]).toMatchObject({ outcome: 'Complete', endedAt: expect.any(String) });
  });

  it('when it is asked at a moment before its second revision, it shows nothing of what came later', async () => {
    const [second, first] = (
      await deployment('life', 'revisions { nodes { number createdAt cause change { summary } } }')
    ).revisions.nodes;
    const moment = after(second.createdAt, -0.001);
    const then = await deployment(
      'life',
      'revision images spec { containers { image } } revisions { nodes { number } } changes { nodes { summary } } rollouts { nodes { toRevision } } events { nodes { message } }',
      `, at: "${moment}"`,
    );

    expect(first).toMatchObject({ number: 1, cause: 'first' });
    expect(second).toMatchObject({ number: 2, cause: 'faster', change: { summary: 'image of web: web:1 -> web:2' } });
    expect(then).toMatchObject({
      revision: 1,
      images: ['web:1'],
      spec: { containers: [{ image: 'web:1' }] },
      revisions: { nodes: [{ number: 1 }] },
      changes: { nodes: [{ summary: 'created: web web:1, 3 replicas' }] },
      rollouts: { nodes: [{ toRevision: 1 }] },
    });
    expect(then.events.nodes.every(({ message }: any) => !message.includes('from 0 to 1'))).toBe(true);
  });

  it('when it is undone, the first template comes back as the third revision', async () => {
    const result = await run('undoRollout', 'life');
    const { revisions } = await deployment(
      'life',
      'revisions { nodes { number restoredFrom supersededBy keptByCluster images cause } }',
    );

    expect(result).toMatchObject({ changed: true, message: 'undone to revision 1: image of web: web:2 -> web:1' });
    expect(revisions.nodes).toEqual([
      { number: 3, restoredFrom: 1, supersededBy: null, keptByCluster: true, images: ['web:1'], cause: null },
      { number: 2, restoredFrom: null, supersededBy: null, keptByCluster: true, images: ['web:2'], cause: 'faster' },
      { number: 1, restoredFrom: null, supersededBy: 3, keptByCluster: false, images: ['web:1'], cause: 'first' },
    ]);
  });

  it('when it is undone to where it is, nothing is recorded', async () => {
    expect(await run('undoRollout', 'life', ', toRevision: 3')).toMatchObject({
      changed: false,
      message: 'skipped rollback (current template already matches revision 3)',
    });
  });

  it('when it is deleted and made again, both incarnations are there, and revisions of the old one can be restored', async () => {
    const { id, uid } = await deployment('life', 'id uid');
    await run('deleteDeployment', 'life');
    const deleted = await deployment('life', 'uid deletedAt');
    await apply(manifest('life', { image: 'web:9' }));
    const { uid: newUid, incarnations } = await deployment(
      'life',
      'uid incarnations { nodes { uid revisions { nodes { id number } } } }',
    );
    const old = incarnations.nodes[1];

    expect(deleted).toEqual({ uid, deletedAt: expect.any(String) });
    expect(incarnations.nodes.map((node: any) => node.uid)).toEqual([newUid, uid]);
    expect(await client.data(`{ node(id: "${id}") { __typename id ... on Deployment { uid } } }`)).toEqual({
      node: { __typename: 'Deployment', id, uid },
    });
    const restored = await run('undoRollout', 'life', `, toRevisionId: "${old.revisions.nodes[1].id}"`);
    expect(restored).toMatchObject({ changed: true, deployment: { uid: newUid, images: ['web:2'] } });
  });
});

describe('commands', () => {
  beforeAll(async () => {
    await apply(manifest('work', { image: 'work:1' }));
  });

  it.each([
    ['scaleDeployment', 'replicas: 5', 'replicas: 3 -> 5', ['DeploymentScaled']],
    ['setEnv', 'env: { MODE: "fast" }', 'env MODE of web added', ['PodTemplateChanged']],
    ['setResources', 'limits: { memory: "64Mi" }', 'resources.limits of web added', ['PodTemplateChanged']],
    ['pauseRollout', '', 'paused', ['RolloutPaused']],
    ['resumeRollout', '', 'resumed', ['RolloutResumed']],
    ['restartRollout', '', 'restarted', ['RolloutRestarted']],
    ['annotateDeployment', 'annotations: { note: "x" }', 'annotation note added', ['AnnotationsChanged']],
    ['labelDeployment', 'labels: { team: "a" }', 'label team added', ['LabelsChanged']],
    ['changeLimits', 'minReadySeconds: 1', 'minReadySeconds added', ['RolloutLimitsChanged']],
    ['changeStrategy', 'type: Recreate', expect.stringContaining('strategy'), ['StrategyChanged']],
  ])(
    'when %s is sent with %s, it records one change, and sent again it records none',
    async (mutation, more, message, types) => {
      const first = await run(mutation, 'work', `, ${more}`);

      expect(first).toMatchObject({ changed: true, message, change: { events: types.map((type) => ({ type })) } });
      if (mutation === 'restartRollout') return; // every restart is a new one
      expect(await run(mutation, 'work', `, ${more}`)).toMatchObject({ changed: false, change: null });
    },
  );

  it('when it is a dry run, it says what would change and records nothing', async () => {
    const before = await deployment('work', 'position');
    const { scaleDeployment } = await client.data(
      'mutation { scaleDeployment(input: { namespace: "shop", name: "work", replicas: 7, dryRun: true }) { changed change { id } diff { fields { path before after } jsonPatch unified } } }',
    );

    expect(scaleDeployment).toEqual({
      changed: true,
      change: null,
      diff: {
        fields: [{ path: 'spec.replicas', before: 5, after: 7 }],
        jsonPatch: [{ op: 'replace', path: '/spec/replicas', value: 7 }],
        unified: expect.stringContaining('-  replicas: 5\n+  replicas: 7\n'),
      },
    });
    expect(await deployment('work', 'position')).toEqual(before);
  });

  it('when a key is sent twice, the second answer is the first', async () => {
    const first = await run('scaleDeployment', 'work', ', replicas: 6, idempotencyKey: "six"');
    await run('scaleDeployment', 'work', ', replicas: 5');
    const second = await run('scaleDeployment', 'work', ', replicas: 6, idempotencyKey: "six"');

    expect(first).toMatchObject({ changed: true, repeated: false });
    expect(second).toMatchObject({
      changed: true,
      repeated: true,
      change: first.change,
      deployment: { spec: { replicas: 5 } },
    });
  });

  it('when a key is used for something else, it is refused', async () => {
    expect(
      await client.error(
        'mutation { scaleDeployment(input: { namespace: "shop", name: "work", replicas: 8, idempotencyKey: "six" }) { changed } }',
      ),
    ).toMatchObject({ code: 'CONFLICT', refusal: 'IdempotencyKeyReused' });
  });

  it('when two writers expect the same position, one wins and the other can act on its refusal', async () => {
    const { position } = await deployment('work', 'position');
    const scale = (replicas: number) =>
      client.ask(
        `mutation { scaleDeployment(input: { namespace: "shop", name: "work", replicas: ${replicas}, expectedPosition: "${position}" }) { position } }`,
      );
    const answers = await Promise.all([scale(11), scale(12)]);

    const winners = answers.filter(({ errors }) => errors.length === 0);
    const [error] = answers.flatMap(({ errors }) => errors);
    expect(winners).toHaveLength(1);
    expect(error?.extensions).toMatchObject({
      code: 'CONFLICT',
      refusal: 'PositionConflict',
      expectedPosition: position,
      actualPosition: expect.any(String),
    });
  });

  it('when writers expect nothing, all get through', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map((n) => run('annotateDeployment', 'work', `, annotations: { n${n}: "x" }`)),
    );

    expect(answers.map(({ changed }) => changed)).toEqual([true, true, true]);
  });

  it('when one manifest of several is wrong, none is recorded', async () => {
    const text = `${manifest('pair-a', { image: 'a' })}---\n${manifest('pair-b', { image: 'b', replicas: -1 })}`;
    const error = await client.error(
      'mutation ($m: String!) { applyDeployment(input: { manifest: $m }) { results { changed } } }',
      { m: text },
    );

    expect(error).toMatchObject({ code: 'INVALID', causes: [{ field: 'spec.replicas' }] });
    expect(await deployment('pair-a', 'id')).toBeNull();
  });

  it('when several are right, each is a change, and other kinds are named', async () => {
    const text = `${manifest('pair-a', { image: 'a' })}---\n${manifest('pair-b', { image: 'b' })}---\n{apiVersion: v1, kind: Service, metadata: {name: web}}`;
    const { applyDeployment } = await client.data(
      'mutation ($m: String!) { applyDeployment(input: { manifest: $m, idempotencyKey: "pair" }) { skipped results { changed message } } }',
      { m: text },
    );

    expect(applyDeployment).toEqual({
      skipped: ['Service/web'],
      results: [
        { changed: true, message: 'created: web a, 3 replicas' },
        { changed: true, message: 'created: web b, 3 replicas' },
      ],
    });
  });
});

describe('the audit list', () => {
  it('when it is paged from its start, it has every change once, in order', async () => {
    const seen: number[] = [];
    for (
      let page = await changes('first: 7');
      ;
      page = await changes(`first: 7, after: "${page.pageInfo.endCursor}"`)
    ) {
      seen.push(...page.nodes.map(({ change }: any) => Number(change)));
      if (!page.pageInfo.hasNextPage) break;
    }

    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen[0]).toBe(1);
  });

  it('when it is paged from its end, the pages meet without a gap', async () => {
    const newest = await changes('last: 3');
    const older = await changes(`last: 3, before: "${newest.pageInfo.startCursor}"`);
    const six = await changes('last: 6');

    expect([...older.nodes, ...newest.nodes]).toEqual(six.nodes);
    expect(newest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each([
    ['name: "life", namespace: "shop"', (node: any) => node.name === 'life'],
    ['kind: [DeploymentScaled]', (node: any) => node.events.some(({ type }: any) => type === 'DeploymentScaled')],
    ['actor: "admin", source: [GRAPHQL]', () => true],
  ])('when it is filtered by %s, only such changes are in it', async (filter, fits) => {
    const { nodes } = await changes(`filter: { ${filter} }, first: 100`);

    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.every(fits)).toBe(true);
  });

  it.each([
    'actor: "nobody"',
    'source: [IMPORT]',
    'namespace: "other"',
    'since: "2999-01-01T00:00:00Z"',
    'until: "1999-01-01T00:00:00Z"',
  ])('when it is filtered by %s, it is empty', async (filter) => {
    expect((await changes(`filter: { ${filter} }`)).nodes).toEqual([]);
  });

  const changes = async (args: string): Promise<any> =>
    (
      await client.data(
        `{ changes(${args}) { nodes { change name events { type } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
      )
    ).changes;
});

describe('the list of Deployments', () => {
  const names = async (args: string): Promise<string[]> =>
    (await client.data(`{ deployments(${args}) { nodes { name } } }`)).deployments.nodes.map(({ name }: any) => name);

  it.each([
    ['filter: { namespace: "shop" }', ['life', 'pair-a', 'pair-b', 'work']],
    ['filter: { namePrefix: "pair-" }', ['pair-a', 'pair-b']],
    ['filter: { namePrefix: "pair_" }', []],
    ['filter: { image: "a" }', ['pair-a']],
    ['filter: { image: "work:*" }', ['work']],
    ['filter: { labelSelector: "app in (pair-a, work),team" }', ['work']],
    ['filter: { labelSelector: "app!=work,!team" }', ['life', 'pair-a', 'pair-b']],
    ['filter: { namePrefix: "life", includeDeleted: true }', ['life', 'life']],
    ['filter: { cluster: "other" }', []],
  ])('when it is asked with %s, it answers %j', async (args, expected) => {
    expect(await names(args)).toEqual(expected);
  });

  it('when it is paged, every Deployment comes once', async () => {
    const page = async (args: string) =>
      (await client.data(`{ deployments(first: 2 ${args}) { nodes { name } pageInfo { hasNextPage endCursor } } }`))
        .deployments;
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);

    expect([...first.nodes, ...second.nodes].map(({ name }: any) => name)).toEqual([
      'life',
      'pair-a',
      'pair-b',
      'work',
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('when it is asked at an earlier moment, labels and images are those of then', async () => {
    const { createdAt } = await deployment('work', 'createdAt');
    const at = `at: "${createdAt}"`;

    expect(await names(`filter: { labelSelector: "team" }, ${at}`)).toEqual([]);
    expect(await names(`filter: { labelSelector: "app=work", image: "work:1" }, ${at}`)).toEqual(['work']);
    expect(await names(`filter: { namePrefix: "pair" }, ${at}`)).toEqual([]);
  });
});

describe('diff', () => {
  const diff = async (from: string, to: string, more = ''): Promise<any> =>
    (
      await client.data(
        `{ diff(from: { namespace: "shop", name: "life" ${from} }, to: { namespace: "shop", name: "work" ${to} } ${more}) { identical fields { path kind container before after } unified } }`,
      )
    ).diff;
  const same = async (from: string, to: string): Promise<any> =>
    (
      await client.data(
        `{ diff(from: { namespace: "shop", name: "work" ${from} }, to: { namespace: "shop", name: "work" ${to} }) { identical fields { path kind container before after } } }`,
      )
    ).diff;

  it('when two revisions are compared, it is about their templates', async () => {
    expect(await same(', revision: 1', ', revision: 2')).toEqual({
      identical: false,
      fields: [
        {
          path: 'spec.template.spec.containers[name="web"].env[name="MODE"]',
          kind: 'ADDED',
          container: 'web',
          before: null,
          after: { name: 'MODE', value: 'fast' },
        },
      ],
    });
  });

  it('when a state is compared with itself, nothing differs', async () => {
    const now = new Date().toISOString();

    expect(await same(', revision: 2', ', revision: 2')).toEqual({ identical: true, fields: [] });
    expect(await same(`, at: "${now}"`, `, at: "${now}"`)).toEqual({ identical: true, fields: [] });
  });

  it('when a moment is compared with a revision, it is about the whole Deployment', async () => {
    const { createdAt, position } = await deployment('work', 'createdAt position');
    const { fields } = await same(`, at: "${createdAt}"`, `, change: "${position}"`);

    expect(fields).toContainEqual({
      path: 'spec.replicas',
      kind: 'CHANGED',
      container: null,
      before: 3,
      after: expect.any(Number),
    });
  });

  it('when two Deployments are compared, it works as well', async () => {
    expect(await diff(', revision: 1', ', revision: 1')).toMatchObject({
      identical: false,
      unified: expect.stringContaining('+      - image: work:1'),
    });
  });
});
