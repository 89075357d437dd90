import { emptyState, type Input, type ModelState, type Observation, type PodLife, replay } from '#libs/controller';
import {
  defaultTemplate,
  type Deployment,
  type Json,
  type JsonObject,
  parseRelease,
  type PodTemplate,
} from '#libs/kubernetes';
import { runVerb } from './kubectl-verbs.js';
import { subjectOf, type Trace, type TraceObservation, type TraceStep } from './recorded-trace.js';

/** What came of a step in the model, to be compared with what was recorded. */
export type StepOutcome = Readonly<{ command: string; wrote: boolean; error: string | null }>;

export type Played = Readonly<{
  base: number;
  state: ModelState;
  observations: readonly Observation[];
  outcomes: readonly StepOutcome[];
}>;

// The recorder kept the kubelet from writing so long before a step began and after it was done, in milliseconds.
const FREE_BEFORE = 150;
const FREE_AFTER = 200;

type Player = {
  readonly trace: Trace;
  readonly podFacts: PodFacts;
  readonly subject: string;
  readonly base: number;
  state: ModelState;
  /** How many of the recorded observations have been looked at. */
  factsFed: number;
  readonly fed: Set<TraceObservation>;
  incarnations: number;
  readonly observations: Observation[];
  readonly outcomes: StepOutcome[];
};

/** Whether the model's kubelet says when pods start and end, or the recording does. */
export type PodFacts = 'predicted' | 'observed';

/**
 * Feeds the steps of a trace to the model at their times, and lets it run to the end of the recording. With 'observed' the recorded
 * starts and ends of pods are fed too, each to a pod of the same ReplicaSet.
 */
export function play(trace: Trace, podFacts: PodFacts): Played {
  const base = Date.parse(trace.startedAt);
  const release = parseRelease(trace.kubernetesVersion);
  const player: Player = {
    trace,
    podFacts,
    subject: subjectOf(trace),
    base,
    state: emptyState({ release, podFacts, gapSeconds: trace.kubelet.gapSeconds }, base),
    factsFed: 0,
    fed: new Set(),
    incarnations: 0,
    observations: [],
    outcomes: [],
  };
  trace.steps.forEach((_, index) => playStep(player, index));
  const last = (trace.observations.at(-1)?.t ?? 0) + 1;
  feedFacts(player, last);
  run(player, [], base + toMilliseconds(last));
  return { base, state: player.state, observations: player.observations, outcomes: player.outcomes };
}

// All facts recorded before an instant, those of one millisecond and kind together.
function feedFacts(player: Player, before: number): void {
  if (player.podFacts === 'predicted') return;
  const { observations } = player.trace;
  for (; player.factsFed < observations.length; player.factsFed++) {
    const fact = observations[player.factsFed]!;
    if (fact.t >= before) return;
    if (!isFact(fact)) continue;
    const at = player.base + toMilliseconds(fact.t);
    run(player, [], at);
    const pods: string[] = [];
    for (const one of observations.slice(player.factsFed)) {
      if (one.t !== fact.t) break;
      const pod = isFact(one) && one.type === fact.type ? podLike(player, one, pods) : undefined;
      if (pod === undefined) continue;
      pods.push(pod);
      player.fed.add(one);
    }
    run(player, [{ at, kind: fact.type === 'DELETED' ? 'podsEnded' : 'podsStarted', pods }], at);
  }

  function isFact(one: TraceObservation): boolean {
    return isKubeletAction(one) && !player.fed.has(one) && (one.type === 'DELETED' || one.object.ready === true);
  }
}

// Pods of the recording have other names: the oldest one of the same ReplicaSet in the same stage stands for it.
function podLike({ state, trace }: Player, fact: TraceObservation, taken: readonly string[]): string | undefined {
  const before = trace.observations.findLast((one) => one.t <= fact.t && one.name === fact.name && one.object !== null);
  const { replicaSet, ready } = before!.object;
  const gone = fact.type === 'DELETED';
  const left = state.pods.filter((pod) => !taken.includes(pod.name));
  const pods = left.filter((pod) => pod.replicaSet === replicaSet && (pod.deletionTimestamp !== undefined) === gone);
  if (!gone) return pods.find((pod) => !pod.ready)?.name;
  const going = [...pods].sort((a, b) => a.deletionTimestamp! - b.deletionTimestamp!);
  return (going.find((pod) => pod.ready === ready) ?? going[0])?.name;
}

function run(player: Player, inputs: readonly Input[], until: number): void {
  const { state, observations } = replay(player.state, inputs, until);
  player.state = state;
  for (const observation of observations) player.observations.push(observation);
}

