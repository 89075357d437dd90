import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { SERVED_RESOURCES } from '#libs/kubernetes-api';
import type { Answer } from '../answer.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { listOf } from './list-of.js';
import type { ListQuery, ListSource } from './list-source.js';

type Fact = Readonly<{ namespace: string; name: string; labels: Readonly<Record<string, string>> }>;

const NOW = new Date('2026-01-01T00:00:00Z');
const KUBECTL = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

// Names sort as their numbers do.
const facts = (count: number): readonly Fact[] =>
  Array.from({ length: count }, (_, index) => ({
    namespace: 'shop',
    name: `web-${String(index).padStart(5, '0')}`,
    labels: { parity: index % 2 === 0 ? 'even' : 'odd' },
  }));

function listing(all: readonly Fact[]) {
  const queries: ListQuery[] = [];
  const rendered: string[] = [];
  const source: ListSource<Fact> = {
    facts: (query) => {
      queries.push(query);
      const rest = all.filter(({ name }) => query.after === undefined || name > query.after.name);
      return Promise.resolve(rest.slice(0, query.limit));
    },
    count: ({ after }) => Promise.resolve(all.filter(({ name }) => name > (after?.name ?? '')).length),
    selectable: (fact) => fact,
    render: (some) => {
      rendered.push(...some.map(({ name }) => name));
      return Promise.resolve(some.map(({ name }) => ({ object: { metadata: { name } } })));
    },
  };
  const reads = { readListVersion: () => Promise.resolve({ resourceVersion: '7000000000' }) };
  const ports = { extras: true, reads, now: () => NOW } as unknown as KubernetesPorts;
  const ask = (query: string, accept = 'application/json'): Promise<Answer> => {
    const request = {
      cluster: 'default',
      verb: 'list',
      resource: 'deployments.apps',
      served: SERVED_RESOURCES['deployments.apps'],
      query: new URLSearchParams(query),
      accept,
      now: NOW,
    };
    return listOf(source)(request as unknown as KubernetesRequest, ports);
  };
  return { ask, queries, rendered };
}

type Listed = Readonly<{
  kind: string;
  metadata: Readonly<{ resourceVersion: string; continue?: string; remainingItemCount?: number }>;
  items: readonly Readonly<{ metadata: Readonly<{ name: string }> }>[];
  rows: readonly JsonObject[];
}>;

async function listed(answer: Promise<Answer>): Promise<Listed> {
  const given = await answer;
  if (given.kind === 'object') return given.object as unknown as Listed;
  if (given.kind !== 'stream') throw new Error('no list');
  const texts: string[] = [];
  await given.run({ write: (text) => Promise.resolve(void texts.push(text)), ended: new AbortController().signal });
  return JSON.parse(texts.join('')) as Listed;
}

const names = ({ items }: Listed): readonly string[] => items.map(({ metadata }) => metadata.name);

describe('a list', () => {
  it('when there is little, it is told at once', async () => {
    expect(await listed(listing(facts(2)).ask(''))).toEqual({
      kind: 'DeploymentList',
      apiVersion: 'apps/v1',
      metadata: { resourceVersion: '7000000000' },
      items: [{ metadata: { name: 'web-00000' } }, { metadata: { name: 'web-00001' } }],
    });
  });

  it('when there is nothing, it is empty', async () => {
    expect(names(await listed(listing([]).ask('')))).toEqual([]);
  });

  it.each([500, 501, 1000, 1203])(
    'when %i are wanted without a limit, all are told, a page after the other',
    async (count) => {
      const { ask, queries } = listing(facts(count));
      const list = await listed(ask(''));
      expect(names(list)).toEqual(facts(count).map(({ name }) => name));
      expect(list.metadata).toEqual({ resourceVersion: '7000000000' });
      expect(Math.max(...queries.map(({ limit }) => limit))).toBe(501);
    },
  );

  it('when there is a limit, pages hang together and say what is left', async () => {
    const { ask } = listing(facts(5));
    const first = await listed(ask('limit=2'));
    const second = await listed(ask(`limit=2&continue=${first.metadata.continue}`));
    const third = await listed(ask(`limit=2&continue=${second.metadata.continue}`));
    expect([first, second, third].map(names)).toEqual([
      ['web-00000', 'web-00001'],
      ['web-00002', 'web-00003'],
      ['web-00004'],
    ]);
    expect([first, second, third].map(({ metadata }) => metadata.remainingItemCount)).toEqual([3, 1, undefined]);
    expect(third.metadata.continue).toBeUndefined();
  });

  it('when it goes on, it tells of the moment and the version of its first page', async () => {
    const { ask, queries } = listing(facts(3));
    const token = Buffer.from(
      JSON.stringify({ v: 'rollbook/1', rv: '5', at: 4, start: ['shop', 'web-00000'] }),
    ).toString('base64url');
    const { metadata } = await listed(ask(`limit=1&continue=${token}`));
    expect(metadata.resourceVersion).toBe('5');
    expect(queries[0]?.at).toEqual(new Date(4));
  });

  it('when a limit is beyond a page, a page is given', async () => {
    const list = await listed(listing(facts(600)).ask('limit=10000'));
    expect(list.items).toHaveLength(500);
    expect(list.metadata.remainingItemCount).toBe(100);
  });

  it('when few are selected, only these are rendered, and what is left is not told', async () => {
    const { ask, rendered } = listing(facts(1100));
    const list = await listed(ask('labelSelector=parity%3Dodd&limit=3'));
    expect(names(list)).toEqual(['web-00001', 'web-00003', 'web-00005']);
    expect(rendered).toEqual(names(list));
    expect(list.metadata.remainingItemCount).toBeUndefined();
  });

  it('when the last one is far away, it is found', async () => {
    const list = await listed(listing(facts(1700)).ask('fieldSelector=metadata.name%3Dweb-01699&limit=2'));
    expect(names(list)).toEqual(['web-01699']);
    expect(list.metadata.continue).toBeUndefined();
  });

  it('when one name is wanted, the source is told', async () => {
    const { ask, queries } = listing(facts(1));
    await listed(ask('fieldSelector=metadata.name%3Dweb,metadata.namespace%3Dshop&labelSelector=a'));
    expect(queries[0]).toMatchObject({ name: 'web', namespace: 'shop', labels: [{ key: 'a' }] });
  });

  it('when a Table is wanted, it has rows, and the columns of our own', async () => {
    const { kind, rows } = await listed(listing(facts(600)).ask('', KUBECTL));
    expect(kind).toBe('Table');
    expect(rows).toHaveLength(600);
    expect(rows[599]?.cells).toHaveLength(10);
  });

  it('when the client goes, no more is read', async () => {
    const { ask, queries } = listing(facts(5000));
    const answer = await ask('');
    const gone = new AbortController();
    gone.abort();
    if (answer.kind === 'stream') await answer.run({ write: () => Promise.resolve(), ended: gone.signal });
    expect(queries).toHaveLength(1);
  });

  it.each([
    ['limit=many', 'limit: Invalid value: "many": strconv.ParseInt: parsing "many": invalid syntax'],
    ['limit=99999999999999999999', 'value out of range'],
    ['continue=rubbish', 'invalid continue token'],
    ['labelSelector=a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['fieldSelector=spec.replicas=3', '"spec.replicas" is not a known field selector'],
  ])('when the query is %j, it is refused', async (query, words) => {
    await expect(listing([]).ask(query)).rejects.toThrow(words);
  });

  it('when the limit is not above 0, there is none', async () => {
    expect(names(await listed(listing(facts(3)).ask('limit=-1')))).toHaveLength(3);
  });
});
