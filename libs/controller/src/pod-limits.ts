import { compareQuantities, parseQuantity, type PodTemplate } from '#libs/kubernetes';
import type { Run } from './run.js';

/**
 * Why the API server refuses a pod of a template, in its words, or undefined when it takes it: a LimitRange's maximum for each
 * container (plugin/pkg/admission/limitranger, `maxConstraint`), a ResourceQuota's number of pods (resourcequota, `CheckRequest`).
 */
export function refusal(run: Run, template: PodTemplate, name: string): string | undefined {
  const { quota, containerMax } = run.podLimits;
  const tooLarge = Object.entries(containerMax ?? {}).flatMap(([resource, max]) => beyondMax(template, resource, max));
  if (tooLarge.length > 0) return `pods "${name}" is forbidden: ${oneOrList(tooLarge)}`;
  if (quota === undefined || run.pods.size < quota.pods) return undefined;
  const used = `requested: pods=1, used: pods=${run.pods.size}, limited: pods=${quota.pods}`;
  return `pods "${name}" is forbidden: exceeded quota: ${quota.name}, ${used}`;
}

type Resources = Readonly<{ limits?: Readonly<Record<string, string>>; requests?: Readonly<Record<string, string>> }>;

function beyondMax(template: PodTemplate, resource: string, max: string): readonly string[] {
  return template.spec.containers.flatMap((container) => {
    const { limits, requests } = (container.resources ?? {}) as Resources;
    const prefix = `maximum ${resource} usage per Container is ${max}`;
    const [limit, request] = [limits?.[resource], requests?.[resource]];
    if (limit === undefined) return [`${prefix}.  No limit is specified`];
    if (isMore(limit, max)) return [`${prefix}, but limit is ${limit}`];
    return request !== undefined && isMore(request, max) ? [`${prefix}, but request is ${request}`] : [];
  });
}

function isMore(quantity: string, max: string): boolean {
  return compareQuantities(parseQuantity(quantity), parseQuantity(max)) > 0;
}

function oneOrList(reasons: readonly string[]): string {
  return reasons.length === 1 ? (reasons[0] ?? '') : `[${reasons.join(', ')}]`;
}
