import type { Command, Meaning } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { givenManagers } from './given-managers.js';
import type { LiveDeployment } from './live-deployment.js';

/** The command that puts an object, decoded already, in the place of the one that lives. */
export function replacement(object: JsonObject, live: LiveDeployment, meaning?: Meaning): Command {
  const managers = givenManagers(object, live.object);
  return { kind: 'ReplaceDeployment', object, ...(managers && { managers }), ...(meaning && { meaning }) };
}
