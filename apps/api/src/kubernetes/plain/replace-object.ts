import type { ObjectCommand, ObjectKind } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import type { Handler } from '../handler.js';
import { decodeWritten } from '../write/decode-written.js';
import { givenManagers } from '../write/given-managers.js';
import { refuseMisaddressed } from '../write/named-object.js';
import { refuseStale } from '../write/preconditions.js';
import { readBody } from '../write/read-body.js';
import { writeOptions } from '../write/write-options.js';
import { absence } from './absence.js';
import { answerObject } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { objectType } from './object-type.js';
import { writeObject } from './write-object.js';

/** `PUT …/services/NAME`, and its like. */
export function replaceObject(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { namespace = '', name = '', served } = request;
    const { dryRun, fieldManager: manager, fieldValidation } = writeOptions(request);
    const type = objectType(kind);
    const { object, warnings } = decodeWritten(readBody(request, kind), { type, fieldValidation });
    refuseMisaddressed(object, { namespace, name });
    const command = async (live: LiveObject | undefined): Promise<ObjectCommand> => {
      if (live === undefined) throw await absence(kind, request, ports);
      refuseStale(served, object, live);
      return replacementOf(object, live);
    };
    const outcome = await writeObject(request, ports, { kind, name, dryRun, manager, command });
    return answerObject(kind, outcome, { request, ports, warnings });
  };
}

/** The command that puts an object, decoded already, in the place of the one that lives. */
export function replacementOf(object: JsonObject, live: LiveObject): ObjectCommand {
  const managers = givenManagers(object, live.object);
  return { kind: 'ReplaceObject', object, ...(managers && { managers }) };
}
