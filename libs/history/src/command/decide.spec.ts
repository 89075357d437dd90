import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { ContainerNotFound, DeploymentNotFound, ReplicasDiffer, RolloutIsPaused } from '../errors.js';
import { evolve } from '../evolve.js';
import { CHANGE_CAUSE, LAST_APPLIED } from './annotations.js';
import type { Command, RestorableRevision } from './command.js';
import { decide, type Decision } from './decide.js';
import type { DecisionContext } from './decision-context.js';

const context: DecisionContext = {
  cluster: 'default',
  namespace: 'shop',
  name: 'web',
  now: Date.parse('2026-03-01T12:00:00.789Z'),
  release: '1.36',
  podLifeRules: [],
};
const manifest = (spec: object = {}, container: object = {}, metadata: object = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    ...spec,
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:v1', ...container }] },
    },
  },
});
const apply = (object: JsonObject): Command => ({ kind: 'ApplyDeployment', manifest: object });

/** Decides commands one after the other, each on what the one before left. */
function given(...commands: Command[]) {
  const state = commands.reduce<DeploymentState | undefined>(
    (before, command) => decide(command, before, context).events.reduce(evolve, before),
    undefined,
  );
  return {
    when: (command: Command, more: Partial<DecisionContext> = {}): Decision =>
      decide(command, state, { ...context, ...more }),
    state,
  };
}
const types = ({ events }: Decision): readonly string[] => events.map(({ type }) => type);
const web = given(apply(manifest()));
const v2: Command = { kind: 'SetImage', images: { web: 'web:v2' } };

describe('decide: what a command changes', () => {
  it.each<[string, Command, string[], string]>([
    ['an image is set', v2, ['PodTemplateChanged'], 'image of web: web:v1 -> web:v2'],
    [
      'all images are set',
      { kind: 'SetImage', images: { '*': 'web:v3' } },
      ['PodTemplateChanged'],
      'image of web: web:v1 -> web:v3',
    ],
    [
      'the image is set that is there',
      { kind: 'SetImage', images: { web: 'web:v1' } },
      [],
      'nothing to change: the Deployment is already so',
    ],
    ['a variable is set', { kind: 'SetEnv', env: { MODE: 'fast' } }, ['PodTemplateChanged'], 'env MODE of web added'],
    [
      'limits are set',
      { kind: 'SetResources', limits: { cpu: '1' } },
      ['PodTemplateChanged'],
      'resources.limits of web added',
    ],
    ['it is scaled', { kind: 'ScaleDeployment', replicas: 3 }, ['DeploymentScaled'], 'replicas: 2 -> 3'],
    [
      'it is scaled to what it has',
      { kind: 'ScaleDeployment', replicas: 2 },
      [],
      'nothing to change: the Deployment is already so',
    ],
    ['it is paused', { kind: 'PauseRollout' }, ['RolloutPaused'], 'paused'],
    ['it is resumed and runs', { kind: 'ResumeRollout' }, [], 'nothing to change: the Deployment is already so'],
    ['it is restarted', { kind: 'RestartRollout' }, ['RolloutRestarted'], 'restarted'],
    [
      'it is annotated',
      { kind: 'AnnotateDeployment', annotations: { team: 'a' } },
      ['AnnotationsChanged'],
      'annotation team added',
    ],
    [
      'only the change cause is annotated',
      { kind: 'AnnotateDeployment', annotations: { [CHANGE_CAUSE]: 'first release' } },
      ['AnnotationsChanged'],
      'change cause of the current revision: first release',
    ],
    ['it is labelled', { kind: 'LabelDeployment', labels: { tier: 'front' } }, ['LabelsChanged'], 'label tier added'],
    [
      'Recreate is wanted',
      { kind: 'ChangeStrategy', strategy: { type: 'Recreate' } },
      ['StrategyChanged'],
      'strategy.rollingUpdate removed; strategy.type: RollingUpdate -> Recreate',
    ],
    [
      'one fencepost is changed',
      { kind: 'ChangeStrategy', strategy: { rollingUpdate: { maxSurge: 2 } } },
      ['StrategyChanged'],
      'strategy.rollingUpdate.maxSurge: 25% -> 2',
    ],
    [
      'a limit is changed',
      { kind: 'ChangeLimits', revisionHistoryLimit: 3 },
      ['RolloutLimitsChanged'],
      'revisionHistoryLimit: 10 -> 3',
    ],
    [
      'it is deleted',
      { kind: 'DeleteDeployment', propagationPolicy: 'Background' },
      ['DeploymentDeleted'],
      'deleted (Background)',
    ],
  ])('when %s, it records that', (_, command, events, summary) => {
    const decision = web.when(command);
    expect(types(decision)).toEqual(events);
    expect(decision.summary.split('; ').sort()).toEqual(summary.split('; ').sort());
  });

  it('when image and replicas are applied together, it is one change of three events', () => {
    expect(types(web.when(apply(manifest({ replicas: 3 }, { image: 'web:v2' }))))).toEqual([
      'PodTemplateChanged',
      'DeploymentScaled',
      'AnnotationsChanged',
    ]);
  });

  it('when the same manifest is applied again, it changes nothing', () => {
    expect(web.when(apply(manifest())).events).toEqual([]);
  });

  it('when the manifest says no replicas, those scaled by hand stay', () => {
    const unsized = manifest({ replicas: undefined });
    const scaled = given(apply(unsized), { kind: 'ScaleDeployment', replicas: 7 });
    expect(scaled.when(apply(unsized)).after?.spec.replicas).toBe(7);
  });

  it('when an image was set by hand, applying the old file takes it back', () => {
    expect(given(apply(manifest()), v2).when(apply(manifest())).summary).toBe('image of web: web:v2 -> web:v1');
  });

  it('when it does not exist, only a manifest creates it', () => {
    const created = given().when(apply(manifest()));
    expect(types(created)).toEqual(['DeploymentCreated']);
    expect(created.summary).toBe('created: web web:v1, 2 replicas');
    expect(created.after?.annotations[LAST_APPLIED]).toContain('"image":"web:v1"');
    expect(() => given().when(v2)).toThrow(DeploymentNotFound);
  });

  it('when it was deleted, it is as if it had never been', () => {
    const deleted = given(apply(manifest()), { kind: 'DeleteDeployment', propagationPolicy: 'Background' });
    expect(() => deleted.when(v2)).toThrow(DeploymentNotFound);
    expect(types(deleted.when(apply(manifest())))).toEqual(['DeploymentCreated']);
  });
});

