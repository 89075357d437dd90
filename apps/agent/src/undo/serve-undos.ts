import { MOST_WAIT_SECONDS, type UndoOrder, type UndoReport } from '#libs/sighting';
import type { AgentLog } from '../agent-log.js';
import { Backoff } from '../cluster/backoff.js';
import type { Cluster } from '../cluster/cluster.js';
import type { RollbookServer } from '../delivery/rollbook-server.js';
import { carryOut } from './carry-out.js';

type Serving = Readonly<{
  cluster: Pick<Cluster, 'get' | 'patch'>;
  server: Pick<RollbookServer, 'post'>;
  agent: string;
  /** Where it watches, and may write; everywhere when not said. */
  namespaces: readonly string[] | undefined;
  log: AgentLog;
  signal: AbortSignal;
}>;

/** Carries out what Rollbook is asked to undo in the cluster, one after the other. What fails on the way is asked for again. */
export async function serveUndos(serving: Serving): Promise<void> {
  const { server, agent, namespaces, log, signal } = serving;
  const backoff = new Backoff(signal);
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    try {
      const asked = JSON.stringify({ agent, namespaces, waitSeconds: MOST_WAIT_SECONDS - 5 });
      const { undos } = (await server.post('/undos', asked, signal)) as Readonly<{ undos: readonly UndoOrder[] }>;
      for (const order of undos) await answer(serving, await carryOut(serving.cluster, order, signal));
      backoff.succeeded();
    } catch (error) {
      if (isStopped()) return;
      log.warn({ err: error }, 'undos could not be asked for or carried out; the next round tries again');
      await backoff.wait();
    }
  }
}

async function answer({ server, log, signal }: Serving, report: UndoReport): Promise<void> {
  log.info(report, 'an undo was asked for');
  await server.post('/undos/answer', JSON.stringify(report), signal);
}
