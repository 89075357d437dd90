import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import { PauseRolloutInput, ResumeRolloutInput } from './change-input.types.js';
import { ChangePayload } from './change-payload.types.js';
import { CommandRunner } from './command-runner.js';
import { given } from './given.js';
import { ChangeLimitsInput, ChangeStrategyInput, ScaleDeploymentInput } from './spec-input.types.js';
import { wantedStrategy } from './wanted-strategy.js';

const INPUT = { name: 'input', description: 'The Deployment, and what to do to it.' } as const;

/** Commands that change the spec beside the pod template: none of them makes a new revision. */
@Resolver()
export class SpecCommandResolver {
  constructor(private readonly runner: CommandRunner) {}

  @Mutation(() => ChangePayload, { description: 'Asks for another number of pods, as `kubectl scale`.' })
  scaleDeployment(
    @Args({ ...INPUT, type: () => ScaleDeploymentInput }) input: ScaleDeploymentInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const { replicas, currentReplicas } = input;
    const expected = currentReplicas === undefined || currentReplicas === null ? {} : { currentReplicas };
    return this.runner.run('scaleDeployment', input, {
      context,
      command: () => ({ kind: 'ScaleDeployment', replicas, ...expected }),
    });
  }

  @Mutation(() => ChangePayload, { description: 'Lets changes of the template wait, as `kubectl rollout pause`.' })
  pauseRollout(
    @Args({ ...INPUT, type: () => PauseRolloutInput }) input: PauseRolloutInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    return this.runner.run('pauseRollout', input, { context, command: () => ({ kind: 'PauseRollout' }) });
  }

  @Mutation(() => ChangePayload, { description: 'Rolls out what waited, as `kubectl rollout resume`.' })
  resumeRollout(
    @Args({ ...INPUT, type: () => ResumeRolloutInput }) input: ResumeRolloutInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    return this.runner.run('resumeRollout', input, { context, command: () => ({ kind: 'ResumeRollout' }) });
  }

  @Mutation(() => ChangePayload, { description: 'Changes how old pods are replaced.' })
  changeStrategy(
    @Args({ ...INPUT, type: () => ChangeStrategyInput }) input: ChangeStrategyInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const strategy = wantedStrategy(input);
    return this.runner.run('changeStrategy', input, { context, command: () => ({ kind: 'ChangeStrategy', strategy }) });
  }

  @Mutation(() => ChangePayload, {
    description: 'Changes minReadySeconds, progressDeadlineSeconds and revisionHistoryLimit.',
  })
  changeLimits(
    @Args({ ...INPUT, type: () => ChangeLimitsInput }) input: ChangeLimitsInput,
    @Context() context: RequestContext,
  ): Promise<ChangePayload> {
    const { minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit } = input;
    const limits = given({ minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit });
    return this.runner.run('changeLimits', input, { context, command: () => ({ kind: 'ChangeLimits', ...limits }) });
  }
}
