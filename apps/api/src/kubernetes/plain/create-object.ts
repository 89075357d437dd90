import type { ObjectKind } from '#libs/history';
import { alreadyExists } from '#libs/kubernetes-api';
import type { Handler } from '../handler.js';
import { decodeWritten } from '../write/decode-written.js';
import { namedObject } from '../write/named-object.js';
import { readBody } from '../write/read-body.js';
import { writeOptions } from '../write/write-options.js';
import { isControlledPod } from './absence.js';
import { answerObject } from './answer-object.js';
import { objectType } from './object-type.js';
import { requireNamespace } from './require-namespace.js';
import { writeObject } from './write-object.js';

/** `POST …/services`, and its like. */
export function createObject(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { namespace = '' } = request;
    const { dryRun, fieldManager: manager, fieldValidation } = writeOptions(request);
    const decoded = decodeWritten(readBody(request, kind), { type: objectType(kind), fieldValidation });
    const { name, object } = namedObject(decoded.object, namespace);
    if (kind !== 'Namespace') await requireNamespace(request, name, ports);
    if (kind === 'Pod' && (await isControlledPod(request, name, ports))) throw alreadyExists(request.served, name);
    const command = (): { kind: 'CreateObject'; object: typeof object } => ({ kind: 'CreateObject', object });
    const outcome = await writeObject(request, ports, { kind, name, dryRun, manager, command });
    return answerObject(kind, outcome, { request, ports, warnings: decoded.warnings });
  };
}
