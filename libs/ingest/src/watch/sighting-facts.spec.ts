import { describe, expect, it } from '@jest/globals';
import type { Sighting } from '#libs/sighting';
import { absenceFact, sightingFacts, type Watching } from './sighting-facts.js';

const time = (minute: number) => Date.parse(`2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`);
const at = (minute: number) => new Date(time(minute)).toISOString();

const object = (image: string, generation = 2, version = '900') => ({
  metadata: {
    namespace: 'shop',
    name: 'web',
    uid: 'u',
    resourceVersion: version,
    generation,
    creationTimestamp: at(0),
    annotations: { 'deployment.kubernetes.io/revision': '2', cause: image },
  },
  spec: { replicas: 2, template: templateOf(image) },
});

const templateOf = (image: string) => ({ metadata: { labels: {} }, spec: { containers: [{ name: 'app', image }] } });

const replicaSet = (image: string, minute: number, revision: string) => ({
  metadata: {
    creationTimestamp: at(minute),
    annotations: { 'deployment.kubernetes.io/revision': revision, cause: image },
  },
  spec: { template: templateOf(image) },
});

const seen = (fields: Partial<Extract<Sighting, { kind: 'Deployment' }>> = {}) =>
  ({ kind: 'Deployment', seenAt: time(30), how: 'watched', object: object('web:2'), ...fields }) as const;

const facts = (sighting: Parameters<typeof sightingFacts>[0], watching: Watching = { cluster: 'prod' }) =>
  sightingFacts(sighting, watching).map(({ verb, key, occurredAt, notBefore, missedGenerations, revision }) => [
    verb,
    key,
    (occurredAt - time(0)) / 60_000,
    notBefore && (notBefore - time(0)) / 60_000,
    missedGenerations,
    revision,
  ]);

describe('sightingFacts', () => {
  it('when a watch tells it, it happened then', () => {
    expect(facts(seen(), { cluster: 'prod', watchedUntil: time(20) })).toEqual([
      ['seen', 'seen:prod/u/900', 30, undefined, undefined, undefined],
    ]);
  });

  it('when a watch tells a first generation, that was created then', () => {
    expect(facts(seen({ object: object('web:1', 1) }))).toEqual([
      ['created', 'seen:prod/u/900', 30, undefined, undefined, undefined],
    ]);
  });

  it('when a list finds it, it happened after the cluster was watched last', () => {
    expect(facts(seen({ how: 'listed' }), { cluster: 'prod', watchedUntil: time(20) })).toEqual([
      ['seen', 'seen:prod/u/900', 30, 20, undefined, 2],
    ]);
    expect(facts(seen({ how: 'listed' }))).toEqual([['seen', 'seen:prod/u/900', 30, undefined, undefined, 2]]);
  });

  it('when its ReplicaSets are told, each is a fact, and the newest is the present with its version', () => {
    const replicaSets = [replicaSet('web:2', 5, '2'), replicaSet('web:1', 0, '1')];
    expect(facts(seen({ how: 'listed', replicaSets }))).toEqual([
      ['created', 'seen:prod/u/revision/1', 0, undefined, undefined, 1],
      ['seen', 'seen:prod/u/900', 5, undefined, 0, 2],
    ]);
  });

  it('when it has changed since its newest ReplicaSet was made, that is one more fact, and the generations between are missed', () => {
    const sighting = seen({ how: 'listed', object: object('web:2', 7), replicaSets: [replicaSet('web:1', 5, '4')] });
    expect(facts(sighting)).toEqual([
      ['created', 'seen:prod/u/revision/4', 5, undefined, undefined, 4],
      ['seen', 'seen:prod/u/900', 30, 5, 5, 2],
    ]);
  });

  it('when it is gone, that is one fact of its incarnation, whoever tells it', () => {
    const gone = { kind: 'DeploymentGone', seenAt: time(30), object: object('web:2') } as const;
    expect(facts(gone)).toEqual([['deleted', 'seen:prod/u/deleted', 30, undefined, undefined, undefined]]);
    const place = { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'u' };
    expect(absenceFact(place, time(30), { cluster: 'prod', watchedUntil: time(20) })).toMatchObject({
      key: 'seen:prod/u/deleted',
      notBefore: time(20),
      actor: { subject: 'rollbook:unknown' },
    });
  });
});
