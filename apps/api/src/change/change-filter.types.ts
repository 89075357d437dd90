import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import type { Source } from '#libs/event-store';
import type { DeploymentEventType, ObjectEventType } from '#libs/history';
import type { ChangeListFilter } from '#libs/postgres';
import { DateTime } from '../graphql/date-time.js';
import { ChangeSource, ObjectKind, type ObjectKindName } from './change.types.js';

const DeploymentChange = {
  DeploymentCreated: 'DeploymentCreated',
  PodTemplateChanged: 'PodTemplateChanged',
  RolloutRestarted: 'RolloutRestarted',
  RolloutUndone: 'RolloutUndone',
  DeploymentScaled: 'DeploymentScaled',
  StrategyChanged: 'StrategyChanged',
  RolloutLimitsChanged: 'RolloutLimitsChanged',
  RolloutPaused: 'RolloutPaused',
  RolloutResumed: 'RolloutResumed',
  LabelsChanged: 'LabelsChanged',
  AnnotationsChanged: 'AnnotationsChanged',
  MetadataChanged: 'MetadataChanged',
  ManagedFieldsChanged: 'ManagedFieldsChanged',
  DeploymentDeleted: 'DeploymentDeleted',
} as const satisfies { readonly [Type in DeploymentEventType]: Type };

/** Every type of event that says what a Deployment is. */
export const CHANGE_KINDS: readonly DeploymentEventType[] = Object.values(DeploymentChange);

export const ChangeKind = {
  ...DeploymentChange,
  ObjectWritten: 'ObjectWritten',
  ObjectDeleted: 'ObjectDeleted',
} as const satisfies { readonly [Type in DeploymentEventType | ObjectEventType]: Type };
registerEnumType(ChangeKind, { name: 'ChangeKind', description: 'What a change did; one change can do several.' });

@InputType({ description: 'Which changes to list; all given must hold.' })
export class ChangeFilter {
  @Field(() => String, { nullable: true, description: 'Of objects in this cluster.' })
  cluster?: string | null;
  @Field(() => String, { nullable: true, description: 'Of objects in this namespace.' })
  namespace?: string | null;
  @Field(() => String, { nullable: true, description: 'Of objects of this name, all incarnations.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'By this subject, or by one who asked to act as another.' })
  actor?: string | null;
  @Field(() => [ChangeSource], { nullable: true, description: 'That came in by one of these ways.' })
  source?: readonly Source[] | null;
  @Field(() => [ChangeKind], { nullable: true, description: 'That did one of these.' })
  kind?: readonly (keyof typeof ChangeKind)[] | null;
  @Field(() => [ObjectKind], { nullable: true, description: 'Of objects of one of these kinds.' })
  objectKind?: readonly ObjectKindName[] | null;
  @Field(() => DateTime, { nullable: true, description: 'That occurred at this moment or later.' })
  since?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'That occurred before this moment.' })
  until?: Date | null;
}

/** The filter as the log is asked: what was not given is left out. */
export function changeListFilter(filter: ChangeFilter | null | undefined): ChangeListFilter {
  const { source, kind, objectKind, ...same } = filter ?? {};
  const given = { ...same, sources: source, eventTypes: kind, objectKinds: objectKind };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
}
