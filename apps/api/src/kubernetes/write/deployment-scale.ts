import type { DecodedObject, JsonObject } from '#libs/kubernetes';
import { objectOf } from '#libs/kubernetes';
import { invalid, notFound, scaleOf } from '#libs/kubernetes-api';
import { type Answer, ok } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { findDeploymentObject } from '../read/get-deployment.js';
import { decodePatched, decodeWritten } from './decode-written.js';
import { absentDeployment } from './going-deployment.js';
import { refuseMisaddressed } from './named-object.js';
import { refuseStale } from './preconditions.js';
import { readBody } from './read-body.js';
import { readPatch } from './read-patch.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `GET …/deployments/NAME/scale`. */
export const getScale: Handler = async ({ cluster, namespace = '', name = '', served, now }, ports) => {
  const found = await findDeploymentObject({ cluster, namespace, name }, now, ports);
  if (found === undefined) throw notFound(served, name);
  return ok(scaleOf(found.object));
};

const SCALE = { apiVersion: 'autoscaling/v1', kind: 'Scale' } as const;

/** `PUT …/deployments/NAME/scale`: what `kubectl scale --current-replicas` sends. */
export const replaceScale: Handler = async (request, ports) => {
  const { namespace = '', name = '' } = request;
  const { fieldValidation } = writeOptions(request);
  const decoded = decodeWritten(readBody(request, SCALE.kind), { type: SCALE, fieldValidation });
  refuseMisaddressed(decoded.object, { namespace, name });
  return writeScale(request, ports, () => decoded);
};

/** `PATCH …/deployments/NAME/scale`: what `kubectl scale` sends. */
export const patchScale: Handler = async (request, ports) => {
  const { fieldValidation } = writeOptions(request);
  const patch = readPatch(request, 'v1.Scale');
  return writeScale(request, ports, (live) => decodePatched(live, patch, { type: SCALE, fieldValidation }));
};

async function writeScale(
  request: KubernetesRequest,
  ports: KubernetesPorts,
  scaled: (live: JsonObject) => DecodedObject,
): Promise<Answer> {
  const { name = '', served } = request;
  const { dryRun, fieldManager } = writeOptions(request);
  let warnings: readonly string[] = [];
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager, subresource: 'scale' } },
    command: async (live) => {
      if (live === undefined) throw await absentDeployment(request, ports);
      const decoded = scaled(scaleOf(live.object));
      ({ warnings } = decoded);
      refuseStale(served, decoded.object, live);
      return { kind: 'ScaleDeployment', replicas: replicasOf(decoded.object, name) };
    },
  });
  const answer = answerWrite(outcome, request, { extras: ports.extras, warnings });
  return { ...answer, object: scaleOf(answer.object) };
}

function replicasOf({ spec }: JsonObject, name: string): number {
  const { replicas = 0 } = objectOf(spec);
  if (Number(replicas) >= 0) return Number(replicas);
  const message = `Invalid value: ${Number(replicas)}: must be greater than or equal to 0`;
  throw invalid({ group: 'autoscaling', resource: 'Scale' }, name, [
    { field: 'spec.replicas', reason: 'FieldValueInvalid', message },
  ]);
}
