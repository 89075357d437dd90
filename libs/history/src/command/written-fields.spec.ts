import { describe, expect, it } from '@jest/globals';
import { FieldManagerConflict, type JsonObject, writeManagedFields } from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { DeploymentExists, DeploymentNotFound } from '../errors.js';
import type { DeploymentEvent, StoredManagers } from '../event.js';
import { evolve } from '../evolve.js';
import { managersOf } from '../managed-fields.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { DecisionContext } from './decision-context.js';
import type { Writer } from './written-fields.js';

const context: DecisionContext = {
  cluster: 'default',
  namespace: 'shop',
  name: 'web',
  now: Date.parse('2026-03-01T12:00:00.789Z'),
  release: '1.36',
  podLifeRules: [],
};

type Parts = Readonly<{ metadata?: JsonObject; replicas?: number; image?: string }>;

const object = ({ metadata = {}, replicas = 2, image = 'web:v1' }: Parts = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});

type Written = readonly [command: Command, manager?: string, subresource?: Writer['subresource']];

function write(
  state: DeploymentState | undefined,
  [command, manager, subresource]: Written,
): readonly DeploymentEvent[] {
  const writer = manager === undefined ? undefined : { manager, ...(subresource && { subresource }) };
  return decide(command, state, { ...context, ...(writer && { writer }) }).events;
}

const after = (...written: readonly Written[]): DeploymentState | undefined =>
  written.reduce<DeploymentState | undefined>((state, one) => write(state, one).reduce(evolve, state), undefined);

const create = (parts?: Parts): Command => ({ kind: 'CreateDeployment', object: object(parts) });
const replace = (parts?: Parts): Command => ({ kind: 'ReplaceDeployment', object: object(parts) });
const apply = (config: JsonObject, force = false): Command => ({ kind: 'ApplyConfiguration', config, force });
const scale: Command = { kind: 'ScaleDeployment', replicas: 5 };
const setImage: Command = { kind: 'SetImage', images: { web: 'web:v2' } };

const IMAGE = {
  'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } } } } },
};
const REPLICAS = { 'f:spec': { 'f:replicas': {} } };
const TIME = '2026-03-01T12:00:00Z';

describe('what is recorded of who owns what', () => {
  it.each<[string, readonly Written[], StoredManagers | undefined]>([
    ['nothing of what comes through GraphQL alone', [[create()], [setImage], [scale]], undefined],
    [
      'who made it, without a list of fields',
      [[create(), 'kubectl-create']],
      [{ manager: 'kubectl-create', time: TIME }],
    ],
    [
      'who changed a field since',
      [
        [create(), 'kubectl-create'],
        [setImage, 'kubectl-set'],
      ],
      [
        { manager: 'kubectl-create', time: TIME },
        { manager: 'kubectl-set', time: TIME, fields: IMAGE },
      ],
    ],
    [
      'GraphQL beside others',
      [[create(), 'kubectl-create'], [setImage]],
      [
        { manager: 'kubectl-create', time: TIME },
        { manager: 'rollbook', time: TIME, fields: IMAGE },
      ],
    ],
    [
      'others beside GraphQL',
      [[create()], [setImage, 'kubectl-set']],
      [{ manager: 'kubectl-set', time: TIME, fields: IMAGE }, { manager: 'rollbook' }],
    ],
    [
      'a scaling through its subresource, without a time',
      [
        [create(), 'kubectl-create'],
        [scale, 'kubectl', 'scale'],
      ],
      [
        { manager: 'kubectl', subresource: 'scale', fields: REPLICAS },
        { manager: 'kubectl-create', time: TIME },
      ],
    ],
    [
      'an apply, with the fields it names',
      [
        [create(), 'kubectl-create'],
        [apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } }), 'ci'],
      ],
      [
        { manager: 'ci', operation: 'Apply', fields: REPLICAS },
        { manager: 'kubectl-create', time: TIME, fields: expect.anything() },
      ] as never,
    ],
  ])('%s', (_, written, managers) => {
    expect(after(...written)?.managers).toEqual(managers);
  });

  it('the same manager changing the same field again makes no event of it', () => {
    const state = after([create(), 'kubectl-create'], [setImage, 'kubectl-set']);
    const events = write(state, [{ kind: 'SetImage', images: { web: 'web:v3' } }, 'kubectl-set']);
    expect(events.map(({ type }) => type)).toEqual(['PodTemplateChanged']);
  });

  it('a write that changes nothing records nothing', () => {
    expect(write(after([create(), 'a']), [replace(), 'b'])).toEqual([]);
  });

  it('an apply of what is there already records its owner alone', () => {
    const applied = apply(object());
    const events = write(after([create(), 'a']), [applied, 'b']);
    expect(events.map(({ type }) => type)).toEqual(['ManagedFieldsChanged']);
    expect(write(after([create(), 'a'], [applied, 'b']), [applied, 'b'])).toEqual([]);
  });

  it("kubectl's move from the client to the server is kept", () => {
    const state = after([create(), 'kubectl-client-side-apply'])!;
    const deployment = { ...state.deployment, namespace: 'shop', name: 'web' };
    const managers = managersOf(state.managers, { ...state, deployment }).map((entry) => ({
      ...entry,
      manager: 'kubectl',
      operation: 'Apply' as const,
    }));
    const moved = write(state, [{ ...replace(), managers } as Command, 'kubectl']);
    expect(moved).toHaveLength(1);
    const now = moved.reduce<DeploymentState | undefined>(evolve, state)!;
    expect(now.managers).toMatchObject([{ manager: 'kubectl', operation: 'Apply' }]);
    expect(managersOf(now.managers, { ...now, deployment })[0]!.fields).toEqual(managers[0]!.fields);
  });

  it('whoever takes all owners off keeps them off', () => {
    const bare = after([create(), 'a'], [{ ...replace({ replicas: 3 }), managers: [] } as Command, 'b']);
    expect(bare?.managers).toEqual([]);
    expect(after([create(), 'a'], [{ ...replace(), managers: [] } as Command, 'b'], [scale, 'c'])?.managers).toEqual(
      [],
    );
  });
});

