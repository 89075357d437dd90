import { canonicalJson } from '../canonical-json.js';
import type { JsonObject } from '../json.js';
import { listOf, objectOf } from '../json-shape.js';
import { type Causes, forbidden, when } from './cause.js';
import { validateMetadata, validateMetadataUpdate } from './metadata.js';
import { validatePodSpec } from './pod-spec.js';

/** What is wrong with a Pod that is to be created (core/validation `ValidatePodCreate`). Decoded and defaulted. */
export function validatePod({ metadata, spec }: JsonObject): Causes {
  return [...validateMetadata(objectOf(metadata)), ...validatePodSpec(objectOf(spec), 'spec')];
}

/** What is wrong with an update of a Pod: only its images may change (`ValidatePodUpdate`). */
export function validatePodUpdate(pod: JsonObject, old: JsonObject): Causes {
  const isChanged = canonicalJson(withoutImages(pod)) !== canonicalJson(withoutImages(old));
  const detail =
    'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
  return [
    ...validateMetadataUpdate(objectOf(pod.metadata), objectOf(old.metadata)),
    ...validatePodSpec(objectOf(pod.spec), 'spec'),
    ...when(isChanged, forbidden('spec', detail)),
  ];
}

function withoutImages(pod: JsonObject): JsonObject {
  const spec = objectOf(pod.spec);
  const imageless = (containers: JsonObject[string]): readonly JsonObject[] =>
    listOf(containers).map((container) => ({ ...objectOf(container), image: '' }));
  return { ...spec, containers: imageless(spec.containers), initContainers: imageless(spec.initContainers) };
}
