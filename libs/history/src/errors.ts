/** The Deployment does not exist, or was deleted. Kubernetes' own words. */
export class DeploymentNotFound extends Error {
  readonly code = 'DeploymentNotFound';
  constructor(readonly deployment: string) {
    super(`deployments.apps ${JSON.stringify(deployment)} not found`);
  }
}

/** A Deployment of this name lives already. Kubernetes' own words. */
export class DeploymentExists extends Error {
  readonly code = 'DeploymentExists';
  constructor(
    readonly deployment: string,
    isGoing = false,
  ) {
    super(`${isGoing ? 'object is being deleted: ' : ''}deployments.apps ${JSON.stringify(deployment)} already exists`);
  }
}

/** The revision asked for was never recorded. */
export class RevisionNotFound extends Error {
  readonly code = 'RevisionNotFound';
  constructor(readonly revision: number | string) {
    super(`unable to find specified revision ${revision} in history`);
  }
}

/** There is no earlier revision to go back to. */
export class NoRolloutHistory extends Error {
  readonly code = 'NoRolloutHistory';
  constructor(readonly deployment: string) {
    super(`no rollout history found for deployment ${JSON.stringify(deployment)}`);
  }
}

/** Undo and restart are refused while the rollout is paused, as kubectl refuses them. */
export class RolloutIsPaused extends Error {
  readonly code = 'RolloutIsPaused';
  constructor(readonly verb: 'undo' | 'restart') {
    super(
      verb === 'undo'
        ? 'cannot rollback a paused deployment; resume it first and try again'
        : `can't restart paused deployment (resume the rollout first)`,
    );
  }
}

/** A container named in a command is not in the pod template. */
export class ContainerNotFound extends Error {
  readonly code = 'ContainerNotFound';
  constructor(
    readonly container: string,
    readonly known: readonly string[],
  ) {
    super(`unable to find container named ${JSON.stringify(container)}: the template has ${known.join(', ')}`);
  }
}

/** `currentReplicas` was given and is not what the Deployment has. */
export class ReplicasDiffer extends Error {
  readonly code = 'ReplicasDiffer';
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`expected replicas to be ${expected}, was ${actual}`);
  }
}

/** An argument that no state could make right. */
export class ArgumentInvalid extends Error {
  readonly code = 'ArgumentInvalid';
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(`${field}: ${message}`);
  }
}

/** What was never seen in a cluster cannot be changed there. */
export class NotOfACluster extends Error {
  readonly code = 'NotOfACluster';
  constructor(
    readonly deployment: string,
    readonly cluster: string,
  ) {
    super(
      `${deployment} was not taken in from cluster ${cluster}, so nothing can be applied there: undo it without applyToCluster`,
    );
  }
}
