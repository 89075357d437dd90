import { isRestart, type Meaning } from '#libs/history';
import { defaultTemplate, isJsonObject, type JsonObject, objectOf, templatesEqual } from '#libs/kubernetes';
import { findRestorableByTemplate } from '../../command/restorable-revision.js';
import type { KubernetesPorts } from '../kubernetes-request.js';
import type { LiveDeployment } from './live-deployment.js';

/**
 * What a write means besides what it changes. kubectl restarts and undoes by writing the template: a restart gives it another
 * `restartedAt` and no more; an undo replaces template and annotations by those of an earlier ReplicaSet. `replaced` are the
 * paths that a JSON Patch replaces.
 */
export async function recognised(
  object: JsonObject,
  { live, replaced = [] }: Readonly<{ live: LiveDeployment; replaced?: readonly string[] }>,
  ports: KubernetesPorts,
): Promise<Meaning | undefined> {
  const before = live.state.deployment.spec.template;
  const { template } = objectOf(object.spec);
  if (!isJsonObject(template) || !isJsonObject(template.spec)) return undefined;
  const after = defaultTemplate(template);
  if (templatesEqual(before, after)) return undefined;
  if (isRestart(before, after)) return { kind: 'restart' };
  if ([...replaced].sort().join() !== UNDONE) return undefined;
  const to = await findRestorableByTemplate(ports, live.stream.id, after);
  return to && { kind: 'undo', to, repairs: ports.extras };
}

const UNDONE = '/metadata/annotations,/spec/template';
