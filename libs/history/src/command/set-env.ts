import type { Container, Deployment, Json, JsonObject } from '#libs/kubernetes';
import type { KeyChanges } from './command.js';
import { chosenContainers, withContainers } from './containers.js';

/**
 * As `kubectl set env`: known variables keep their place and lose `valueFrom`, new ones go to the end, `undefined` removes.
 * @throws ContainerNotFound
 */
export function setEnv(deployment: Deployment, env: KeyChanges, containers?: readonly string[]): Deployment {
  const chosen = chosenContainers(deployment.spec.template, containers);
  return withContainers(deployment, (container) => (chosen.has(container.name) ? withEnv(container, env) : container));
}

function withEnv(container: Container, changes: KeyChanges): Container {
  const given = (container.env ?? []) as readonly JsonObject[];
  const known = new Set(given.map(nameOf));
  const kept = given.flatMap((variable): readonly Json[] => {
    const name = nameOf(variable);
    if (!(name in changes)) return [variable];
    const value = changes[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const added = Object.entries(changes).flatMap(([name, value]): readonly Json[] =>
    known.has(name) || value === undefined ? [] : [{ name, value }],
  );
  const { env: _, ...rest } = container;
  const env = [...kept, ...added];
  return env.length === 0 ? rest : { ...container, env };
}

function nameOf(variable: JsonObject): string {
  return variable.name as string;
}
