import type { RolloutRow } from '#libs/postgres';
import { encodeNodeId } from '../graphql/node-id.js';
import type { Rollout } from './rollout.types.js';

/** A rollout's node, as it had gone until a moment. */
export function rolloutNode({ change, ...row }: RolloutRow, at: Date): Rollout {
  const { streamId, toRevision } = row;
  return { ...row, id: encodeNodeId({ type: 'Rollout', streamId, toRevision, change }), changeId: change, at };
}
