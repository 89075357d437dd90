import type { ObjectCommand, ObjectKind } from '#libs/history';
import type { Handler } from '../handler.js';
import { readConfiguration, refuseGone, withoutVersions } from '../write/configuration.js';
import { decodePatched } from '../write/decode-written.js';
import { APPLY_PATCH } from '../write/media-types.js';
import { refuseStale } from '../write/preconditions.js';
import { readPatch } from '../write/read-patch.js';
import { writeOptions } from '../write/write-options.js';
import { absence } from './absence.js';
import { answerObject } from './answer-object.js';
import type { LiveObject } from './live-object.js';
import { objectType } from './object-type.js';
import { replacementOf } from './replace-object.js';
import { requireNamespace } from './require-namespace.js';
import { writeObject } from './write-object.js';

/** `PATCH …/services/NAME`, and its like, by any of the four kinds of patch. */
export function patchObject(kind: ObjectKind): Handler {
  const [apply, patch] = [applyObject(kind), patchLive(kind)];
  return (request, ports) => (request.contentType === APPLY_PATCH ? apply : patch)(request, ports);
}

function patchLive(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { name = '', served } = request;
    const { dryRun, fieldManager: manager, fieldValidation } = writeOptions(request);
    const type = objectType(kind);
    const patch = readPatch(request, type.goType);
    let warnings: readonly string[] = [];
    const command = async (live: LiveObject | undefined): Promise<ObjectCommand> => {
      if (live === undefined) throw await absence(kind, request, ports);
      const decoded = decodePatched(live.object, patch, { type, fieldValidation });
      ({ warnings } = decoded);
      refuseStale(served, decoded.object, live);
      return replacementOf(decoded.object, live);
    };
    const outcome = await writeObject(request, ports, { kind, name, dryRun, manager, command });
    return answerObject(kind, outcome, { request, ports, warnings });
  };
}

/** Server-side apply; it creates what is not there. */
function applyObject(kind: ObjectKind): Handler {
  return async (request, ports) => {
    const { namespace = '', name = '', served, body } = request;
    const { dryRun, fieldManager: manager, force } = writeOptions(request);
    const config = readConfiguration(body, objectType(kind), { namespace, name });
    const command = async (live: LiveObject | undefined): Promise<ObjectCommand> => {
      if (live !== undefined) refuseStale(served, config, live);
      else {
        refuseGone(config, served);
        if (kind !== 'Namespace') await requireNamespace(request, name, ports);
      }
      return { kind: 'ApplyObject', config: withoutVersions(config), force };
    };
    const outcome = await writeObject(request, ports, { kind, name, dryRun, manager, command });
    return answerObject(kind, outcome, { request, ports });
  };
}
