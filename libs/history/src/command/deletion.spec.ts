import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { DeploymentExists } from '../errors.js';
import { evolve } from '../evolve.js';
import { shownMetadata } from '../shown-metadata.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';

const context = {
  ...{ cluster: 'default', namespace: 'shop', name: 'web', release: '1.36', podLifeRules: [] },
  now: Date.parse('2026-03-01T12:00:00.789Z'),
};
const object = (finalizers: readonly string[], image = 'web:v1'): JsonObject => ({
  metadata: { name: 'web', finalizers },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});
const replace = (finalizers: readonly string[], image?: string): Command => ({
  kind: 'ReplaceDeployment',
  object: object(finalizers, image),
});
const erase: Command = { kind: 'DeleteDeployment', propagationPolicy: 'Foreground' };

function after(...commands: readonly Command[]): DeploymentState {
  const state = commands.reduce<DeploymentState | undefined>(
    (before, command) => decide(command, before, context).events.reduce(evolve, before),
    decide(
      { kind: 'CreateDeployment', object: object(['example.com/held', 'example.com/too']) },
      undefined,
      context,
    ).events.reduce(evolve, undefined),
  );
  if (state === undefined) throw new Error('nothing was created');
  return state;
}

const told = ({ events, summary }: Decision): readonly unknown[] => [events.map(({ type }) => type), summary];

describe('a deletion that finalizers hold', () => {
  it('is asked for, and shown', () => {
    const decision = decide(erase, after(), context);
    expect(told(decision)).toEqual([
      ['DeletionRequested'],
      'to be deleted (Foreground), held by example.com/held, example.com/too',
    ]);
    const held = after(erase);
    expect([held.deleted, shownMetadata(held).deletionTimestamp]).toEqual([false, '2026-03-01T12:00:00Z']);
  });

  it('is asked for once', () => {
    expect(told(decide(erase, after(erase), context))).toEqual([[], 'nothing to change: it is being deleted']);
  });

  it('lets the Deployment be changed, and stays', () => {
    const state = after(erase, replace(['example.com/held'], 'web:v2'));
    expect([state.deleted, state.deletion?.propagationPolicy]).toEqual([false, 'Foreground']);
  });

  it('is done by the change that takes the last finalizer off', () => {
    const decision = decide(replace([]), after(erase), context);
    expect(told(decision)).toEqual([
      ['MetadataChanged', 'DeploymentDeleted'],
      expect.stringMatching(/finalizers.*; deleted \(Foreground\)$/),
    ]);
    expect(decision.events.at(-1)?.payload).toEqual({ propagationPolicy: 'Foreground' });
  });

  it('takes no new finalizers, and no other of its name', () => {
    expect(() => decide(replace(['example.com/held', 'example.com/new']), after(erase), context)).toThrow(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/new"}',
    );
    const create = () => decide({ kind: 'CreateDeployment', object: object([]) }, after(erase), context);
    expect(create).toThrow(DeploymentExists);
    expect(create).toThrow('object is being deleted: deployments.apps "web" already exists');
  });

  it('is not there when the finalizers were taken off before', () => {
    expect(told(decide(erase, after(replace([])), context))).toEqual([['DeploymentDeleted'], 'deleted (Foreground)']);
  });
});