describe('decide: what it refuses', () => {
  const paused = given(apply(manifest()), { kind: 'PauseRollout' });
  it.each<[string, () => unknown, new (...args: never[]) => Error]>([
    ['the container is unknown', () => web.when({ kind: 'SetImage', images: { nope: 'a' } }), ContainerNotFound],
    [
      'the replicas are not what was expected',
      () => web.when({ kind: 'ScaleDeployment', replicas: 5, currentReplicas: 7 }),
      ReplicasDiffer,
    ],
    ['it is restarted while paused', () => paused.when({ kind: 'RestartRollout' }), RolloutIsPaused],
    ['it is undone while paused', () => paused.when({ kind: 'UndoRollout', to: revisionOne() }), RolloutIsPaused],
  ])('when %s, it refuses', (_, decision, error) => {
    expect(decision).toThrow(error);
  });

  it.each<[string, Command, string]>([
    [
      'replicas are negative',
      { kind: 'ScaleDeployment', replicas: -1 },
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'both fenceposts are 0',
      { kind: 'ChangeStrategy', strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      'the selector would change',
      apply(manifest({ selector: { matchLabels: { app: 'other' } } })),
      'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    ],
  ])('when %s, it says so as Kubernetes does', (_, command, message) => {
    expect(() => web.when(command)).toThrow(message);
  });
});

function revisionOne(fields: Partial<RestorableRevision> = {}): RestorableRevision {
  const { deployment } = web.state!;
  return {
    uid: 'u',
    revision: 1,
    change: '1',
    template: deployment.spec.template,
    annotations: {},
    lastApplied: deployment.annotations[LAST_APPLIED]!,
    ...fields,
  };
}

describe('decide: undo', () => {
  const second = given(apply(manifest()), apply(manifest({}, { image: 'web:v2', env: [{ name: 'NEW', value: '1' }] })));
  const undo: Command = { kind: 'UndoRollout', to: revisionOne() };

  it('brings the template back and names what it restored', () => {
    const { events, summary } = second.when(undo);
    expect(events[0]).toMatchObject({
      type: 'RolloutUndone',
      payload: { restoredFrom: { uid: 'u', revision: 1, change: '1' } },
    });
    expect(summary).toBe('undone to revision 1: image of web: web:v2 -> web:v1; env NEW of web removed');
  });

  it('leaves last-applied true, so that applying the newer file again really changes', () => {
    expect(JSON.parse(second.when(undo).after!.annotations[LAST_APPLIED]!)).toEqual(
      JSON.parse(web.state!.deployment.annotations[LAST_APPLIED]!),
    );
  });

  it('when the present is asked for, it does nothing and says which revision it is', () => {
    const decision = web.when(undo);
    expect(decision.events).toEqual([]);
    expect(decision.summary).toBe('skipped rollback (current template already matches revision 1)');
  });

  it('brings the annotations of the ReplicaSet back and drops those it did not have', () => {
    const annotated = given(apply(manifest()), v2, { kind: 'AnnotateDeployment', annotations: { late: 'yes' } });
    const { after } = annotated.when({ kind: 'UndoRollout', to: revisionOne({ annotations: { early: 'yes' } }) });
    expect(Object.keys(after!.annotations).sort()).toEqual(['early', LAST_APPLIED]);
  });
});

describe('decide: why', () => {
  const scale: Command = { kind: 'ScaleDeployment', replicas: 3 };
  const annotate: Command = { kind: 'AnnotateDeployment', annotations: { [CHANGE_CAUSE]: 'as annotated' } };
  it.each([
    { when: 'a cause comes with a new template', command: v2, given: 'faster', cause: 'faster', annotation: 'faster' },
    { when: 'a cause comes with a scaling', command: scale, given: 'busy', cause: 'busy', annotation: undefined },
    {
      when: 'the annotation is written',
      command: annotate,
      given: undefined,
      cause: 'as annotated',
      annotation: 'as annotated',
    },
    { when: 'neither comes', command: v2, given: undefined, cause: undefined, annotation: undefined },
  ])(
    'when $when, the cause is $cause and the annotation $annotation',
    ({ command, given: changeCause, cause, annotation }) => {
      const decision = web.when(command, changeCause === undefined ? {} : { changeCause });
      expect(decision.cause).toBe(cause);
      expect(decision.after?.annotations[CHANGE_CAUSE]).toBe(annotation);
    },
  );

  it('when an undo brings an old annotation back, that is not why it was undone', () => {
    const to = revisionOne({ annotations: { [CHANGE_CAUSE]: 'first release' } });
    const decision = given(apply(manifest()), v2).when({ kind: 'UndoRollout', to });
    expect(decision.cause).toBeUndefined();
    expect(decision.after?.annotations[CHANGE_CAUSE]).toBe('first release');
  });
});
