import type { Container, Deployment, PodTemplate } from '#libs/kubernetes';
import { ContainerNotFound } from '../errors.js';

/** Names of a template's containers, init containers after them, as kubectl's `set` commands look for them. */
export function containerNames(template: PodTemplate): readonly string[] {
  return [...template.spec.containers, ...(template.spec.initContainers ?? [])].map(({ name }) => name);
}

/** Changes the containers that `change` answers another value for; the template of a Deployment, nothing else. */
export function withContainers(deployment: Deployment, change: (container: Container) => Container): Deployment {
  const { template } = deployment.spec;
  const { containers, initContainers } = template.spec;
  const spec = {
    ...template.spec,
    containers: containers.map(change),
    ...(initContainers && { initContainers: initContainers.map(change) }),
  };
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, spec } } };
}

/**
 * The containers a command is about: those named, or all that run side by side when none is.
 * @throws ContainerNotFound for a name the template does not have.
 */
export function chosenContainers(template: PodTemplate, named: readonly string[] | undefined): ReadonlySet<string> {
  if (named === undefined) return new Set(template.spec.containers.map(({ name }) => name));
  const known = containerNames(template);
  for (const name of named) if (!known.includes(name)) throw new ContainerNotFound(name, known);
  return new Set(named);
}
