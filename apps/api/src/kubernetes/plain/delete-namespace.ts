import type { ObjectCommand } from '#libs/history';
import { forbidden, notFound } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { LONGEST_POD_LIFE } from '../../setting/longest-pod-life.js';
import { deleteOptions } from '../write/delete-options.js';
import { refuseDeletion } from '../write/preconditions.js';
import { managerOf } from '../write/write-options.js';
import { answerObject } from './answer-object.js';
import { deleteHeld } from './delete-held.js';
import type { LiveObject } from './live-object.js';
import { STANDING_NAMESPACES } from './namespaces.js';
import { writeObject } from './write-object.js';

/**
 * `DELETE /api/v1/namespaces/NAME`: all that is in it is deleted, then it is seen Terminating until the last pod is gone. One that
 * ends already is answered as it is.
 */
export const deleteNamespace: Handler = async (request, ports) => {
  const { name = '', served, provenance } = request;
  const { dryRun, preconditions } = deleteOptions(request);
  if (STANDING_NAMESPACES.includes(name)) throw forbidden(served, name, 'this namespace may not be deleted');
  const manager = managerOf(provenance.userAgent);
  const write = { kind: 'Namespace', name, manager } as const;
  const deletion =
    (endingSeconds: number) =>
    (live: LiveObject | undefined): ObjectCommand => {
      if (live === undefined) throw notFound(served, name);
      refuseDeletion(served, preconditions, live);
      return { kind: 'DeleteObject', endingSeconds };
    };
  const tried = await writeObject(request, ports, { ...write, dryRun: true, command: deletion(0) });
  if (dryRun || tried.live?.deletedAt !== undefined) return answerObject('Namespace', tried, { request, ports });
  const goneAt = await deleteHeld(request, name, { ports, manager });
  const endingSeconds = Math.min(secondsUntil(goneAt, ports.now()), LONGEST_POD_LIFE);
  const outcome = await writeObject(request, ports, { ...write, dryRun: false, command: deletion(endingSeconds) });
  return answerObject('Namespace', outcome, { request, ports });
};

function secondsUntil(moment: Date | undefined, now: Date): number {
  return moment === undefined ? 0 : Math.max(0, (moment.getTime() - now.getTime()) / 1000);
}
