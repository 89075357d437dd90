import type { GraphQLResolveInfo } from 'graphql';
import type { DeploymentPlace, DeploymentRow, Reads } from '#libs/postgres';
import { asksFor } from '../graphql/asks-for.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Deployment } from './deployment.types.js';
import { deploymentNode } from './deployment-node.js';
import { rowsAt } from './state-at.js';

/** The incarnation of a name that lived at a moment, else the last one before it. */
export async function findDeployment(
  reads: Reads,
  place: DeploymentPlace,
  { at, context, info }: Readonly<{ at: Date; context: RequestContext; info: GraphQLResolveInfo }>,
): Promise<Deployment | null> {
  const row = await reads.findDeployment(place, at);
  if (row === undefined) return null;
  const [node] = await deploymentNodes([row], at, { reads, context, info });
  return node ?? null;
}

/** The nodes of rows at a moment, in their order, with their templates where those are asked for. */
export async function deploymentNodes(
  rows: readonly DeploymentRow[],
  at: Date,
  { reads, context, info }: Readonly<{ reads: Reads; context: RequestContext; info: GraphQLResolveInfo }>,
): Promise<readonly Deployment[]> {
  const { loaders } = context;
  const were = await rowsAt(rows, at, { reads, loaders });
  const past = await Promise.all(were.map((row) => context.ports.secrets.shown(row, row)));
  if (!asksFor(info, 'template', 'containers', 'yaml')) return past.map((row) => deploymentNode(row, at, undefined));
  return Promise.all(past.map(async (row) => deploymentNode(row, at, await loaders.templateOf(row, row.templateHash))));
}
