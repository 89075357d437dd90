import type { JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import type { Causes } from './cause.js';
import { validateMetadata, validateMetadataUpdate } from './metadata.js';
import { dnsLabel } from './name-rules.js';

/** What is wrong with a Namespace that is to be created (core/validation `ValidateNamespace`). */
export function validateNamespace({ metadata }: JsonObject): Causes {
  return validateMetadata(objectOf(metadata), { name: dnsLabel, isOutsideOfNamespaces: true });
}

export function validateNamespaceUpdate(namespace: JsonObject, old: JsonObject): Causes {
  return validateMetadataUpdate(objectOf(namespace.metadata), objectOf(old.metadata));
}
