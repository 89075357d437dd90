import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphQLClient } from './support/graphql.js';
import type { Program } from './support/program.js';
import { startWithTeams } from './support/with-teams.js';

let program: Program;
let admin: GraphQLClient;
let viewer: GraphQLClient;

beforeAll(async () => {
  ({ program, admin, viewer } = await startWithTeams());
}, 120_000);
afterAll(() => program.discard());

const changes = async (filter: string, client = admin) => {
  const { changes: page } = await client.data(`{ changes(filter: { ${filter} }) { nodes { namespace summary } } }`);
  return page.nodes.map(({ namespace, summary }: Record<string, string>) => `${namespace} ${summary}`);
};

describe('questions about changes', () => {
  const SET = 'image of web: web:1 -> web:2';

  it.each([
    [`cause: "ops leak"`, ['shop', 'bank']],
    [`cause: "lea"`, []],
    [`team: "team-shop", path: "spec.template.spec.containers[name=web].image", kind: [PodTemplateChanged]`, ['shop']],
    [`team: "nobody"`, []],
    [`image: "web:2"`, ['shop', 'bank']],
    [`image: "web:*", namespace: "bank", kind: [PodTemplateChanged]`, ['bank']],
    [`group: "rollbook:admins", cause: "12", source: [GRAPHQL]`, ['shop', 'bank']],
  ])('when asked for { %s }, those changes are found', async (filter, namespaces) => {
    expect(await changes(filter)).toEqual(namespaces.map((namespace) => `${namespace} ${SET}`));
    const seen = namespaces.filter((namespace) => namespace === 'shop');
    expect(await changes(filter, viewer)).toEqual(seen.map((namespace) => `${namespace} ${SET}`));
  });

  it.each([
    [`image: "*"`, 'filter.image'],
    [`path: "spec..x"`, 'filter.path'],
    [`cause: "!"`, 'filter.cause'],
    [`cause: "${'a '.repeat(21)}"`, 'filter.cause'],
  ])('when asked for { %s }, it is refused and the field is named', async (filter, field) => {
    expect(await admin.error(`{ changes(filter: { ${filter} }) { nodes { id } } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
  });
});

describe('blame', () => {
  const blame = async (more: string, client = admin, namespace = 'shop') => {
    const fields = 'path container value before removed change { summary cause }';
    const { deployment } = await client.data(
      `{ deployment(namespace: "${namespace}", name: "web") { blame${more} { nodes { ${fields} } pageInfo { endCursor hasNextPage } } } }`,
    );
    return deployment?.blame;
  };

  it('when a field is asked for, it tells the change, the value and the one before', async () => {
    const { nodes } = await blame('(path: "spec.template.spec.containers[name=web].image")');
    expect(nodes).toEqual([
      {
        path: 'spec.template.spec.containers[name="web"].image',
        ...{ container: 'web', value: 'web:2', before: 'web:1', removed: false },
        change: { summary: 'image of web: web:1 -> web:2', cause: 'OPS-12: a leak' },
      },
    ]);
  });

  it('when all fields are asked for, they come page by page, as of a position too', async () => {
    const first = await blame('(first: 2)');
    const second = await blame(`(first: 100, after: "${first.pageInfo.endCursor}")`);
    expect(first.nodes).toHaveLength(2);
    const past = await blame('(asOf: "1", path: "spec.template.spec.containers[name=web].image")');
    expect(past.nodes).toMatchObject([{ value: 'web:1', before: null }]);
    expect([...first.nodes, ...second.nodes].map(({ path }: { path: string }) => path)).toContain('spec.replicas');
    expect(await blame('', viewer, 'bank')).toBeUndefined();
  });
});

describe('image usage', () => {
  const usage = async (args: string, client = admin) => {
    const { imageUsage } = await client.data(
      `{ imageUsage(${args}) { nodes { namespace container image until broughtIn { summary } takenOut { summary } deployment { name } } } }`,
    );
    return imageUsage.nodes;
  };

  it('when an image is asked for, it tells who brought it in and who took it out', async () => {
    const run = {
      ...{ container: 'web', image: 'web:1', until: expect.any(String), deployment: { name: 'web' } },
      ...{
        broughtIn: { summary: 'created: web web:1, 3 replicas' },
        takenOut: { summary: 'image of web: web:1 -> web:2' },
      },
    };
    expect(await usage('image: "web:1"')).toEqual([
      { namespace: 'bank', ...run },
      { namespace: 'shop', ...run },
    ]);
    expect(await usage('image: "web:1", team: "team-shop"')).toEqual([{ namespace: 'shop', ...run }]);
    expect(await usage('image: "web:1"', viewer)).toEqual([{ namespace: 'shop', ...run }]);
    expect(await usage('image: "web", since: "2126-01-01T00:00:00Z"')).toMatchObject([
      { image: 'web:2', until: null, takenOut: null },
      { image: 'web:2', until: null, takenOut: null },
    ]);
    expect(await usage('image: "web", until: "2006-01-01T00:00:00Z"')).toEqual([]);
  });
});

describe('delivery measures', () => {
  const measures = async (args: string, client = admin) => {
    const fields = 'rollouts completed failed undone running failedOrUndoneShare medianSeconds';
    return (await client.data(`{ deliveryMeasures(since: "2020-01-01T00:00:00Z" ${args}) { ${fields} } }`))
      .deliveryMeasures;
  };

  it('when a team or a namespace is asked for, it tells how their rollouts went', async () => {
    expect(await measures('namespace: "shop"')).toMatchObject({
      rollouts: 2,
      failed: 0,
      undone: 0,
      failedOrUndoneShare: 0,
    });
    expect(await measures('team: "team-shop"')).toMatchObject({ rollouts: 2 });
    expect(await measures('', viewer)).toMatchObject({ rollouts: 2 });
    expect(await measures('namespace: "bank"', viewer)).toMatchObject({ rollouts: 0, failedOrUndoneShare: null });
    expect(
      await admin.error(
        `{ deliveryMeasures(since: "2020-01-01T00:00:00Z", until: "2019-01-01T00:00:00Z") { rollouts } }`,
      ),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'since' });
  });
});
