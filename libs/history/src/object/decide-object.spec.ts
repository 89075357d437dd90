import { describe, expect, it } from '@jest/globals';
import { after, context, create, managedFieldsOf, service, stateAfter } from '../../../../test/support/plain-object.js';
import { FieldManagerConflict, type JsonObject, objectOf } from '#libs/kubernetes';
import { decideObject, type ObjectDecision } from './decide-object.js';
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

describe('a second deletion', () => {
  const ending = stateAfter(create(), after({ kind: 'DeleteObject', endingSeconds: 30, graceSeconds: 30 }, stateAfter(create())));
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
