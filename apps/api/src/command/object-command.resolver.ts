import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { applyManifests } from './apply-manifests.js';
import { ApplyDeploymentInput } from './apply-input.types.js';
import { ApplyDeploymentPayload, ChangePayload } from './change-payload.types.js';
import { CommandRunner } from './command-runner.js';
import { keyChanges } from './key-changes.js';
import { AnnotateDeploymentInput, DeleteDeploymentInput, LabelDeploymentInput } from './spec-input.types.js';

const INPUT = { name: 'input', description: 'The Deployment, and what to do to it.' } as const;

/** Commands to the Deployment as an object. */
@Resolver()
export class ObjectCommandResolver {
  constructor(private readonly runner: CommandRunner) {}

  @Mutation(() => ApplyDeploymentPayload, {
    description:
      'Creates and changes Deployments as a manifest says, as `kubectl apply` merges it; nothing is recorded unless all are valid.',
  })
  applyDeployment(
    @Args({ name: 'input', type: () => ApplyDeploymentInput, description: 'The manifest.' })
    input: ApplyDeploymentInput,
    @Context() context: RequestContext,
  ): Promise<ApplyDeploymentPayload> {
    return applyManifests(this.runner, input, context);
  }

  @Mutation(() => ChangePayload, { description: 'Sets and removes annotations, as `kubectl annotate --overwrite`.' })
  annotateDeployment(
    @Args({ ...INPUT, type: () => AnnotateDeploymentInput }) input: AnnotateDeploymentInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const annotations = keyChanges(input.annotations);
    return this.runner.run('annotateDeployment', input, {
      context,
      command: () => ({ kind: 'AnnotateDeployment', annotations }),
    });
  }

  @Mutation(() => ChangePayload, { description: 'Sets and removes labels, as `kubectl label --overwrite`.' })
  labelDeployment(
    @Args({ ...INPUT, type: () => LabelDeploymentInput }) input: LabelDeploymentInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const labels = keyChanges(input.labels);
    return this.runner.run('labelDeployment', input, { context, command: () => ({ kind: 'LabelDeployment', labels }) });
  }

  @Mutation(() => ChangePayload, {
    description: 'Deletes the Deployment, as `kubectl delete`; its history stays, and the name is free again.',
  })
  deleteDeployment(
    @Args({ ...INPUT, type: () => DeleteDeploymentInput }) input: DeleteDeploymentInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const { propagationPolicy } = input;
    return this.runner.run('deleteDeployment', input, {
      context,
      command: () => ({ kind: 'DeleteDeployment', propagationPolicy }),
    });
  }
}
