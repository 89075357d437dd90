import type { LabelSelector, PodTemplate, StringMap } from '#libs/kubernetes';

const POD_TEMPLATE_HASH = 'pod-template-hash';

/** The labels of a template with the hash that its ReplicaSet and pods bear; one that somebody else made may have none. */
export function hashedLabels({ metadata }: PodTemplate, podTemplateHash: string): StringMap {
  const labels = metadata?.labels ?? {};
  return podTemplateHash === '' ? labels : { ...labels, [POD_TEMPLATE_HASH]: podTemplateHash };
}

/** A Deployment's template as its ReplicaSet has it. */
export function hashedTemplate(template: PodTemplate, podTemplateHash: string): PodTemplate {
  return { ...template, metadata: { ...template.metadata, labels: hashedLabels(template, podTemplateHash) } };
}

/** A Deployment's selector as its ReplicaSet has it. */
export function hashedSelector({ matchLabels, ...others }: LabelSelector, podTemplateHash: string): LabelSelector {
  const labels = podTemplateHash === '' ? matchLabels : { ...matchLabels, [POD_TEMPLATE_HASH]: podTemplateHash };
  return { ...(labels && { matchLabels: labels }), ...others };
}
