import type { ModelDeployment, ModelReplicaSet, ModelState } from '#libs/controller';
import type { Trace } from './recorded-trace.js';
import { revisionOf } from './revision-of.js';

const CAUSE = 'kubernetes.io/change-cause';

/** What `kubectl rollout history`, `rollout status` and `get` showed at the end, in the lines that are compared. */
export function recordedHistoryLines({ history, finalObjects }: Trace, subject: string): readonly string[] {
  if (finalObjects.deployment === null) return [];
  const shown = Object.entries(history.revisions).map(([revision, text]) => `revision ${revision}: ${facts(text)}`);
  return [
    ...history.list.split('\n').map((line) => line.trimEnd()),
    ...shown,
    history.status.trimEnd(),
    ...countsOf(history.get, subject),
  ];
}

export function historyLines(state: ModelState): readonly string[] {
  const { deployment } = state;
  if (deployment === null) return [];
  const numbered = numberedReplicaSets(state, deployment);
  const rows = numbered.map(([number, one]) => [String(number), one.annotations[CAUSE] ?? '<none>'] as const);
  const width = Math.max('REVISION'.length, ...rows.map(([number]) => number.length)) + 2;
  const table = [['REVISION', 'CHANGE-CAUSE'] as const, ...rows].map(([a, b]) => a.padEnd(width) + b);
  const shown = numbered.map(([number, one]) => `revision ${number}: ${factsOf(one)}`);
  const list = [`deployment.apps/${deployment.name}`, ...table, '', ''];
  return [...list, ...shown, rolloutStatus(deployment), ...modelCounts(state, deployment)];
}

// As kubectl's own map of them: of two with one number the last by name is shown.
function numberedReplicaSets(
  { replicaSets }: ModelState,
  { uid }: ModelDeployment,
): readonly (readonly [number, ModelReplicaSet])[] {
  const numbered = new Map<number, ModelReplicaSet>();
  const owned = replicaSets.filter(({ ownerUid }) => ownerUid === uid).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of owned) {
    const revision = revisionOf(one);
    if (revision !== undefined) numbered.set(revision, one);
  }
  return [...numbered].sort(([a], [b]) => a - b);
}

// Hash, change cause and images of a printed pod template.
function facts(text: string): string {
  const hash = /pod-template-hash=(\S+)/.exec(text)?.[1];
  const cause = /kubernetes\.io\/change-cause: (.*)/.exec(text)?.[1];
  return `${hash ?? ''} ${cause ?? '<none>'} ${[...text.matchAll(/Image:\s*(\S+)/g)].map(([, image]) => image).join(' ')}`;
}

function factsOf({ podTemplateHash, annotations, template }: ModelReplicaSet): string {
  const images = template.spec.containers.map(({ image }) => image).join(' ');
  return `${podTemplateHash} ${annotations[CAUSE] ?? '<none>'} ${images}`;
}

// kubectl/pkg/polymorphichelpers/rollout_status.go.
function rolloutStatus({ name, generation, spec, status }: ModelDeployment): string {
  if (generation > status.observedGeneration) return 'Waiting for deployment spec update to be observed...';
  if (status.conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded'))
    return `error: deployment "${name}" exceeded its progress deadline`;
  const waiting = `Waiting for deployment "${name}" rollout to finish: `;
  if (status.updatedReplicas < spec.replicas)
    return `${waiting}${status.updatedReplicas} out of ${spec.replicas} new replicas have been updated...`;
  if (status.replicas > status.updatedReplicas)
    return `${waiting}${status.replicas - status.updatedReplicas} old replicas are pending termination...`;
  if (status.availableReplicas < status.updatedReplicas)
    return `${waiting}${status.availableReplicas} of ${status.updatedReplicas} updated replicas are available...`;
  return `deployment "${name}" successfully rolled out`;
}

// Name and numbers of each row, without its age.
function countsOf(table: string, subject: string): readonly string[] {
  return table
    .split('\n')
    .map((row) => row.trim().split(/\s+/).slice(0, 4).join(' '))
    .filter((row) => row.includes(`/${subject}`));
}

function modelCounts({ replicaSets }: ModelState, { name, spec, status }: ModelDeployment): readonly string[] {
  const { readyReplicas, updatedReplicas, availableReplicas } = status;
  const rows = replicaSets.map(
    (one) => `replicaset.apps/${one.name} ${one.replicas} ${one.status.replicas} ${one.status.readyReplicas}`,
  );
  return [
    `deployment.apps/${name} ${readyReplicas}/${spec.replicas} ${updatedReplicas} ${availableReplicas}`,
    ...rows.sort(),
  ];
}
