import { DEFAULT_POD_LIFE, type ObjectCommand } from '#libs/history';
import { graceOf } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { deleteOptions } from '../write/delete-options.js';
import { refuseDeletion } from '../write/preconditions.js';
import { managerOf } from '../write/write-options.js';
import { absence } from './absence.js';
import { answerObject } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { writeObject } from './write-object.js';

/**
 * `DELETE …/pods/NAME`: a bare pod ends for as long as its pod life says, but no longer than its grace; without one it is gone at
 * once (kubernetes pkg/registry/core/pod/strategy.go, CheckGracefulDelete). One that is ending already has less time by a shorter
 * grace, counted from its first deletion.
 */
export const deletePod: Handler = async (request, ports) => {
  const { name = '', served, provenance } = request;
  const { dryRun, preconditions, gracePeriodSeconds } = deleteOptions(request);
  const command = async (live: LiveObject | undefined): Promise<ObjectCommand> => {
    if (live === undefined) throw await absence('Pod', request, ports);
    refuseDeletion(served, preconditions, live);
    const { object, podLife = DEFAULT_POD_LIFE } = live.state;
    const { deletedAt, state } = live;
    const given = state.graceSeconds ?? graceOf(object);
    const graceSeconds = gracePeriodSeconds === undefined ? given : positive(gracePeriodSeconds);
    const endingSeconds = Math.min(podLife.terminationSeconds, graceSeconds);
    if (deletedAt === undefined) return { kind: 'DeleteObject', endingSeconds, graceSeconds };
    if (graceSeconds >= given) return { kind: 'DeleteObject', endingSeconds }; // it has no longer than that already
    const ended = (ports.now().getTime() - deletedAt.getTime()) / 1000;
    return { kind: 'HastenEnding', endingSeconds: Math.max(endingSeconds, ended), graceSeconds };
  };
  const manager = managerOf(provenance.userAgent);
  const outcome = await writeObject(request, ports, { kind: 'Pod', name, dryRun, manager, command });
  return answerObject('Pod', outcome, { request, ports });
};

// A negative one means one second.
function positive(graceSeconds: number): number {
  return graceSeconds < 0 ? 1 : graceSeconds;
}
