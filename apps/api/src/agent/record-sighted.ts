import { createHash } from 'node:crypto';
import { clusterContext, type Fact, recordFact, type RecordPorts } from '#libs/ingest';
import { orphansTaken } from '#libs/projections';
import type { ApiPorts } from '../ports.js';

type Ports = Pick<ApiPorts, 'store' | 'settings' | 'ring'>;

/** Records a fact that an agent tells, and rings for what is new by it. */
export async function recordSighted(ports: Ports, fact: Fact): Promise<void> {
  const outcome = await recordFact(recordPorts(ports), fact);
  if (outcome.kind === 'recorded') for (const streamId of outcome.streamIds) await ports.ring(streamId);
}

function recordPorts({ store, settings }: Ports): RecordPorts {
  return {
    store,
    orphansTaken,
    contextOf: ({ cluster }) => clusterContext(settings, cluster),
    restoredBy: () => Promise.resolve(undefined), // a watch does not see what was asked for
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
