import { matchesPattern, type PodTemplate } from '#libs/kubernetes';
import type { PodLife } from './event.js';

/** What is taken for granted of pods that run a fitting image (all, without a pattern); what is left out stays as it is. */
export type PodLifeAssumption = Readonly<Partial<PodLife> & { imagePattern?: string }>;

/** The life of a template's pods under assumptions: each that fits one of the containers counts, the later ones over the earlier. */
export function assumePodLife(
  assumptions: readonly PodLifeAssumption[],
  template: PodTemplate,
  life: PodLife,
): PodLife {
  return assumptions
    .filter(({ imagePattern }) => imagePattern === undefined || runs(template, imagePattern))
    .reduce<PodLife>((assumed, { imagePattern: _, ...fields }) => ({ ...assumed, ...fields }), life);
}

function runs({ spec }: PodTemplate, imagePattern: string): boolean {
  return spec.containers.some(({ image }) => matchesPattern(imagePattern, image ?? ''));
}
