import type { Handler } from '../handler.js';
import { decodeWritten } from './decode-written.js';
import { DEPLOYMENT } from './deployment-type.js';
import { absentDeployment } from './going-deployment.js';
import { refuseMisaddressed } from './named-object.js';
import { refuseStale } from './preconditions.js';
import { readBody } from './read-body.js';
import { recognised } from './recognised.js';
import { replacement } from './replacement.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `PUT …/deployments/NAME`. */
export const replaceDeployment: Handler = async (request, ports) => {
  const { namespace = '', name = '', served } = request;
  const { dryRun, fieldManager, fieldValidation } = writeOptions(request);
  const { object, warnings } = decodeWritten(readBody(request, served.kind), { type: DEPLOYMENT, fieldValidation });
  refuseMisaddressed(object, { namespace, name });
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager } },
    command: async (live) => {
      if (live === undefined) throw await absentDeployment(request, ports);
      refuseStale(served, object, live);
      return replacement(object, live, await recognised(object, { live }, ports));
    },
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings });
};
