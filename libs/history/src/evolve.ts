import type { DeploymentSpec, OtherMetadata } from '#libs/kubernetes';
import type { DeploymentState } from './deployment-state.js';
import type { DeploymentEvent } from './event.js';

type Created = Extract<DeploymentEvent, { type: 'DeploymentCreated' }>;
type TemplateEvent = Extract<DeploymentEvent, { type: 'PodTemplateChanged' | 'RolloutRestarted' | 'RolloutUndone' }>;
type SpecEvent = Extract<
  DeploymentEvent,
  { type: 'DeploymentScaled' | 'StrategyChanged' | 'RolloutLimitsChanged' | 'RolloutPaused' | 'RolloutResumed' }
>;
type Deployment = DeploymentState['deployment'];

/** The state after one more event. It never refuses: what happened, happened. */
export function evolve(state: DeploymentState | undefined, event: DeploymentEvent): DeploymentState {
  if (event.type === 'DeploymentCreated') return created(event);
  if (state === undefined)
    throw new Error(`a Deployment's events begin with ${event.type}, not with DeploymentCreated`);
  if (isOfObject(event)) return withObject(state, event);
  if (!bearsTemplate(event)) return withSpec(state, changeOfSpec(event));
  const { template, podLife, release } = event.payload;
  return { ...withSpec(state, { template }), podLife, release };
}

type ObjectEvent = Exclude<DeploymentEvent, Created | TemplateEvent | SpecEvent>;

function isOfObject(event: Exclude<DeploymentEvent, Created>): event is ObjectEvent {
  return OBJECT_EVENTS.has(event.type);
}

const OBJECT_EVENTS: ReadonlySet<string> = new Set<ObjectEvent['type']>([
  'LabelsChanged',
  'AnnotationsChanged',
  'MetadataChanged',
  'ManagedFieldsChanged',
  'DeletionRequested',
  'DeploymentDeleted',
]);

function withObject(state: DeploymentState, event: ObjectEvent): DeploymentState {
  switch (event.type) {
    case 'DeploymentDeleted':
      return { ...state, deleted: true };
    case 'DeletionRequested':
      return { ...state, deletion: event.payload };
    case 'ManagedFieldsChanged':
      return { ...state, managers: event.payload.managers };
    case 'MetadataChanged':
      return withMetadata(state, event.payload);
    case 'LabelsChanged':
    case 'AnnotationsChanged':
      return withDeployment(state, event.payload);
  }
}

function bearsTemplate(event: SpecEvent | TemplateEvent): event is TemplateEvent {
  return 'template' in event.payload;
}

function changeOfSpec(event: SpecEvent): Partial<DeploymentSpec> {
  switch (event.type) {
    case 'DeploymentScaled':
    case 'StrategyChanged':
    case 'RolloutLimitsChanged':
      return event.payload;
    case 'RolloutPaused':
      return { paused: true };
    case 'RolloutResumed':
      return { paused: false };
  }
}

function created({ payload }: Created): DeploymentState {
  const { labels, annotations, spec, template, podLife, release } = payload;
  const deployment = { labels, annotations, spec: { ...spec, template } };
  const annotatedFirst = Object.keys(annotations).length > 0;
  return { deployment, podLife, release, deleted: false, annotatedFirst };
}

function withSpec(state: DeploymentState, spec: Partial<DeploymentSpec>): DeploymentState {
  return withDeployment(state, { spec: { ...state.deployment.spec, ...spec } });
}

function withMetadata(state: DeploymentState, metadata: OtherMetadata): DeploymentState {
  const { labels, annotations, spec } = state.deployment;
  return { ...state, deployment: { labels, annotations, spec, ...metadata } };
}

function withDeployment(state: DeploymentState, change: Partial<Deployment>): DeploymentState {
  return { ...state, deployment: { ...state.deployment, ...change } };
}
