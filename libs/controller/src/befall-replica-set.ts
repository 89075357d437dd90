import { derivedUid } from '#libs/kubernetes';
import { wholeSecond } from './availability.js';
import { deleteReplicaSetAs } from './garbage-collection.js';
import type { Input } from './input.js';
import type { ReplicaSetEntry, Run } from './run.js';
import { sameJson } from './same-json.js';
import { addReplicaSet, writeReplicaSet } from './writes.js';

/** Lets something befall a ReplicaSet that does not come from its controller; one that is not there is passed over. */
export function befallReplicaSet(
  run: Run,
  input: Extract<Input, { kind: 'replicaSetWritten' | 'replicaSetDeleted' }>,
): void {
  const entry = run.replicaSets.get(input.replicaSet);
  if (entry === undefined) return;
  if (input.kind === 'replicaSetDeleted') deleteReplicaSetAs(run, entry, input.propagationPolicy);
  else change(run, entry, input.change);
}

type Change = Extract<Input, { kind: 'replicaSetWritten' }>['change'];

// What is there already is not written.
function change(run: Run, { value }: ReplicaSetEntry, wanted: Change): void {
  const others = Object.entries(wanted).filter(([key, to]) => !sameJson(to, value[key as keyof Change]));
  if (others.length > 0) writeReplicaSet(run, value, Object.fromEntries(others), 'user: write');
}

/** Puts a ReplicaSet there that no Deployment made. */
export function createForeign(
  run: Run,
  { replicaSet, podLife }: Extract<Input, { kind: 'foreignReplicaSetCreated' }>,
): void {
  const { name, labels, annotations = {}, template, replicas } = replicaSet;
  if (run.replicaSets.has(name)) return;
  const none = { replicas: 0, fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0 };
  addReplicaSet(
    run,
    {
      uid: derivedUid('foreign', name, run.counter++),
      name,
      podTemplateHash: labels['pod-template-hash'] ?? '',
      creationTimestamp: wholeSecond(run.now),
      generation: 1,
      labels,
      annotations,
      template,
      replicas,
      minReadySeconds: 0,
      status: { observedGeneration: 0, ...none, conditions: [] },
      ownerUid: null,
      podLife,
      deletionTimestamp: null,
    },
    'user: write',
  );
}
