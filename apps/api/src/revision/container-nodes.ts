import type { Container as ContainerValue, PodTemplate } from '#libs/kubernetes';
import type { Container } from './container.types.js';

/** A template's containers, init containers after them. */
export function containerNodes({ spec }: PodTemplate): readonly Container[] {
  return [
    ...spec.containers.map((json) => node(json, false)),
    ...(spec.initContainers ?? []).map((json) => node(json, true)),
  ];
}

/** Images of all containers of a template, in the same order. */
export function imagesOf(template: PodTemplate): readonly string[] {
  return containerNodes(template).flatMap(({ image }) => (image === null ? [] : [image]));
}

function node(json: ContainerValue, init: boolean): Container {
  return { name: json.name, image: json.image ?? null, init, json };
}
