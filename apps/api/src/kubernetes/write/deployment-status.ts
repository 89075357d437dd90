import { type DecodedObject, type JsonObject, objectOf } from '#libs/kubernetes';
import type { Answer } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { decodePatched, decodeWritten } from './decode-written.js';
import { DEPLOYMENT } from './deployment-type.js';
import { absentDeployment } from './going-deployment.js';
import { refuseMisaddressed } from './named-object.js';
import { refuseStale } from './preconditions.js';
import { readBody } from './read-body.js';
import { readPatch } from './read-patch.js';
import { replacement } from './replacement.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `PUT …/deployments/NAME/status`. */
export const replaceStatus: Handler = async (request, ports) => {
  const { namespace = '', name = '', served } = request;
  const { fieldValidation } = writeOptions(request);
  const decoded = decodeWritten(readBody(request, served.kind), { type: DEPLOYMENT, fieldValidation });
  refuseMisaddressed(decoded.object, { namespace, name });
  return writeStatus(request, ports, () => decoded);
};

/** `PATCH …/deployments/NAME/status`. */
export const patchStatus: Handler = async (request, ports) => {
  const { fieldValidation } = writeOptions(request);
  const patch = readPatch(request, DEPLOYMENT.goType);
  return writeStatus(request, ports, (live) => decodePatched(live, patch, { type: DEPLOYMENT, fieldValidation }));
};

/**
 * Of what is written to a status nothing stays but annotations, finalizers and owners, as in a cluster: its controller puts the
 * status right at once. Spec and labels are not taken here.
 */
async function writeStatus(
  request: KubernetesRequest,
  ports: KubernetesPorts,
  written: (live: JsonObject) => DecodedObject,
): Promise<Answer> {
  const { name = '', served } = request;
  const { dryRun, fieldManager } = writeOptions(request);
  let warnings: readonly string[] = [];
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager, subresource: 'status' } },
    command: async (live) => {
      if (live === undefined) throw await absentDeployment(request, ports);
      const { object, warnings: told } = written(live.object);
      warnings = told;
      refuseStale(served, object, live);
      const { labels } = objectOf(live.object.metadata);
      return replacement(
        { ...object, spec: live.object.spec, metadata: { ...objectOf(object.metadata), labels } },
        live,
      );
    },
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings });
}
