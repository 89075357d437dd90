import { describe, expect, it } from '@jest/globals';
import { after, context, create, managedFieldsOf, service, stateAfter } from '../../../../test/support/plain-object.js';
import { FieldManagerConflict, type JsonObject, objectOf } from '#libs/kubernetes';
import { decideObject } from './decide-object.js';
import type { ObjectDecision } from './object-decision.js';
import type { ObjectCommand } from './object-command.js';
import type { ObjectState } from './object-event.js';
import { ObjectNotFound } from './object-refusals.js';

const replace = (state: ObjectState, object: JsonObject, manager = 'kubectl-edit'): ObjectDecision =>
  after({ kind: 'ReplaceObject', object }, state, { manager });
const remove = { kind: 'DeleteObject', endingSeconds: 0 } as const satisfies ObjectCommand;

describe('an update', () => {
  const made = create();
  const state = stateAfter(made);

  it('when nothing is other, nothing is recorded', () => {
    expect(replace(state, state.object).events).toEqual([]);
    expect(replace(state, service()).events).toEqual([]);
  });

  it('when what was allotted is left out, it stays; what changed is the writer’s', () => {
    const changed = replace(state, service({ selector: { app: 'other' } }));
    expect(changed.object).toMatchObject({
      spec: { clusterIP: objectOf(made.object.spec).clusterIP, selector: { app: 'other' } },
      status: { loadBalancer: {} },
    });
    expect(changed.summary).toBe('selector.app changed');
    expect(managedFieldsOf(changed).map(({ manager }) => manager)).toContain('kubectl-edit');
  });

  it('when a field is not to be changed, it is refused', () => {
    expect(() => replace(state, service({ clusterIP: '10.96.0.77', clusterIPs: ['10.96.0.77'] }))).toThrow(
      'may not change once set',
    );
  });

  it('when another applies what somebody owns, it conflicts, unless it is forced', () => {
    const config = { kind: 'Service', apiVersion: 'v1', metadata: { name: 'vweb' }, spec: { type: 'ClusterIP' } };
    const apply = (force: boolean) => after({ kind: 'ApplyObject', config, force }, state, { manager: 'ci' });
    expect(() => apply(false)).toThrow(FieldManagerConflict);
  });

  it('when a Pod gets another image, its generation grows', () => {
    const pod = (image: string) => ({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'one' },
      spec: { containers: [{ name: 'one', image }] },
    });
    const of = { kind: 'Pod', name: 'one' } as const;
    const first = create(pod('busybox:1'), of);
    const { spec } = first.object;
    const containers = (objectOf(spec).containers as readonly JsonObject[]).map((c) => ({ ...c, image: 'busybox:2' }));
    const object = { ...first.object, spec: { ...objectOf(spec), containers } };
    const changed = after({ kind: 'ReplaceObject', object }, stateAfter(first), of);
    expect(changed.object).toMatchObject({ metadata: { generation: 2 } });
    expect(changed.summary).toBe('image of one: busybox:1 -> busybox:2');
  });

  it('when there is none, it is refused', () => {
    expect(() => decideObject({ kind: 'ReplaceObject', object: service() }, undefined, context())).toThrow(
      ObjectNotFound,
    );
  });
});

