import { describe, expect, it } from '@jest/globals';
import type { DeploymentState } from '../deployment-state.js';
import { RolloutIsPaused } from '../errors.js';
import { evolve } from '../evolve.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { DecisionContext } from './decision-context.js';
import { decideAll } from './decide-all.js';

const context: DecisionContext = {
  cluster: 'default',
  namespace: 'shop',
  name: 'web',
  now: Date.parse('2026-03-01T12:00:00Z'),
  release: '1.36',
  podLifeRules: [],
};
const create: Command = {
  kind: 'ApplyDeployment',
  manifest: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'web:v1' }] },
      },
    },
  },
};
const state = decide(create, undefined, context).events.reduce<DeploymentState | undefined>(evolve, undefined);
const scale: Command = { kind: 'ScaleDeployment', replicas: 3 };
const image: Command = { kind: 'SetImage', images: { web: 'web:v2' } };
const restart: Command = { kind: 'RestartRollout' };

describe('decideAll', () => {
  it.each<[string, [Command, ...Command[]], string[], string]>([
    ['one command is given', [scale], ['DeploymentScaled'], 'replicas: 2 -> 3'],
    [
      'two are',
      [scale, image],
      ['DeploymentScaled', 'PodTemplateChanged'],
      'replicas: 2 -> 3; image of web: web:v1 -> web:v2',
    ],
    ['the second changes nothing', [scale, scale], ['DeploymentScaled'], 'replicas: 2 -> 3'],
    [
      'none changes anything',
      [{ kind: 'ResumeRollout' }, { kind: 'ScaleDeployment', replicas: 2 }],
      [],
      'nothing to change: the Deployment is already so',
    ],
    [
      'it is resumed first, it can be restarted',
      [{ kind: 'PauseRollout' }, { kind: 'ResumeRollout' }, restart],
      ['RolloutPaused', 'RolloutResumed', 'RolloutRestarted'],
      'paused; resumed; restarted',
    ],
  ])('when %s, it makes one decision of all', (_, commands, types, summary) => {
    const decision = decideAll(commands, state, context);
    expect([decision.events.map(({ type }) => type), decision.summary]).toEqual([types, summary]);
  });

  it('when it goes from nothing to a Deployment, it has no before and the last after', () => {
    const { before, after } = decideAll([create, scale], undefined, context);
    expect([before, after?.spec.replicas]).toEqual([undefined, 3]);
  });

  it('when it ends with a deletion, it has no after', () => {
    const { before, after } = decideAll(
      [scale, { kind: 'DeleteDeployment', propagationPolicy: 'Background' }],
      state,
      context,
    );
    expect([before?.spec.replicas, after]).toEqual([2, undefined]);
  });

  it('when one is refused, all are', () => {
    expect(() => decideAll([scale, { kind: 'PauseRollout' }, restart], state, context)).toThrow(RolloutIsPaused);
  });
});

describe('decide: a patch', () => {
  const patched = (patch: object): Command => ({ kind: 'PatchDeployment', patch: patch as never });
  it('when a container is named, the patch is merged into it', () => {
    const patch = { spec: { replicas: 4, template: { spec: { containers: [{ name: 'web', image: 'web:v3' }] } } } };
    const { events, summary } = decide(patched(patch), state, context);
    expect(events.map(({ type }) => type)).toEqual(['PodTemplateChanged', 'DeploymentScaled']);
    expect(summary).toBe('replicas: 2 -> 4; image of web: web:v1 -> web:v3');
  });

  it.each<[string, object, string, string]>([
    ['it renames the Deployment', { metadata: { name: 'api' } }, 'DeploymentInvalid', 'metadata.name'],
    ['it moves the Deployment', { metadata: { namespace: 'bank' } }, 'DeploymentInvalid', 'metadata.namespace'],
    ['it has an unknown field', { spec: { replicsa: 4 } }, 'DecodingFailed', 'replicsa'],
    ['it has a directive nobody knows', { spec: { $patch: 'mix' } }, 'PatchFailed', 'unknown patch type: "mix" in map'],
    ['it wants fewer than none', { spec: { replicas: -1 } }, 'DeploymentInvalid', 'spec.replicas'],
  ])('when %s, it is refused', (_, patch, code, words) => {
    const deciding = () => decide(patched(patch), state, context);
    expect(deciding).toThrow(words);
    expect(deciding).toThrow(expect.objectContaining({ code }));
  });
});
