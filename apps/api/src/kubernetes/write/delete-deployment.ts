import { type JsonObject, objectOf } from '#libs/kubernetes';
import { apiTime, notFound, success } from '#libs/kubernetes-api';
import { type ObjectAnswer, ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesRequest } from '../kubernetes-request.js';
import { type DeleteOptions, deleteOptions } from './delete-options.js';
import { goingDeployment } from './going-deployment.js';
import { refuseDeletion } from './preconditions.js';
import { recordedWarning } from './recorded-warning.js';
import { objectAfter } from './object-after.js';
import type { Outcome } from './outcome.js';
import { writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `DELETE …/deployments/NAME`. */
export const deleteDeployment: Handler = async (request, ports) => {
  const { name = '', served } = request;
  const options = deleteOptions(request);
  const { propagationPolicy, dryRun } = options;
  const going = await goingDeployment(request, ports);
  if (going !== undefined) {
    const { uid, position } = going.row;
    refuseDeletion(served, options.preconditions, { name, uid, position: BigInt(position), object: going.object });
    return ok(going.object); // nothing to change
  }
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: writeOptions({ ...request, query: NO_QUERY }).fieldManager } },
    command: (live) => {
      if (live === undefined) throw notFound(served, name);
      refuseDeletion(served, options.preconditions, live);
      return { kind: 'DeleteDeployment', propagationPolicy };
    },
  });
  return answerDeletion(outcome, request, { options, extras: ports.extras });
};

const NO_QUERY = new URLSearchParams();

const FINALIZER = { Foreground: 'foregroundDeletion', Orphan: 'orphan' } as const;

function answerDeletion(
  outcome: Outcome,
  request: KubernetesRequest,
  { options, extras }: Readonly<{ options: DeleteOptions; extras: boolean }>,
): ObjectAnswer {
  const object = answered(outcome, request, options);
  return { kind: 'object', status: 200, object, warnings: extras ? recordedWarning(outcome) : [] };
}

// Gone at once: a Status. Held by what must be done first: the object as it waits.
function answered(
  outcome: Outcome,
  { served, name = '', now }: KubernetesRequest,
  { propagationPolicy: policy }: DeleteOptions,
): JsonObject {
  const { live, decision } = outcome;
  if (live === undefined) throw new Error(`${name} was deleted and never met`);
  if (decision.after !== undefined) return objectAfter(outcome, now);
  const { group, resource: kind } = served;
  return policy === 'Background'
    ? success({ name, group, kind, uid: live.uid })
    : waiting(live.object, FINALIZER[policy], now);
}

function waiting(object: JsonObject, finalizer: string, now: Date): JsonObject {
  const metadata = objectOf(object.metadata);
  return {
    ...object,
    metadata: {
      ...metadata,
      generation: Number(metadata.generation) + 1,
      deletionTimestamp: apiTime(now),
      deletionGracePeriodSeconds: 0,
      finalizers: [finalizer],
    },
  };
}