describe('a write to the status', () => {
  const balanced = stateAfter(create());
  const write = (state: ObjectState, change: JsonObject, kind: 'Namespace' | 'Pod' | 'Service' = 'Service') =>
    after({ kind: 'ReplaceStatus', object: { ...state.object, ...change } }, state, { kind, manager: 'cloud' });

  it('when it is of a Service, is kept, its spec is not, and its fields are the writer’s through status', () => {
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } };
    const written = write(balanced, { status, spec: { type: 'ClusterIP' } });
    expect(written.object).toMatchObject({ status, spec: { type: 'LoadBalancer' } });
    expect(managedFieldsOf(written)).toContainEqual(
      expect.objectContaining({ manager: 'cloud', subresource: 'status', operation: 'Update' }),
    );
    expect(write(stateAfter(written), {}).events).toEqual([]);
    const renamed = replace(stateAfter(written), { ...written.object, metadata: { labels: { a: 'b' } } });
    expect(renamed.object).toMatchObject({ status });
  });

  it.each<[string, JsonObject, ObjectState]>([
    ['status.loadBalancer.ingress[0].ip: Invalid value: "x"', { loadBalancer: { ingress: [{ ip: 'x' }] } }, balanced],
    [
      'status.loadBalancer.ingress: Forbidden: may only be used when `spec.type` is "LoadBalancer"',
      { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
      stateAfter(create(service({ type: 'ClusterIP' }))),
    ],
  ])('when it says what no cluster would, it is refused: %s', (message, status, state) => {
    expect(() => write(state, { status })).toThrow(message);
  });

  it('when it is of a Namespace, may not end it', () => {
    const of = { kind: 'Namespace', namespace: 'shop', name: 'shop' } as const;
    const shop = stateAfter(create({ kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'shop' } }, of));
    const told = (status: JsonObject) => () =>
      after({ kind: 'ReplaceStatus', object: { ...shop.object, status } }, shop, of).object.status;
    expect(told({ phase: 'Terminating' })).toThrow("may only be 'Active' if `deletionTimestamp` is empty");
    const conditions = [{ type: 'Checked', status: 'True' }];
    expect(told({ conditions })()).toEqual({ phase: 'Active', conditions });
  });

  it('when it is of a Pod, is put right by its kubelet, and only labels and annotations stay', () => {
    const of = { kind: 'Pod', name: 'one' } as const;
    const pod = {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name: 'one' },
      spec: { containers: [{ name: 'one', image: 'a' }] },
    };
    const state = stateAfter(create(pod, of));
    const metadata = { ...objectOf(state.object.metadata), labels: { a: 'b' }, ownerReferences: [{ name: 'x' }] };
    const object = { ...state.object, metadata, status: { phase: 'Failed' } };
    const written = after({ kind: 'ReplaceStatus', object }, state, of).object;
    expect(written.status).toBeUndefined();
    expect(written.metadata).toMatchObject({ labels: { a: 'b' } });
    expect(written.metadata).not.toHaveProperty('ownerReferences');
  });
});

describe('a second deletion', () => {
  const ending = stateAfter(
    create(),
    after({ kind: 'DeleteObject', endingSeconds: 30, graceSeconds: 30 }, stateAfter(create())),
  );
  const hasten = (endingSeconds: number) => after({ kind: 'HastenEnding', endingSeconds, graceSeconds: 1 }, ending);

  it('when it leaves less time, hastens the end', () => {
    const told = hasten(29);
    expect(told.events).toEqual([
      { type: 'ObjectDeleted', schemaVersion: 1, payload: { endingSeconds: 29, graceSeconds: 1 } },
    ]);
    expect(told.summary).toBe('ends sooner: 1 s of grace');
  });

  it('when it leaves as much or more, changes nothing', () => {
    expect([hasten(30).events, hasten(31).events]).toEqual([[], []]);
  });

  it('when nothing is ending, is refused', () => {
    expect(() => after({ kind: 'HastenEnding', endingSeconds: 0, graceSeconds: 0 }, stateAfter(create()))).toThrow(
      ObjectNotFound,
    );
  });
});

describe('a deletion', () => {
  it('when nobody holds the object, it ends its stream', () => {
    const state = stateAfter(create());
    expect(after({ kind: 'DeleteObject', endingSeconds: 2 }, state).events).toEqual([
      { type: 'ObjectDeleted', schemaVersion: 1, payload: { endingSeconds: 2 } },
    ]);
  });

  it('when it has finalizers, it waits until the last one is taken off', () => {
    const held = create(service({}, { finalizers: ['a.io/b'] }));
    const told = after(remove, stateAfter(held));
    expect(told.object).toMatchObject({ metadata: { deletionTimestamp: '2026-11-21T09:14:28Z' } });
    const waiting = stateAfter(held, told);
    expect(after({ ...remove, regardless: true }, waiting).events.map(({ type }) => type)).toEqual(['ObjectDeleted']);
    expect(after(remove, waiting).events).toEqual([]);
    const letGo = replace(waiting, service());
    expect(letGo.events.map(({ type }) => type)).toEqual(['ObjectWritten', 'ObjectDeleted']);
  });
});
