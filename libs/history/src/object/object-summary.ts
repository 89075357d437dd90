import { type JsonObject, listOf, objectOf, textOf } from '#libs/kubernetes';
import { CHANGE_CAUSE, LAST_APPLIED } from '../command/annotations.js';
import { summariseFields } from '../summary.js';

/** What a new object is, for the audit list: `created: LoadBalancer, port 8090/TCP`. */
export function summariseNew(object: JsonObject): string {
  const parts = object.kind === 'Service' ? serviceParts(objectOf(object.spec)) : containerParts(objectOf(object.spec));
  return parts.length === 0 ? 'created' : `created: ${parts.join(', ')}`;
}

function serviceParts({ type, ports }: JsonObject): readonly string[] {
  const told = listOf(ports).map(objectOf);
  return [textOf(type), ...told.map(({ port = 0, protocol }) => `port ${JSON.stringify(port)}/${textOf(protocol)}`)];
}

function containerParts({ containers }: JsonObject): readonly string[] {
  const told = listOf(containers).map(objectOf);
  return told.map(({ name, image }) => `${textOf(name)} ${textOf(image)}`.trim());
}

/** What a write changed, in one line. */
export function summariseWrite(before: JsonObject, after: JsonObject, manager: string): string {
  const changes = summariseFields(comparable(before), comparable(after));
  if (changes !== '') return changes;
  const [cause, old] = [after, before].map((object) => annotationsOf(object)[CHANGE_CAUSE]);
  return cause === old ? `fields owned by ${manager}, nothing else changed` : 'change cause';
}

// Neither what kubectl notes of itself nor who owns which field, nor how often it changed, is what somebody wanted.
function comparable(object: JsonObject): JsonObject {
  const { managedFields: _managers, generation: _generation, ...metadata } = objectOf(object.metadata);
  const { [LAST_APPLIED]: _applied, [CHANGE_CAUSE]: _cause, ...annotations } = annotationsOf(object);
  return { ...object, metadata: { ...metadata, labels: objectOf(metadata.labels), annotations } };
}

function annotationsOf({ metadata }: JsonObject): JsonObject {
  return objectOf(objectOf(metadata).annotations);
}
