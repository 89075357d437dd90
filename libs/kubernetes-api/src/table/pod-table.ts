import { type JsonObject, objectOf } from '#libs/kubernetes';
import { itemsOf, textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { podSummary } from './pod-summary.js';
import { AGE, column, NAME, type TableKind, WIDE } from './table.js';

const NONE = '<none>';

/** Pods as `kubectl get pods` shows them. */
export const POD_TABLE: TableKind = {
  columns: [
    NAME,
    column('Ready', 'Ready containers, of all that are to run.'),
    column('Status', 'How it is with the pod, in one word.'),
    column('Restarts', 'How often its containers were started anew, and when that was last.'),
    AGE,
    column('IP', 'Its address within the cluster.', WIDE),
    column('Node', 'The node it runs on.', WIDE),
    column('Nominated Node', 'The node that is made free for it.', WIDE),
    column('Readiness Gates', 'Conditions of its own for being ready that hold, of all.', WIDE),
  ],
  cells: (pod, now) => {
    const { ready, total, status, restarts, restartedAt } = podSummary(pod);
    const { nodeName } = objectOf(pod.spec);
    const { podIPs, nominatedNodeName } = objectOf(pod.status);
    const since = restarts === 0 || restartedAt === undefined ? '' : ` (${ageOf(restartedAt, now)} ago)`;
    return [
      textOf(objectOf(pod.metadata).name),
      `${ready}/${total}`,
      status,
      `${restarts}${since}`,
      ageOf(objectOf(pod.metadata).creationTimestamp, now),
      textOf(itemsOf(podIPs)[0]?.ip) || NONE,
      textOf(nodeName) || NONE,
      textOf(nominatedNodeName) || NONE,
      readinessGates(pod),
    ];
  },
  conditions: ({ status }) => ENDED[textOf(objectOf(status).phase)] ?? [],
};

function readinessGates({ spec, status }: JsonObject): string {
  const gates = itemsOf(objectOf(spec).readinessGates).map(({ conditionType }) => conditionType);
  if (gates.length === 0) return NONE;
  const holding = itemsOf(objectOf(status).conditions).filter((condition) => condition.status === 'True');
  return `${gates.filter((gate) => holding.some(({ type }) => type === gate)).length}/${gates.length}`;
}

// kubectl leaves rows of pods that have ended out, where it is asked for those that have not.
const ENDED: Readonly<Record<string, readonly JsonObject[]>> = {
  Succeeded: [
    { type: 'Completed', status: 'True', reason: 'Succeeded', message: 'The pod has completed successfully.' },
  ],
  Failed: [{ type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' }],
};
