import { type DeploymentEvent, metadataEvents, resolvePodLife } from '#libs/history';
import type { FactContext } from './fact-context.js';
import type { Fact } from './fact.js';
import type { StoredObject } from './stored-object.js';

/** The events of a Deployment that begins as it was stored. */
export function creationEvents(
  { deployment, deletion }: StoredObject,
  place: Pick<Fact, 'cluster' | 'namespace'>,
  { podLifeRules, release }: FactContext,
): readonly DeploymentEvent[] {
  const { labels, annotations } = deployment;
  const { template, ...spec } = deployment.spec;
  const podLife = resolvePodLife(podLifeRules, place, template);
  return [
    { type: 'DeploymentCreated', schemaVersion: 1, payload: { labels, annotations, spec, template, podLife, release } },
    ...metadataEvents(deployment),
    ...(deletion ? [{ type: 'DeletionRequested', schemaVersion: 1, payload: deletion } as const] : []),
  ];
}
