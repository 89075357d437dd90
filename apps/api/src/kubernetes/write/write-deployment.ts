import { wasOvertaken } from '#libs/event-store';
import type { Command, Writer } from '#libs/history';
import { conflict } from '#libs/kubernetes-api';
import { LONGEST_WAIT } from '../../command/await-view.js';
import { runCommand } from '../../command/run-command.js';
import type { ObjectAnswer } from '../answer.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { type LiveDeployment, liveDeployment } from './live-deployment.js';
import { objectAfter } from './object-after.js';
import type { Outcome } from './outcome.js';
import { MODIFIED } from './preconditions.js';
import { recordedWarning } from './recorded-warning.js';

/** A write to one Deployment. */
export type DeploymentWrite = Readonly<{
  name: string;
  dryRun: boolean;
  writer: Writer;
  /** The command for what it meets, made anew when somebody else was faster. */
  command: (live: LiveDeployment | undefined) => Command | Promise<Command>;
}>;

/** Decides and records a write, and waits (bounded) until reads show it. */
export async function writeDeployment(
  { cluster, namespace = '', served, actor, provenance }: KubernetesRequest,
  ports: KubernetesPorts,
  { name, dryRun, writer, command }: DeploymentWrite,
): Promise<Outcome> {
  const met: { live?: LiveDeployment | undefined } = {};
  const running = runCommand(ports, {
    place: { cluster, namespace, name },
    asked: null,
    command: async (current) => {
      met.live = await liveDeployment(current, ports);
      return command(met.live);
    },
    actor,
    source: 'kubernetes-api',
    provenance,
    writer,
    changeCause: undefined,
    idempotencyKey: undefined,
    expectedPosition: undefined,
    dryRun,
    reachesEnding: true,
  });
  const { decision, appended } = await running.catch((error: unknown) => {
    // Others were faster each time: the client reads again and decides again.
    throw wasOvertaken(error) ? conflict(served, name, MODIFIED) : error;
  });
  if (decision === undefined) throw new Error('a write without an idempotency key was recorded before');
  if (appended !== undefined) await ports.waitForView(appended.stream.id, appended.streamPosition, LONGEST_WAIT);
  const { live } = met;
  return { ...(live && { live }), decision, ...(appended && { appended }) };
}

/** Answers a write with the object; `warnings` are those about what was sent. */
export function answerWrite(
  outcome: Outcome,
  request: KubernetesRequest,
  { extras, warnings }: Readonly<{ extras: boolean; warnings: readonly string[] }>,
): ObjectAnswer {
  return {
    kind: 'object',
    status: outcome.live === undefined ? 201 : 200,
    object: objectAfter(outcome, request.now),
    warnings: [...warnings, ...(extras ? recordedWarning(outcome) : [])],
  };
}
