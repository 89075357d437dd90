import type { Handler } from '../handler.js';
import { applyConfiguration } from './apply-configuration.js';
import { decodePatched } from './decode-written.js';
import { DEPLOYMENT } from './deployment-type.js';
import { absentDeployment } from './going-deployment.js';
import { APPLY_PATCH } from './media-types.js';
import { refuseStale } from './preconditions.js';
import { readPatch } from './read-patch.js';
import { recognised } from './recognised.js';
import { replacement } from './replacement.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** `PATCH …/deployments/NAME`, by any of the four kinds of patch. */
export const patchDeployment: Handler = async (request, ports) => {
  if (request.contentType === APPLY_PATCH) return applyConfiguration(request, ports);
  const { name = '', served } = request;
  const { dryRun, fieldManager, fieldValidation } = writeOptions(request);
  const patch = readPatch(request, DEPLOYMENT.goType);
  let warnings: readonly string[] = [];
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager } },
    command: async (live) => {
      if (live === undefined) throw await absentDeployment(request, ports);
      const decoded = decodePatched(live.object, patch, { type: DEPLOYMENT, fieldValidation });
      ({ warnings } = decoded);
      refuseStale(served, decoded.object, live);
      const meaning = await recognised(decoded.object, { live, replaced: patch.replaced }, ports);
      return replacement(decoded.object, live, meaning);
    },
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings });
};
