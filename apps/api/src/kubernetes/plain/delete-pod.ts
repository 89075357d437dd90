import type { ObjectCommand } from '#libs/history';
import type { Handler } from '../handler.js';
import { deleteOptions } from '../write/delete-options.js';
import { refuseDeletion } from '../write/preconditions.js';
import { managerOf } from '../write/write-options.js';
import { absence } from './absence.js';
import { answerObject } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { writeObject } from './write-object.js';

/**
 * `DELETE …/pods/NAME`: a bare pod is gone at once, as with `--now`, for no watch would tell when its grace is over.
 */
export const deletePod: Handler = async (request, ports) => {
  const { name = '', served, provenance } = request;
  const { dryRun, preconditions } = deleteOptions(request);
  const command = async (live: LiveObject | undefined): Promise<ObjectCommand> => {
    if (live === undefined) throw await absence('Pod', request, ports);
    refuseDeletion(served, preconditions, live);
    return { kind: 'DeleteObject', endingSeconds: 0 };
  };
  const manager = managerOf(provenance.userAgent);
  const outcome = await writeObject(request, ports, { kind: 'Pod', name, dryRun, manager, command });
  return answerObject('Pod', outcome, { request, ports });
};
