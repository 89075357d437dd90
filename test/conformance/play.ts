import { emptyState, type Input, type ModelState, type Observation, type PodLife, replay } from '#libs/controller';
import { type JsonObject, parseRelease, type PodTemplate } from '#libs/kubernetes';
import type { Managers } from './commands/effect.js';
import { playCommand, type StepOutcome, type Surroundings } from './play-command.js';
import { inputOfFact, type PodFact, podFactsOf, podLike } from './pod-facts.js';
import { subjectOf, type Trace, type TraceStep } from './recorded-trace.js';
import { restartedAt } from './restarted-at.js';
import { stepTimes, toMilliseconds, writtenSeconds } from './step-times.js';

export type Played = Readonly<{
  /** The instant the recording's seconds count from. */
  base: number;
  state: ModelState;
  observations: readonly Observation[];
  outcomes: readonly StepOutcome[];
  /** What else was recorded that could not be played. */
  unknown: readonly string[];
}>;

/** Whether the model's kubelet says when pods start and end, or the recording does. */
export type PodFacts = 'predicted' | 'observed';

type Player = {
  readonly trace: Trace;
  readonly subject: string;
  readonly base: number;
  state: ModelState;
  facts: readonly PodFact[];
  incarnations: number;
  readonly observations: Observation[];
  readonly outcomes: StepOutcome[];
  readonly unknown: string[];
  readonly managers: Managers;
  readonly limits: Map<string, JsonObject>;
};

/**
 * Feeds the steps of a trace to the model at their times, and lets it run to the end of the recording. With 'observed' the recorded
 * starts and ends of pods are fed too.
 */
export function play(trace: Trace, podFacts: PodFacts): Played {
  const base = Date.parse(trace.startedAt);
  const settings = { release: parseRelease(trace.kubernetesVersion), podFacts, gapSeconds: trace.kubelet.gapSeconds };
  const player: Player = {
    trace,
    subject: subjectOf(trace),
    base,
    state: emptyState(settings, base),
    facts: podFacts === 'observed' ? podFactsOf(trace) : [],
    incarnations: 0,
    observations: [],
    outcomes: [],
    unknown: [],
    managers: new Map(),
    limits: new Map(),
  };
  for (const [index, step] of trace.steps.entries()) playStep(player, step, index);
  const end = (trace.observations.at(-1)?.t ?? 0) + 1;
  feedFacts(player, end);
  run(player, [], base + toMilliseconds(end));
  const { state, observations, outcomes, unknown } = player;
  return { base, state, observations, outcomes, unknown };
}

function run(player: Player, inputs: readonly Input[], until: number): void {
  const { state, observations } = replay(player.state, inputs, until);
  player.state = state;
  for (const observation of observations) player.observations.push(observation);
}

function give(player: Player, input: Input): void {
  run(player, [input], Math.max(input.at, player.state.now));
}

function feedFacts(player: Player, before: number): void {
  const due = player.facts.findIndex(({ seconds }) => seconds >= before);
  const now = due < 0 ? player.facts : player.facts.slice(0, due);
  player.facts = player.facts.slice(now.length);
  for (const fact of now) {
    run(player, [], Math.max(player.state.now, player.base + toMilliseconds(fact.seconds)));
    give(player, inputOfFact(fact, player.state, player.base));
  }
}

function playStep(player: Player, step: TraceStep, index: number): void {
  const { trace } = player;
  feedFacts(player, writtenSeconds(trace, step));
  const { start, write: at, done } = stepTimes(trace, index, player.state);
  if (step.kubelet !== undefined) {
    run(player, [], at);
    playKubelet(player, step.kubelet, at);
    return;
  }
  give(player, { at: start, kind: 'kubeletHeld', until: done });
  run(player, [], at);
  const outcome = playCommand(step, player.state, surroundingsOf(player, at), (input) => {
    const before = player.observations.length;
    give(player, { ...input, at });
    const wrote = player.observations.slice(before).some(({ rule }) => rule === 'user: write');
    return { state: player.state, wrote };
  });
  player.outcomes.push(outcome);
}

function playKubelet(player: Player, { action, pod, seconds }: NonNullable<TraceStep['kubelet']>, at: number): void {
  if (action === 'notReady') give(player, { at, kind: 'podNotReady', pod: podLike(player.state, pod), seconds });
  else player.unknown.push(`the kubelet's action ${action}`);
}

function surroundingsOf(player: Player, at: number): Surroundings {
  const { trace, subject, managers, limits } = player;
  return {
    namespace: trace.namespace,
    subject,
    restartedAt: restartedAt(trace, at),
    managers,
    limits,
    podLifeOf: (template) => podLifeOf(trace, template),
    newUid: () => `deployment-${++player.incarnations}`,
  };
}

/** How the recorder's kubelet treats pods: images with `bad` never get ready, those with `slow` take three times as long. */
function podLifeOf({ kubelet }: Trace, template: PodTemplate): PodLife {
  const images = template.spec.containers.map(({ image = '' }) => image).join(' ');
  const startSeconds = kubelet.startSeconds * (images.includes('slow') ? 3 : 1);
  return { startSeconds, terminationSeconds: kubelet.terminationSeconds, neverReady: images.includes('bad') };
}
