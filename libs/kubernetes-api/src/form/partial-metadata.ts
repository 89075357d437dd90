import type { JsonObject } from '#libs/kubernetes';
import type { MetaVersion } from './form.js';

/** The metadata of an object as an object of its own. */
export function partialMetadata({ metadata }: JsonObject, version: MetaVersion): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}
