import { ArgumentInvalid } from '#libs/history';
import { canonicalJson, type JsonObject, readDeployment } from '#libs/kubernetes';
import type { DeploymentPlace } from '#libs/postgres';
import type { RequestContext } from '../graphql/request-context.js';
import type { ApplyDeploymentInput } from './apply-input.types.js';
import type { ApplyDeploymentPayload, ChangePayload } from './change-payload.types.js';
import type { CommandRunner } from './command-runner.js';
import { readManifests } from './read-manifests.js';

/**
 * Applies every Deployment of a manifest in its order, one change each. With several, all are tried dry first: a mistake
 * in the last leaves the first as it was.
 */
export async function applyManifests(
  runner: CommandRunner,
  input: ApplyDeploymentInput,
  context: RequestContext,
): Promise<ApplyDeploymentPayload> {
  const { deployments, skipped } = readManifests(input.manifest);
  if (deployments.length === 0) throw new ArgumentInvalid('manifest', 'has no Deployment');
  const several = deployments.length > 1;
  if (several && input.expectedPosition !== undefined && input.expectedPosition !== null) {
    throw new ArgumentInvalid('expectedPosition', `is of one Deployment, and the manifest has ${deployments.length}`);
  }
  const located = deployments.map((manifest) => ({ manifest, place: placeOf(manifest, input) }));
  if (several) for (const each of located) await applyOne(runner, { ...input, dryRun: true }, { ...each, context });
  const results: ChangePayload[] = [];
  for (const [index, manifest] of located.entries()) {
    const key = input.idempotencyKey && several ? `${input.idempotencyKey}#${index + 1}` : input.idempotencyKey;
    results.push(await applyOne(runner, { ...input, ...(key && { idempotencyKey: key }) }, { ...manifest, context }));
  }
  return { results, skipped };
}

type Located = Readonly<{ manifest: JsonObject; place: DeploymentPlace }>;

function applyOne(
  runner: CommandRunner,
  input: ApplyDeploymentInput,
  { manifest, place, context }: Located & Readonly<{ context: RequestContext }>,
): Promise<ChangePayload> {
  const expectedPosition = input.expectedPosition ?? undefined;
  const asked = { ...input, manifest: canonicalJson(manifest), mutation: 'applyDeployment', expectedPosition };
  return runner.runOn(place, asked, { context, command: () => ({ kind: 'ApplyDeployment', manifest }) });
}

/** @throws DecodingFailed when the manifest cannot be read as a Deployment. */
function placeOf(manifest: JsonObject, { cluster, namespace: given }: ApplyDeploymentInput): DeploymentPlace {
  const { namespace, name } = readDeployment(manifest, given ?? 'default');
  if (given !== undefined && given !== null && namespace !== given) {
    throw new ArgumentInvalid(
      'namespace',
      `the namespace from the provided object ${JSON.stringify(namespace)} does not match the namespace ${JSON.stringify(given)}`,
    );
  }
  return { cluster, namespace, name };
}
