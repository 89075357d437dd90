import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Command, decide, type DecisionContext, type DeploymentState, evolve } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { law, type Law } from './law.js';
import { IMAGES } from './random-cluster.js';
import { shuffled } from './random-template.js';

const CONTEXT: DecisionContext = {
  cluster: 'default',
  namespace: 'shop',
  name: 'web',
  now: Date.parse('2026-03-01T12:00:00Z'),
  release: '1.36',
  podLifeRules: [],
};

const word = fc.constantFrom('a', 'b', 'c');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom(...IMAGES).map((image): Command => ({ kind: 'SetImage', images: { web: image } })),
  fc.dictionary(word, fc.option(word, { nil: undefined })).map((env): Command => ({ kind: 'SetEnv', env })),
  fc.nat(9).map((replicas): Command => ({ kind: 'ScaleDeployment', replicas })),
  fc.dictionary(word, word).map((annotations): Command => ({ kind: 'AnnotateDeployment', annotations })),
  fc.dictionary(word, word).map((labels): Command => ({ kind: 'LabelDeployment', labels })),
  fc.constant<Command>({ kind: 'RestartRollout' }),
);

/** Undo, as the command that it is. */
export const UNDO: readonly Law[] = [
  law(
    'undo to the present does nothing',
    fc.tuple(fc.array(command, { maxLength: 5 }), fc.nat()),
    ([commands, turn]) => {
      const state = commands.reduce(decided, decided(undefined, { kind: 'ApplyDeployment', manifest: MANIFEST }));
      assert.ok(state !== undefined);
      const { spec, annotations } = state.deployment;
      const to = { uid: 'uid', revision: 3, change: '1', template: shuffled(spec.template, turn), annotations };
      assert.equal(decide({ kind: 'UndoRollout', to }, state, CONTEXT).events.length, 0);
    },
  ),
];

function decided(state: DeploymentState | undefined, one: Command): DeploymentState | undefined {
  return decide(one, state, CONTEXT).events.reduce<DeploymentState | undefined>(evolve, state);
}

const MANIFEST: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:v1' }] },
    },
  },
};
