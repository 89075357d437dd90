import type { ObjectKind } from '#libs/history';
import type { DecodedObject, JsonObject } from '#libs/kubernetes';
import type { Answer } from '../answer.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { decodePatched, decodeWritten } from '../write/decode-written.js';
import { givenManagers } from '../write/given-managers.js';
import { refuseMisaddressed } from '../write/named-object.js';
import { refuseStale } from '../write/preconditions.js';
import { readBody } from '../write/read-body.js';
import { readPatch } from '../write/read-patch.js';
import { writeOptions } from '../write/write-options.js';
import { absence } from './absence.js';
import { answerObject } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { objectType } from './object-type.js';
import { writeObject } from './write-object.js';

/** `PUT …/services/NAME/status`, and its like. */
export function replaceObjectStatus(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { namespace = '', name = '' } = request;
    const { fieldValidation } = writeOptions(request);
    const decoded = decodeWritten(readBody(request, kind), { type: objectType(kind), fieldValidation });
    refuseMisaddressed(decoded.object, { namespace, name });
    return writeStatus(kind, () => decoded, { request, ports });
  };
}

/** `PATCH …/services/NAME/status`, and its like. */
export function patchObjectStatus(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { fieldValidation } = writeOptions(request);
    const type = objectType(kind);
    const patch = readPatch(request, type.goType);
    return writeStatus(kind, (live) => decodePatched(live, patch, { type, fieldValidation }), { request, ports });
  };
}

async function writeStatus(
  kind: ObjectKind,
  written: (live: JsonObject) => DecodedObject,
  { request, ports }: Readonly<{ request: KubernetesRequest; ports: KubernetesPorts }>,
): Promise<Answer> {
  const { name = '', served } = request;
  const { dryRun, fieldManager: manager } = writeOptions(request);
  let warnings: readonly string[] = [];
  const command = async (live: LiveObject | undefined) => {
    if (live === undefined) throw await absence(kind, request, ports);
    const { object, warnings: told } = written(live.object);
    warnings = told;
    refuseStale(served, object, live);
    const managers = givenManagers(object, live.object);
    return { kind: 'ReplaceStatus', object, ...(managers && { managers }) } as const;
  };
  const outcome = await writeObject(request, ports, { kind, name, dryRun, manager, command });
  return answerObject(kind, outcome, { request, ports, warnings });
}