function playStep(player: Player, index: number): void {
  const step = player.trace.steps[index]!;
  const write = writeOf(player.trace, step);
  const { start, shift } = startOf(player, index);
  const moment = player.base + toMilliseconds(write?.t ?? step.doneSeconds ?? step.atSeconds) + shift;
  const done = player.base + toMilliseconds(step.doneSeconds ?? step.atSeconds) + shift;
  if (step.kubelet === undefined && player.podFacts === 'predicted')
    run(player, [{ at: start, kind: 'kubeletHeld', until: done + FREE_AFTER }], start);
  feedFacts(player, write?.t ?? step.doneSeconds ?? step.atSeconds);
  const at = Math.max(player.state.now, moment);
  run(player, [], at);
  if (step.kubelet !== undefined) {
    const { seconds } = step.kubelet;
    run(player, [{ at, kind: 'podNotReady', pod: someReadyPod(player, step.kubelet.pod), seconds }], at);
    return;
  }
  const before = player.observations.length;
  const error = playCommand(player, step, at);
  const wrote = player.observations.slice(before).some(({ rule }) => rule === 'user: write');
  player.outcomes.push({ command: step.command ?? '', wrote, error });
}

/** The write a step made to an object of the recording, if it made one. */
export function writeOf({ observations }: Trace, step: TraceStep): TraceObservation | undefined {
  const until = (step.doneSeconds ?? step.atSeconds) + 0.25;
  return observations.find(({ t, by, kind }) => {
    if (t < step.atSeconds || t > until) return false;
    if (step.kubelet !== undefined) return kind === 'Pod';
    return by?.startsWith(`${step.user} `) === true || (step.command?.includes('delete') === true && by === 'delete');
  });
}

// From when on the kubelet keeps still for a step, and by how much the model's clock is ahead of the recording's. A step that waited
// for the kubelet comes as long after the same action of the model's kubelet.
function startOf(player: Player, index: number): Readonly<{ start: number; shift: number }> {
  const { trace, base, state } = player;
  const step = trace.steps[index]!;
  const start = base + toMilliseconds(step.atSeconds) - FREE_BEFORE;
  const count = step.trigger.kubeletActionsSincePreviousStep;
  if (count === undefined || player.podFacts === 'observed') return { start: Math.max(state.now, start), shift: 0 };
  const before = trace.steps[index - 1]!;
  const since = writeOf(trace, before)?.t ?? before.doneSeconds ?? 0;
  const recorded = trace.observations.filter((one) => one.t > since && isKubeletAction(one))[count - 1]!;
  const ahead = replay(state, [], state.now + 600_000).observations;
  const action = ahead.filter(({ rule, kind, ...rest }) => isModelAction(rule, kind, rest))[count - 1]!;
  const shift = action.at - base - toMilliseconds(recorded.t);
  return { start: Math.max(action.at, start + shift), shift };
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

function isKubeletAction({ by, type, kind }: TraceObservation): boolean {
  return kind === 'Pod' && by?.startsWith('system:node:') === true && (type === 'DELETED' || by.includes('patch'));
}

function isModelAction(rule: string, kind: string, rest: object): boolean {
  const object = (rest as { object?: { reason?: string } }).object;
  return kind === 'Pod' && rule.startsWith('kubelet:') && object?.reason !== 'ImagePullBackOff';
}

// Pods of the recording have other names: a ready one of the same ReplicaSet stands for it.
function someReadyPod({ state }: Player, recorded: string): string {
  const replicaSet = recorded.slice(0, recorded.lastIndexOf('-'));
  const pods = state.pods.filter((pod) => pod.replicaSet === replicaSet && pod.deletionTimestamp === undefined);
  return (pods.find((pod) => pod.ready) ?? pods[0])?.name ?? recorded;
}

function playCommand(player: Player, step: TraceStep, at: number): string | null {
  const command = step.command ?? '';
  const given = inputOf(player, command, step.manifest);
  if (given !== undefined) {
    run(player, [{ at, ...given } as Input], at);
    return null;
  }
  if (!concernsSubject(player, command, step.manifest) || isRefusedByServer(step)) return null;
  const restartedAt = restartedAtOf(player.trace, at);
  const { state, trace, subject: name } = player;
  const manifest = step.manifest === undefined ? {} : { manifest: step.manifest };
  const outcome = runVerb(command, { state, namespace: trace.namespace, name, restartedAt, ...manifest });
  if (outcome.kind === 'error') return outcome.message;
  if (outcome.kind === 'written') applyDeployment(player, outcome.deployment, at);
  return null;
}

// What validation, field managers and the like refuse is not the model's to judge.
function isRefusedByServer(step: TraceStep): boolean {
  return step.exitCode !== 0 && /is invalid|Apply failed|Error from server/.test(step.stderr ?? '');
}

function concernsSubject({ subject }: Player, command: string, manifest: JsonObject | undefined): boolean {
  if (manifest !== undefined) {
    return manifest['kind'] === 'Deployment' && (manifest['metadata'] as JsonObject)['name'] === subject;
  }
  return command.includes(`deployment/${subject}`) || command.includes(`create deployment ${subject}`);
}

function applyDeployment(player: Player, deployment: Deployment, at: number): void {
  const uid = player.state.deployment?.uid ?? `deployment-${++player.incarnations}`;
  const podLife = podLifeOf(player.trace, deployment.spec.template);
  run(player, [{ at, kind: 'deploymentApplied', deployment: { ...deployment, uid }, podLife }], at);
}

function podLifeOf({ kubelet }: Trace, template: PodTemplate): PodLife {
  const images = template.spec.containers.map(({ image = '' }) => image).join(' ');
  const startSeconds = kubelet.startSeconds * (images.includes('slow') ? 3 : 1);
  return { startSeconds, terminationSeconds: kubelet.terminationSeconds, neverReady: images.includes('bad') };
}

// kubectl reads the clock when it starts; the value it wrote is found in the final objects.
function restartedAtOf({ finalObjects }: Trace, at: number): string {
  const written = JSON.stringify(finalObjects).matchAll(/"kubectl\.kubernetes\.io\/restartedAt":"([^"]+)"/g);
  const times = [...written].map(([, time]) => time!).sort((a, b) => distance(a, at) - distance(b, at));
  const nearest = times[0];
  return nearest !== undefined && distance(nearest, at) < 2000
    ? nearest
    : new Date(at - (at % 1000)).toISOString().replace('.000', '');
}

