import type { ObjectCommand } from '#libs/history';
import { notFound, success } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { deleteOptions } from '../write/delete-options.js';
import { managerOf } from '../write/write-options.js';
import { refuseDeletion } from '../write/preconditions.js';
import { answerObject, recordedNote } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { writeObject } from './write-object.js';

/** `DELETE …/services/NAME`: gone at once, unless it has finalizers to wait for. */
export const deleteService: Handler = async (request, ports) => {
  const { name = '', served, provenance } = request;
  const { dryRun, preconditions } = deleteOptions(request);
  const command = (live: LiveObject | undefined): ObjectCommand => {
    if (live === undefined) throw notFound(served, name);
    refuseDeletion(served, preconditions, live);
    return { kind: 'DeleteObject', endingSeconds: 0 };
  };
  const manager = managerOf(provenance.userAgent);
  const outcome = await writeObject(request, ports, { kind: 'Service', name, dryRun, manager, command });
  if (!outcome.decision.events.some(({ type }) => type === 'ObjectDeleted'))
    return answerObject('Service', outcome, { request, ports });
  const object = success({ name, kind: served.resource, uid: outcome.uid });
  return { kind: 'object', status: 200, object, warnings: ports.extras ? recordedNote(outcome) : [] };
};
