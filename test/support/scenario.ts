import { emptyState, type Input, type ModelState, type Observation, replay } from '#libs/controller';
import type { DeploymentSpec, StringMap } from '#libs/kubernetes';

// Builders of what befalls one Deployment, and words for what becomes of it.

export const START = 1_700_000_000_000;
export const PREFIX = 'deployment.kubernetes.io/';
export const LIFE = { startSeconds: 3, terminationSeconds: 2, neverReady: false };
export const BAD = { ...LIFE, neverReady: true };
const SELECTOR = { matchLabels: { app: 'web' } };

export const template = (image: string): DeploymentSpec['template'] => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
});

export type Wanted = Partial<DeploymentSpec> &
  Readonly<{ image?: string; annotations?: StringMap; labels?: StringMap; uid?: string }>;

const web = ({ image = 'web:v1', annotations = {}, labels = {}, uid = 'one', ...spec }: Wanted = {}) => ({
  uid,
  namespace: 'default',
  name: 'web',
  labels,
  annotations,
  spec: {
    replicas: 3,
    selector: SELECTOR,
    template: template(image),
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    minReadySeconds: 0,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    paused: false,
    ...spec,
  } satisfies DeploymentSpec,
});

export type Happening = Input extends infer One ? (One extends Input ? Omit<One, 'at'> : never) : never;

export const apply = (wanted: Wanted = {}, podLife = LIFE): Happening => ({
  kind: 'deploymentApplied',
  deployment: web(wanted),
  podLife,
});

// One after another, each when the last has settled.
export function settled(...happenings: readonly Happening[]): ModelState {
  let state = emptyState({ release: '1.36' }, START);
  for (const happening of happenings) {
    const at = state.now + 1000;
    state = replay(state, [{ at, ...happening }], 'quiet').state;
  }
  return state;
}

export function after(state: ModelState, happening: Happening, milliseconds: number): ReturnType<typeof replay> {
  const at = state.now + 1000;
  return replay(state, [{ at, ...happening }], at + milliseconds);
}

export const numbersOf = ({ replicaSets }: ModelState): readonly string[] =>
  replicaSets.map(({ annotations, template: { spec }, replicas }) => {
    const history = annotations[`${PREFIX}revision-history`];
    return `${spec.containers[0]!.image} ${annotations[`${PREFIX}revision`]}${history === undefined ? '' : ` was ${history}`} x${replicas}`;
  });

export const messagesOf = (observations: readonly Observation[], kind = 'Deployment'): readonly string[] =>
  observations.flatMap((one) =>
    one.kind === 'Event' && one.event.involvedObject.kind === kind ? [one.event.message] : [],
  );

export const progressOf = ({ deployment }: ModelState): string | undefined =>
  deployment!.status.conditions.find(({ type }) => type === 'Progressing')?.reason;

export const revision = ({ deployment }: ModelState): string | undefined =>
  deployment!.annotations[`${PREFIX}revision`];