function distance(time: string, at: number): number {
  return Math.abs(Date.parse(time) - at);
}

type Given = Input extends infer One ? (One extends Input ? Omit<One, 'at'> : never) : never;

// Commands that are not about the Deployment's value.
function inputOf(player: Player, command: string, manifest: JsonObject | undefined): Given | undefined {
  const words = command.split(' ');
  if (command.startsWith(`kubectl delete deployment/${player.subject}`))
    return { kind: 'deploymentDeleted', propagationPolicy: policyOf(words) } as Given;
  if (command.startsWith('kubectl delete pod '))
    return { kind: 'podDeleted', pod: someReadyPod(player, words[3] ?? '') } as Given;
  if (words[1] === 'delete' && words[2]?.startsWith('rs/'))
    return { kind: 'replicaSetDeleted', replicaSet: words[2].slice(3) } as Given;
  if (words[1] === 'scale' && words[2]?.startsWith('rs/'))
    return {
      kind: 'replicaSetScaled',
      replicaSet: words[2].slice(3),
      replicas: Number(/--replicas=(\d+)/.exec(command)?.[1]),
    } as Given;
  if (words[1] === 'annotate' && /^(rs|replicaset)\//.test(words[2] ?? ''))
    return {
      kind: 'replicaSetAnnotated',
      replicaSet: words[2]!.split('/')[1]!,
      annotations: annotationsOf(words.slice(3)),
    } as Given;
  return manifest === undefined ? undefined : inputOfManifest(player, manifest);
}

function policyOf(words: readonly string[]): 'Background' | 'Foreground' | 'Orphan' {
  if (words.includes('--cascade=foreground')) return 'Foreground';
  return words.includes('--cascade=orphan') ? 'Orphan' : 'Background';
}

function annotationsOf(words: readonly string[]): Readonly<Record<string, string | null>> {
  const pairs = words.filter((word) => !word.startsWith('--'));
  return Object.fromEntries(
    pairs.map((word) =>
      word.endsWith('-')
        ? [word.slice(0, -1), null]
        : [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)],
    ),
  );
}

function inputOfManifest(player: Player, manifest: JsonObject): Given | undefined {
  const metadata = manifest['metadata'] as JsonObject;
  const spec = manifest['spec'] as any;
  switch (manifest['kind']) {
    case 'LimitRange':
      return { kind: 'podLimitsSet', limits: { containerMax: spec.limits[0].max } } as Given;
    case 'ResourceQuota':
      return {
        kind: 'podLimitsSet',
        limits: { quota: { name: metadata['name'], pods: Number(spec.hard.pods) } },
      } as Given;
    case 'ReplicaSet': {
      const { name, labels = {}, annotations = {} } = metadata as any;
      const replicaSet = {
        name,
        labels,
        annotations,
        template: defaultTemplate(spec.template),
        replicas: spec.replicas,
      };
      return { kind: 'foreignReplicaSetCreated', replicaSet, podLife: podLifeOf(player.trace, spec.template) } as Given;
    }
    default:
      return undefined;
  }
}

export type { Json };
