import { describe, expect, it } from '@jest/globals';
import type { Command, RestorableRevision } from '#libs/history';
import type { PlanInput } from './plan-input.types.js';
import { plannedCommands } from './planned-commands.js';

const to: RestorableRevision = {
  uid: 'uid-1',
  revision: 1,
  change: '1',
  template: { spec: { containers: [] } },
  annotations: {},
};
const manifest = { metadata: { name: 'web' } };
const all: Omit<PlanInput, 'cluster'> = {
  delete: 'Orphan',
  pause: true,
  labels: { team: null },
  annotations: { why: 'so' },
  restart: true,
  undo: { toRevision: 1 },
  resources: { limits: { cpu: '1' }, requests: null },
  env: { env: { MODE: null }, containers: null },
  images: [{ container: 'web', image: 'web:2' }],
  patch: 'spec: {paused: true}',
  manifest: '{}',
  scale: { replicas: 3, currentReplicas: null },
  limits: { minReadySeconds: 5, progressDeadlineSeconds: null },
  strategy: { type: 'RollingUpdate', maxSurge: '1', maxUnavailable: '25%' },
  resume: true,
};
const planned = (input: Omit<PlanInput, 'cluster'>): Promise<readonly Command[]> =>
  plannedCommands(
    { cluster: 'default', ...input },
    { manifest: input.manifest ? manifest : undefined, restorable: () => Promise.resolve(to) },
  );

describe('plannedCommands', () => {
  it('when everything is given, it takes the order of the schema', async () => {
    expect(await planned(all)).toEqual([
      { kind: 'ResumeRollout' },
      {
        kind: 'ChangeStrategy',
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
      },
      { kind: 'ChangeLimits', minReadySeconds: 5 },
      { kind: 'ScaleDeployment', replicas: 3 },
      { kind: 'ApplyDeployment', manifest },
      { kind: 'PatchDeployment', patch: { spec: { paused: true } } },
      { kind: 'SetImage', images: { web: 'web:2' } },
      { kind: 'SetEnv', env: { MODE: undefined } },
      { kind: 'SetResources', limits: { cpu: '1' } },
      { kind: 'UndoRollout', to },
      { kind: 'RestartRollout' },
      { kind: 'AnnotateDeployment', annotations: { why: 'so' } },
      { kind: 'LabelDeployment', labels: { team: undefined } },
      { kind: 'PauseRollout' },
      { kind: 'DeleteDeployment', propagationPolicy: 'Orphan' },
    ]);
  });

  it.each<[string, Omit<PlanInput, 'cluster'>]>([
    ['nothing is given', {}],
    ['all is refused with null', Object.fromEntries(Object.keys(all).map((key) => [key, null]))],
    ['switches are off', { pause: false, resume: false, restart: false }],
  ])('when %s, it plans no command', async (_, input) => {
    expect(await planned(input)).toEqual([]);
  });

  it.each(['', '[1]', '{}\n---\n{}'])('when the patch is %j, it is refused', async (patch) => {
    await expect(planned({ patch })).rejects.toThrow();
  });
});
