import type { Handler } from '../handler.js';
import { requireNamespace } from '../plain/require-namespace.js';
import { decodeWritten } from './decode-written.js';
import { DEPLOYMENT } from './deployment-type.js';
import { namedObject } from './named-object.js';
import { readBody } from './read-body.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `POST …/deployments`. */
export const createDeployment: Handler = async (request, ports) => {
  const { namespace = '', served } = request;
  const { dryRun, fieldManager, fieldValidation } = writeOptions(request);
  const decoded = decodeWritten(readBody(request, served.kind), { type: DEPLOYMENT, fieldValidation });
  const { name, object } = namedObject(decoded.object, namespace);
  await requireNamespace(request, name, ports);
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager } },
    command: () => ({ kind: 'CreateDeployment', object }),
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings: decoded.warnings });
};
