import type { Handler } from '../handler.js';
import { requireNamespace } from '../plain/require-namespace.js';
import { readConfiguration, refuseGone, withoutVersions } from './configuration.js';
import { DEPLOYMENT } from './deployment-type.js';
import { refuseStale } from './preconditions.js';
import { answerWrite, writeDeployment } from './write-deployment.js';
import { writeOptions } from './write-options.js';

/** Server-side apply: `PATCH …/deployments/NAME` with `application/apply-patch+yaml`. It creates what is not there. */
export const applyConfiguration: Handler = async (request, ports) => {
  const { namespace = '', name = '', served, body } = request;
  const { dryRun, fieldManager, force } = writeOptions(request);
  const config = readConfiguration(body, DEPLOYMENT, { namespace, name });
  const outcome = await writeDeployment(request, ports, {
    ...{ name, dryRun, writer: { manager: fieldManager } },
    command: async (live) => {
      if (live !== undefined) refuseStale(served, config, live);
      else {
        await requireNamespace(request, name, ports);
        refuseGone(config, served);
      }
      return { kind: 'ApplyConfiguration', config: withoutVersions(config), force };
    },
  });
  return answerWrite(outcome, request, { extras: ports.extras, warnings: [] });
};
