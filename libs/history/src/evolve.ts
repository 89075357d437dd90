import type { DeploymentSpec, OtherMetadata } from '#libs/kubernetes';
import type { DeploymentState, Observed } from './deployment-state.js';
import type { DeploymentEvent, EarlierState, ObservedWrite } from './event.js';

type Created = Extract<DeploymentEvent, { type: 'DeploymentCreated' }>;
type TemplateEvent = Extract<DeploymentEvent, { type: 'PodTemplateChanged' | 'RolloutRestarted' | 'RolloutUndone' }>;
type Learned = Extract<DeploymentEvent, { type: 'EarlierStateLearned' }>;
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
  if (event.type === 'EarlierStateLearned') return withEarlier(state, event.payload);
  const { beneath, ...shown } = state;
  if (beneath === undefined) return evolvePresent(state, event);
  const told = evolvePresent(beneath, event);
  // A write that told the whole object says all that is; one that told a part says nothing of the rest.
  const isWhole = event.type === 'WriteObserved' && event.payload.whole === undefined && !told.deleted;
  return isWhole ? told : { ...evolvePresent(shown, event), beneath: told };
}

function evolvePresent(state: DeploymentState, event: PresentEvent): DeploymentState {
  if (isOfObject(event)) return withObject(state, event);
  if (!bearsTemplate(event)) return withSpec(state, changeOfSpec(event));
  const { template, podLife, release } = event.payload;
  return { ...withSpec(state, { template }), podLife, release };
}

type PresentEvent = Exclude<DeploymentEvent, Created | Learned>;
type ObjectEvent = Exclude<PresentEvent, TemplateEvent | SpecEvent>;

function isOfObject(event: PresentEvent): event is ObjectEvent {
  return OBJECT_EVENTS.has(event.type);
}

const OBJECT_EVENTS: ReadonlySet<string> = new Set<ObjectEvent['type']>([
  'ReplicaSetAdopted',
  'LabelsChanged',
  'AnnotationsChanged',
  'MetadataChanged',
  'ManagedFieldsChanged',
  'DeletionRequested',
  'DeploymentDeleted',
  'WriteObserved',
  'ClusterUndoRequested',
  'ClusterUndoAnswered',
  'ChangeAttributed',
  'PodsObserved',
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
    case 'ReplicaSetAdopted':
    case 'ClusterUndoRequested':
    case 'ClusterUndoAnswered':
    case 'ChangeAttributed':
    case 'PodsObserved':
      return state;
    case 'WriteObserved':
      return { ...state, observed: observedOf(event.payload) };
  }
}

function observedOf(write: ObservedWrite): Observed {
  const { at, resourceVersion, newest = resourceVersion, whole = resourceVersion, generation, assumed, byName } = write;
  return {
    at,
    ...(newest !== undefined && { newest }),
    ...(whole !== undefined && { whole }),
    ...(generation !== undefined && { generation }),
    ...(assumed && { assumed }),
    ...(byName && { byName }),
  };
}

/** What was then lies over what the events told in time made, until the next of them that tells the whole object. */
function withEarlier(state: DeploymentState, { whole, template, replicas }: EarlierState): DeploymentState {
  const beneath = state.beneath ?? state;
  if (replicas !== undefined) return { ...withSpec(state, { replicas }), beneath };
  if (whole === undefined || template === undefined) return { ...state, beneath };
  const { metadata, spec, labels, annotations, podLife, release, deletion } = whole;
  const { annotatedFirst, observed, managers } = beneath;
  const deployment = { labels, annotations, spec: { ...spec, template }, ...metadata };
  return {
    ...{ deployment, podLife, release, deleted: false, annotatedFirst, beneath },
    ...(deletion && { deletion }),
    ...(observed && { observed }),
    ...(managers && { managers }),
  };
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
