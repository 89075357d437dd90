import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { SERVED_RESOURCES } from '../resource/served-resources.js';
import type { ServedResource } from '../resource/served-resource.js';
import { aggregatedDiscovery } from './aggregated-discovery.js';
import { apiGroup, groupList, groupsOf, resourceList } from './plain-discovery.js';
import { type Discoverable, VERBS } from './verbs.js';

type Entry = Readonly<{ resource: string; verbs: readonly string[]; subresources?: readonly JsonObject[] }>;
type Group = Readonly<{
  metadata?: Readonly<{ name?: string }>;
  versions: readonly Readonly<{ version: string; resources: readonly Entry[] }>[];
}>;

const recorded = (file: string): readonly Group[] =>
  (JSON.parse(readFileSync(`test/conformance/api/${file}`, 'utf8')) as Readonly<{ items: readonly Group[] }>).items;

// As a real API server tells of them, by group and name.
const real = new Map(
  [...recorded('aggregated-api.json'), ...recorded('aggregated-apis.json')].flatMap(({ metadata, versions }) =>
    versions.flatMap(({ resources }) =>
      resources.map((entry) => [`${metadata?.name ?? ''}/${entry.resource}`, entry] as const),
    ),
  ),
);

// Everything with all that its kind can take.
const all: readonly Discoverable<ServedResource>[] = Object.values<ServedResource>(SERVED_RESOURCES).map((served) => ({
  served,
  verbs: VERBS,
  subresources: Object.fromEntries(Object.keys(served.subresources).map((name) => [name, ['get', 'patch', 'update']])),
}));

describe('what discovery tells of a resource', () => {
  const told = ['', ...groupsOf(all)].flatMap((group) => {
    const { items } = aggregatedDiscovery(all, [group], 'v2') as unknown as Readonly<{ items: readonly Group[] }>;
    return (items[0]?.versions ?? []).flatMap(({ resources }) => resources.map((entry) => ({ group, entry })));
  });

  it.each(told.filter(({ group, entry }) => real.has(`${group}/${entry.resource}`)))(
    'is what a real API server tells: $entry.resource of "$group"',
    ({ group, entry }) => {
      const { verbs: _, subresources = [], ...words } = entry;
      const { verbs: __, subresources: realOnes = [], ...realWords } = real.get(`${group}/${entry.resource}`) ?? entry;
      expect(words).toEqual(realWords);
      const kinds = (entries: readonly JsonObject[]) => entries.map(({ verbs: _verbs, ...kind }) => kind);
      expect(kinds(realOnes)).toEqual(expect.arrayContaining(kinds(subresources)));
    },
  );

  it('is the same to who asks in the plain way', () => {
    for (const { group, entry } of told) {
      const list = resourceList(all, group === '' ? 'v1' : `${group}/v1`);
      const names = ((list?.resources ?? []) as readonly Readonly<{ name: string }>[]).map(({ name }) => name);
      expect(names).toContain(entry.resource);
    }
  });
});

describe('discovery', () => {
  const [deployments] = all.filter(({ served }) => served.resource === 'deployments');

  it('leaves out subresources that take nothing', () => {
    const bare = { ...deployments!, verbs: ['get'] as const, subresources: { scale: [] } };
    expect(resourceList([bare], 'apps/v1')?.resources).toEqual([
      {
        name: 'deployments',
        singularName: 'deployment',
        namespaced: true,
        kind: 'Deployment',
        verbs: ['get'],
        shortNames: ['deploy'],
        categories: ['all'],
      },
    ]);
  });

  it('says of what group a subresource of another is', () => {
    const scaled = { ...deployments!, verbs: [], subresources: { scale: ['get'] as const, status: ['get'] as const } };
    const list = resourceList([scaled], 'apps/v1')?.resources as readonly JsonObject[];
    expect(list.slice(1)).toEqual([
      {
        ...{ name: 'deployments/scale', singularName: '', namespaced: true },
        ...{ group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get'] },
      },
      { name: 'deployments/status', singularName: '', namespaced: true, kind: 'Deployment', verbs: ['get'] },
    ]);
  });

  it('knows the groups of what is served, and no other', () => {
    expect(groupsOf([deployments!])).toEqual(['apps']);
    const apps = {
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    };
    expect(groupList([deployments!])).toEqual({ kind: 'APIGroupList', apiVersion: 'v1', groups: [apps] });
    expect(apiGroup([deployments!], 'apps')).toEqual({ kind: 'APIGroup', apiVersion: 'v1', ...apps });
    expect(apiGroup([deployments!], 'batch')).toBeUndefined();
    expect(resourceList([deployments!], 'v1')).toBeUndefined();
  });
});
