import { describe, expect, it } from '@jest/globals';
import { type DeploymentState, evolve } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { decideFact, type FactDecision } from './decide-fact.js';
import { decideLateFact, isLate } from './decide-late-fact.js';
import type { Fact } from './fact.js';

const context = { release: '1.36', podLifeRules: [] };

/** A Deployment as stored: `image` and `replicas`, and what else its metadata has. */
function object(version: string, image: string, replicas: number, metadata: JsonObject = {}): JsonObject {
  const labels = { app: 'web' };
  const own = { name: 'web', namespace: 'shop', uid: 'u', creationTimestamp: '2026-11-21T10:00:00Z' };
  return {
    metadata: { ...own, resourceVersion: version, generation: Number(version), ...metadata },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels, creationTimestamp: null }, spec: { containers: [{ name: 'app', image }] } },
    },
    status: { replicas: 1 },
  };
}

function fact(version: string, given: Partial<Fact>): Fact {
  const place = { cluster: 'prod', namespace: 'shop', name: 'web', uid: 'u' };
  return {
    ...{ source: 'audit-webhook', verb: 'changed', ...place, resourceVersion: version },
    ...{ occurredAt: Number(version) * 1000, actor: { subject: 'ann', groups: [] }, provenance: {}, key: version },
    ...given,
  };
}

const whole = (version: string, image: string, replicas: number, metadata: JsonObject = {}): Fact =>
  fact(version, { object: object(version, image, replicas, metadata) });
const scale = (version: string, replicas: number): Fact => fact(version, { verb: 'scaled', replicas });
const typesOf = (decision: FactDecision): readonly string[] =>
  decision.kind === 'nothing' ? [decision.reason] : decision.events.map(({ type }) => type);

function after(...facts: readonly Fact[]): DeploymentState {
  return facts.reduce<DeploymentState | undefined>((before, one) => {
    const decision = decideFact(before, one, context);
    return decision.kind === 'change' ? decision.events.reduce<DeploymentState | undefined>(evolve, before) : before;
  }, undefined)!;
}

const created = whole('1', 'web:1', 3);

describe('decideFact', () => {
  it.each<[string, Fact[], string[], string | undefined]>([
    ['a first sight', [created], ['DeploymentCreated', 'WriteObserved'], 'created: app web:1, 3 replicas'],
    ['a scale of what was not seen', [scale('2', 5)], ['its Deployment was not seen yet'], undefined],
    [
      'an image',
      [created, whole('2', 'web:2', 3)],
      ['PodTemplateChanged', 'WriteObserved'],
      'image of app: web:1 -> web:2',
    ],
    ['a scale', [created, scale('2', 5)], ['DeploymentScaled', 'WriteObserved'], 'replicas: 3 -> 5'],
    ['a scale to what is', [created, scale('2', 3)], ['it changed nothing'], undefined],
    ['a write that changed nothing', [created, whole('9', 'web:1', 3)], ['it changed nothing'], undefined],
    [
      'a deletion',
      [created, fact('2', { verb: 'deleted', propagationPolicy: 'Orphan' })],
      ['DeploymentDeleted', 'WriteObserved'],
      'deleted (Orphan)',
    ],
    [
      'a deletion that begins',
      [created, whole('2', 'web:1', 3, held(['foregroundDeletion']))],
      ['MetadataChanged', 'DeletionRequested', 'WriteObserved'],
      'metadata.finalizers added; to be deleted (Foreground), held by foregroundDeletion',
    ],
    [
      'the end of a deletion',
      [created, whole('2', 'web:1', 3, held(['foregroundDeletion'])), whole('3', 'web:1', 3, held([]))],
      ['MetadataChanged', 'DeploymentDeleted', 'WriteObserved'],
      'metadata.finalizers removed; deleted (Foreground)',
    ],
    [
      'anything after a deletion',
      [created, fact('2', { verb: 'deleted' }), whole('3', 'web:2', 3)],
      ['it was deleted before'],
      undefined,
    ],
  ])('tells %s', (_, facts, types, summary) => {
    const decision = decideFact(after(...facts.slice(0, -1)), facts.at(-1)!, context);

    expect(typesOf(decision)).toEqual(types);
    expect(decision.kind === 'change' ? decision.summary : undefined).toBe(summary);
  });

  it('tells a restart and an undo apart from other templates', () => {
    const restarted = whole('2', 'web:1', 3);
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-11-21T10:00:00Z' };
    const { template } = restarted.object!.spec as { template: { metadata: object } };
    Object.assign(template.metadata, { annotations });
    const restoredFrom = { uid: 'u', revision: 1, change: '1' };
    const back = { ...whole('3', 'web:1', 3), undoes: true as const };

    expect(typesOf(decideFact(after(created), restarted, context))).toEqual(['RolloutRestarted', 'WriteObserved']);
    expect(decideFact(after(created, whole('2', 'web:2', 3)), back, { ...context, restoredFrom })).toMatchObject({
      events: [{ type: 'RolloutUndone', payload: { restoredFrom } }, {}],
      summary: 'undone to revision 1: image of app: web:2 -> web:1',
    });
  });

  it('counts the generations that nobody told', () => {
    const missed = (one: Fact) => {
      const decision = decideFact(after(created), one, context);
      return decision.kind === 'change' && decision.events.at(-1)?.payload;
    };
    expect(missed(whole('2', 'web:2', 3))).toEqual({
      at: '1970-01-01T00:00:02.000Z',
      resourceVersion: '2',
      generation: 2,
    });
    expect(missed(whole('5', 'web:2', 3))).toMatchObject({ missedGenerations: 3 });
    expect(missed(whole('5', 'web:2', 3, { generation: 1, labels: { a: 'b' } }))).not.toHaveProperty(
      'missedGenerations',
    );
  });

  it('takes as cause only an annotation that this write set', () => {
    const why = (cause: string) => ({ annotations: { 'kubernetes.io/change-cause': cause } });
    const first = whole('1', 'web:1', 3, why('a'));

    expect(decideFact(undefined, first, context)).toMatchObject({ cause: 'a' });
    expect(decideFact(after(first), whole('2', 'web:2', 3, why('a')), context)).not.toHaveProperty('cause');
    expect(decideFact(after(first), whole('2', 'web:2', 3, why('b')), context)).toMatchObject({ cause: 'b' });
    expect(decideFact(after(first), { ...whole('2', 'web:2', 3, why('b')), undoes: true }, context)).not.toHaveProperty(
      'cause',
    );
  });
});

