import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { KeyChanges } from '#libs/history';
import type { RequestContext } from '../graphql/request-context.js';
import { RestartRolloutInput } from './change-input.types.js';
import { ChangePayload } from './change-payload.types.js';
import { CommandRunner } from './command-runner.js';
import { keyChanges } from './key-changes.js';
import { findRestorable } from './restorable-revision.js';
import { UndoRolloutInput } from './spec-input.types.js';
import { SetEnvInput, SetImageInput, SetResourcesInput } from './template-input.types.js';

const INPUT = { name: 'input', description: 'The Deployment, and what to do to it.' } as const;

/** Commands that change the pod template. */
@Resolver()
export class TemplateCommandResolver {
  constructor(private readonly runner: CommandRunner) {}

  @Mutation(() => ChangePayload, { description: 'Gives containers new images, as `kubectl set image`.' })
  setImage(
    @Args({ ...INPUT, type: () => SetImageInput }) input: SetImageInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const images = Object.fromEntries(input.images.map(({ container, image }) => [container, image]));
    return this.runner.run('setImage', input, { context, command: () => ({ kind: 'SetImage', images }) });
  }

  @Mutation(() => ChangePayload, { description: 'Sets and removes environment variables, as `kubectl set env`.' })
  setEnv(
    @Args({ ...INPUT, type: () => SetEnvInput }) input: SetEnvInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const env: KeyChanges = keyChanges(input.env);
    const { containers } = input;
    return this.runner.run('setEnv', input, {
      context,
      command: () => ({ kind: 'SetEnv', env, ...(containers && { containers }) }),
    });
  }

  @Mutation(() => ChangePayload, { description: 'Sets limits and requests, as `kubectl set resources`.' })
  setResources(
    @Args({ ...INPUT, type: () => SetResourcesInput }) input: SetResourcesInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const { limits, requests, containers } = input;
    const given = { ...(limits && { limits }), ...(requests && { requests }), ...(containers && { containers }) };
    return this.runner.run('setResources', input, { context, command: () => ({ kind: 'SetResources', ...given }) });
  }

  @Mutation(() => ChangePayload, {
    description: 'Replaces all pods by new ones of the same template, as `kubectl rollout restart`.',
  })
  restartRollout(
    @Args({ ...INPUT, type: () => RestartRolloutInput }) input: RestartRolloutInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    return this.runner.run('restartRollout', input, { context, command: () => ({ kind: 'RestartRollout' }) });
  }

  @Mutation(() => ChangePayload, {
    description:
      'Goes back to an earlier revision, as `kubectl rollout undo`; also to one that a cluster has forgotten, or of an earlier incarnation.',
  })
  undoRollout(
    @Args({ ...INPUT, type: () => UndoRolloutInput }) input: UndoRolloutInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const { ports } = context;
    const wanted = { place: input, target: input };
    return this.runner.run('undoRollout', input, {
      context,
      command: async (current) => ({
        kind: input.applyToCluster ? 'RequestUndo' : 'UndoRollout',
        to: await findRestorable(ports, wanted, current),
      }),
    });
  }
}
