import { ArgumentInvalid, type Command, type RestorableRevision } from '#libs/history';
import type { JsonObject } from '#libs/kubernetes';
import { parseManifests } from '#libs/manifest';
import { given } from '../command/given.js';
import { keyChanges } from '../command/key-changes.js';
import type { UndoTarget } from '../command/restorable-revision.js';
import { wantedStrategy } from '../command/wanted-strategy.js';
import type { PlanInput } from './plan-input.types.js';

/** What a plan's commands need besides its input. */
export type CommandParts = Readonly<{
  manifest: JsonObject | undefined;
  restorable: (target: UndoTarget) => Promise<RestorableRevision>;
}>;

/** The commands that a plan asks for, in the order that `PlanInput` tells. */
export async function plannedCommands(input: PlanInput, parts: CommandParts): Promise<readonly Command[]> {
  const { undo } = input;
  return [
    ...specCommands(input),
    ...(parts.manifest ? [{ kind: 'ApplyDeployment', manifest: parts.manifest } as const] : []),
    ...templateCommands(input),
    ...(undo ? [{ kind: 'UndoRollout', to: await parts.restorable(undo) } as const] : []),
    ...objectCommands(input),
  ];
}

function specCommands({ resume, strategy, limits, scale }: PlanInput): readonly Command[] {
  return [
    ...(resume === true ? [{ kind: 'ResumeRollout' } as const] : []),
    ...(strategy ? [{ kind: 'ChangeStrategy', strategy: wantedStrategy(strategy) } as const] : []),
    ...(limits ? [{ kind: 'ChangeLimits', ...given({ ...limits }) } as const] : []),
    ...(scale
      ? [
          {
            kind: 'ScaleDeployment',
            replicas: scale.replicas,
            ...given({ currentReplicas: scale.currentReplicas }),
          } as const,
        ]
      : []),
  ];
}

function templateCommands({ patch, images, env, resources }: PlanInput): readonly Command[] {
  return [
    ...(patch !== undefined && patch !== null ? [{ kind: 'PatchDeployment', patch: readPatch(patch) } as const] : []),
    ...(images
      ? [
          {
            kind: 'SetImage',
            images: Object.fromEntries(images.map(({ container, image }) => [container, image])),
          } as const,
        ]
      : []),
    ...(env ? [{ kind: 'SetEnv', env: keyChanges(env.env), ...given({ containers: env.containers }) } as const] : []),
    ...(resources ? [{ kind: 'SetResources', ...given({ ...resources }) } as const] : []),
  ];
}

function objectCommands({
  restart,
  annotations,
  labels,
  pause,
  delete: propagationPolicy,
}: PlanInput): readonly Command[] {
  return [
    ...(restart === true ? [{ kind: 'RestartRollout' } as const] : []),
    ...(annotations ? [{ kind: 'AnnotateDeployment', annotations: keyChanges(annotations) } as const] : []),
    ...(labels ? [{ kind: 'LabelDeployment', labels: keyChanges(labels) } as const] : []),
    ...(pause === true ? [{ kind: 'PauseRollout' } as const] : []),
    ...(propagationPolicy ? [{ kind: 'DeleteDeployment', propagationPolicy } as const] : []),
  ];
}

/** @throws ManifestUnreadable, ArgumentInvalid */
function readPatch(text: string): JsonObject {
  const [patch, ...others] = parseManifests(text);
  if (patch !== undefined && others.length === 0) return patch;
  throw new ArgumentInvalid('change.patch', 'must be one object');
}