describe('who owns the map of annotations', () => {
  const annotate: Command = { kind: 'AnnotateDeployment', annotations: { note: 'x' } };
  const owner = (...written: readonly Written[]): readonly string[] => {
    const state = after(...written)!;
    const managers = managersOf(state.managers, {
      ...state,
      deployment: { ...state.deployment, namespace: 'shop', name: 'web' },
    });
    return writeManagedFields(managers)
      .filter(({ fieldsV1 }) => JSON.stringify(fieldsV1).includes('"f:annotations":{".":{}'))
      .map(({ manager }) => manager as string);
  };

  it('who made the Deployment with some', () => {
    expect(owner([create({ metadata: { annotations: { a: 'b' } } }), 'a'], [annotate, 'b'])).toEqual(['a']);
  });

  it('nobody but the controller where the first came later', () => {
    expect(owner([create(), 'a'], [annotate, 'b'])).toEqual([]);
  });
});

describe('decide: whole objects', () => {
  it('a second of one name is refused', () => {
    expect(() => after([create()], [create()])).toThrow(new DeploymentExists('web'));
  });

  it('what is not there is not replaced', () => {
    expect(() => after([replace()])).toThrow(DeploymentNotFound);
  });

  it('server-side apply creates', () => {
    expect(write(undefined, [apply(object()), 'ci']).map(({ type }) => type)).toEqual([
      'DeploymentCreated',
      'ManagedFieldsChanged',
    ]);
  });

  it('server-side apply refuses what another owns, unless it is forced', () => {
    const written: readonly Written[] = [
      [create(), 'a'],
      [setImage, 'kubectl-set'],
    ];
    const config = object({ image: 'web:v3' });
    expect(() => after(...written, [apply(config), 'ci'])).toThrow(FieldManagerConflict);
    expect(after(...written, [apply(config, true), 'ci'])?.deployment.spec.template.spec.containers[0]?.image).toBe(
      'web:v3',
    );
  });

  it('finalizers, owners and generateName are kept, and go when they are left out', () => {
    const metadata = {
      generateName: 'w',
      finalizers: ['example.com/hold'],
      ownerReferences: [{ apiVersion: 'v1', kind: 'App', name: 'shop', uid: 'u1' }],
    };
    const events = write(undefined, [create({ metadata })]);
    expect(events[1]).toEqual({ type: 'MetadataChanged', schemaVersion: 1, payload: metadata });
    expect(after([create({ metadata })], [replace()])?.deployment.finalizers).toBeUndefined();
    expect(write(after([create({ metadata })]), [replace({ metadata })])).toEqual([]);
  });

  it("the revision is the controller's: nobody else's word is kept", () => {
    const annotations = { 'deployment.kubernetes.io/revision': '7' };
    expect(after([create({ metadata: { annotations } })])?.deployment.annotations).toEqual({});
    expect(write(after([create()]), [replace({ metadata: { annotations } })])).toEqual([]);
  });

  it('an undo by kubectl is told apart, and repairs last-applied where it shall', () => {
    const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
    const text = (image: string) => JSON.stringify(object({ image }));
    const annotations = { [lastApplied]: text('web:v2') };
    const state = after([create({ image: 'web:v2', metadata: { annotations } })]);
    const to = {
      uid: 'u1',
      revision: 1,
      change: '3',
      template: after([create()])!.deployment.spec.template,
      annotations: {},
      lastApplied: text('web:v1'),
    };
    const undo = (repairs: boolean): Command => ({
      kind: 'ReplaceDeployment',
      object: object({ metadata: { annotations } }),
      meaning: { kind: 'undo', to, repairs },
    });
    const { events, summary, after: undone } = decide(undo(true), state, context);
    expect(events.map(({ type }) => type)).toEqual(['RolloutUndone', 'AnnotationsChanged']);
    expect(summary).toBe('undone to revision 1: image of web: web:v2 -> web:v1');
    expect(undone?.annotations[lastApplied]).toContain('web:v1');
    expect(decide(undo(false), state, context).events.map(({ type }) => type)).toEqual(['RolloutUndone']);
  });
});
