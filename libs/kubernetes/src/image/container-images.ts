import type { PodTemplate } from '../deployment.js';

/** The image of each container of a template, init containers included. */
export function containerImages({ spec }: PodTemplate): ReadonlyMap<string, string> {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return new Map(containers.flatMap(({ name, image }) => (image === undefined ? [] : [[name, image] as const])));
}