describe('decideLateFact', () => {
  const present = after(created, whole('5', 'web:5', 3));
  const earlier = after(created);

  it('says what was then, and nothing of what is now', () => {
    const decision = decideLateFact({ present, earlier }, whole('3', 'web:3', 3), context);

    expect(decision).toMatchObject({
      summary: 'image of app: web:1 -> web:3',
      events: [{ type: 'EarlierStateLearned', payload: { kinds: ['PodTemplateChanged'], resourceVersion: '3' } }],
    });
    const then = decision.kind === 'change' ? evolve(earlier, decision.events[0]!) : undefined;
    expect(then?.deployment.spec.template.spec.containers).toMatchObject([{ image: 'web:3' }]);
    const [next] = [whole('5', 'web:1', 7)].map((one) => decideFact(earlier, one, context));
    const told = next?.kind === 'change' ? next.events.reduce<DeploymentState | undefined>(evolve, then) : undefined;
    expect(told?.deployment).toEqual({ ...earlier.deployment, spec: { ...earlier.deployment.spec, replicas: 7 } });
  });

  it('says nothing when it changed nothing then', () => {
    expect(typesOf(decideLateFact({ present, earlier }, whole('3', 'web:1', 3), context))).toEqual([
      'it changed nothing',
    ]);
    expect(typesOf(decideLateFact({ present, earlier }, scale('3', 3), context))).toEqual(['it changed nothing']);
  });

  it('is what is now but for the replicas, where only scales are newer', () => {
    const scaled = after(created, scale('5', 7));
    const decision = decideLateFact({ present: scaled, earlier: after(created) }, whole('3', 'web:3', 4), context);
    const state = decision.kind === 'change' ? decision.events.slice(0, 2).reduce(evolve, scaled) : undefined;

    expect(typesOf(decision)).toEqual(['PodTemplateChanged', 'WriteObserved', 'EarlierStateLearned']);
    expect(state).toMatchObject({
      deployment: { spec: { replicas: 7, template: { spec: { containers: [{ image: 'web:3' }] } } } },
      observed: { newest: '5', whole: '3' },
    });
  });

  it.each<[string, DeploymentState, Fact, boolean]>([
    ['newer', present, whole('6', 'web:6', 3), false],
    ['as new', present, whole('5', 'web:5', 3), true],
    ['older', present, scale('4', 1), true],
    ['told before there were versions', present, { ...fact('4', {}), resourceVersion: undefined as never }, true],
    ['the end', present, fact('1', { verb: 'deleted' }), false],
    ['of what is gone', after(created, fact('2', { verb: 'deleted' })), whole('9', 'web:1', 3), true],
  ])('when a fact is %s, it is late or not', (_, state, one, late) => {
    expect(isLate(state, one)).toBe(late);
  });
});

function held(finalizers: readonly string[]): JsonObject {
  return { finalizers, deletionTimestamp: '2026-11-21T10:00:00Z' };
}
