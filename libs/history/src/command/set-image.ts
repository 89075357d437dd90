import type { Deployment, StringMap } from '#libs/kubernetes';
import { chosenContainers, withContainers } from './containers.js';

/**
 * As `kubectl set image`: a new image for each container named, `*` for all; pull policies stay.
 * @throws ContainerNotFound
 */
export function setImage(deployment: Deployment, images: StringMap): Deployment {
  const named = Object.keys(images).filter((name) => name !== '*');
  chosenContainers(deployment.spec.template, named);
  return withContainers(deployment, (container) => {
    const image = images[container.name] ?? images['*'];
    return image === undefined ? container : { ...container, image };
  });
}
