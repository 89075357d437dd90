import type { Container, Deployment, JsonObject, StringMap } from '#libs/kubernetes';
import { chosenContainers, withContainers } from './containers.js';

type Amounts = Readonly<{ limits?: StringMap; requests?: StringMap }>;

/**
 * As `kubectl set resources`: the amounts given replace those of the same name, the others stay.
 * @throws ContainerNotFound
 */
export function setResources(deployment: Deployment, amounts: Amounts, containers?: readonly string[]): Deployment {
  const chosen = chosenContainers(deployment.spec.template, containers);
  return withContainers(deployment, (container) =>
    chosen.has(container.name) ? withAmounts(container, amounts) : container,
  );
}

function withAmounts(container: Container, { limits, requests }: Amounts): Container {
  const given = (container.resources ?? {}) as JsonObject;
  const resources = {
    ...given,
    ...(limits && { limits: { ...(given.limits as JsonObject | undefined), ...limits } }),
    ...(requests && { requests: { ...(given.requests as JsonObject | undefined), ...requests } }),
  };
  return { ...container, resources };
}
