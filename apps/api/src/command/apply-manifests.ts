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
  refuseCount(deployments.length, input);
  const located = deployments.map((manifest) => ({ manifest, place: placeOf(manifest, input), context }));
  if (located.length === 1) return { results: await applyEach(runner, input, located), skipped };
  await applyEach(runner, { ...input, dryRun: true }, located);
  return { results: await applyEach(runner, input, located), skipped };
}

function refuseCount(count: number, { expectedPosition }: ApplyDeploymentInput): void {
  if (count === 0) throw new ArgumentInvalid('manifest', 'has no Deployment');
  if (count > 1 && expectedPosition !== undefined && expectedPosition !== null) {
    throw new ArgumentInvalid('expectedPosition', `is of one Deployment, and the manifest has ${count}`);
  }
}

async function applyEach(
  runner: CommandRunner,
  input: ApplyDeploymentInput,
  located: readonly Located[],
): Promise<readonly ChangePayload[]> {
  const results: ChangePayload[] = [];
  for (const [index, each] of located.entries()) {
    // One key names one change.
    const key =
      input.idempotencyKey && located.length > 1 ? `${input.idempotencyKey}#${index + 1}` : input.idempotencyKey;
    results.push(await applyOne(runner, { ...input, ...(key && { idempotencyKey: key }) }, each));
  }
  return results;
}

type Located = Readonly<{ manifest: JsonObject; place: DeploymentPlace; context: RequestContext }>;

function applyOne(
  runner: CommandRunner,
  input: ApplyDeploymentInput,
  { manifest, place, context }: Located,
): Promise<ChangePayload> {
  const expectedPosition = input.expectedPosition ?? undefined;
  const asked = { ...input, manifest: canonicalJson(manifest), mutation: 'applyDeployment', expectedPosition };
  return runner.runOn(place, asked, { context, command: () => ({ kind: 'ApplyDeployment', manifest }) });
}

/**
 * The Deployment that a manifest is about.
 * @throws DecodingFailed when the manifest cannot be read as a Deployment.
 */
export function placeOf(
  manifest: JsonObject,
  { cluster, namespace: given }: Pick<ApplyDeploymentInput, 'cluster' | 'namespace'>,
): DeploymentPlace {
  const { namespace, name } = readDeployment(manifest, given ?? 'default');
  if (given !== undefined && given !== null && namespace !== given) {
    throw new ArgumentInvalid(
      'namespace',
      `the namespace from the provided object ${JSON.stringify(namespace)} does not match the namespace ${JSON.stringify(given)}`,
    );
  }
  return { cluster, namespace, name };
}
