import { emptyState, type Input, type ModelState, type Observation, replay } from '#libs/controller';
import { type Deployment, parseRelease } from '#libs/kubernetes';
import { textAt } from './json-at.js';
import { runVerb, wordsOf } from './kubectl-verbs.js';
import { inputOfFact, type PodFact, podFactsOf, podLike } from './pod-facts.js';
import { subjectOf, type Trace, type TraceStep } from './recorded-trace.js';
import { restartedAt } from './restarted-at.js';
import { inputsOfCommand, inputsOfManifest, podLifeOf } from './step-input.js';
import { stepTimes, toMilliseconds, writtenSeconds } from './step-times.js';

/** What came of a command in the model, to be compared with what was recorded. */
export type StepOutcome = Readonly<{ wrote: boolean; error: string | null }>;

export type Played = Readonly<{
  /** The instant the recording's seconds count from. */
  base: number;
  state: ModelState;
  observations: readonly Observation[];
  outcomes: readonly StepOutcome[];
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
  };
  for (const [index, step] of trace.steps.entries()) playStep(player, step, index);
  const end = (trace.observations.at(-1)?.t ?? 0) + 1;
  feedFacts(player, end);
  run(player, [], base + toMilliseconds(end));
  return { base, state: player.state, observations: player.observations, outcomes: player.outcomes };
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
    const { pod, seconds } = step.kubelet;
    give(player, { at, kind: 'podNotReady', pod: podLike(player.state, pod), seconds });
    return;
  }
  give(player, { at: start, kind: 'kubeletHeld', until: done });
  run(player, [], at);
  const before = player.observations.length;
  const error = playCommand(player, step, at);
  const wrote = player.observations.slice(before).some(({ rule }) => rule === 'user: write');
  player.outcomes.push({ wrote, error });
}

// The text is why kubectl refuses the command.
function playCommand(player: Player, step: TraceStep, at: number): string | null {
  const words = wordsOf(step.command ?? '');
  const inputs = inputsOf(player, step, at, words);
  for (const input of inputs) give(player, input);
  if (inputs.length > 0 || isRefusedByServer(step, words) || !isAboutSubject(step, words, player.subject)) return null;
  return playVerb(player, step, at, words);
}

function inputsOf(
  { trace, state, subject }: Player,
  step: TraceStep,
  at: number,
  words: readonly string[],
): readonly Input[] {
  if (step.manifest !== undefined) return inputsOfManifest(at, step.manifest, trace);
  const inputs = inputsOfCommand(at, words, state);
  return inputs.filter(({ kind }) => kind !== 'deploymentDeleted' || isAboutSubject(step, words, subject));
}

function playVerb(player: Player, { manifest }: TraceStep, at: number, words: readonly string[]): string | null {
  const { trace, state, subject } = player;
  const given = manifest === undefined ? {} : { manifest };
  const call = { state, namespace: trace.namespace, name: subject, restartedAt: restartedAt(trace, at), ...given };
  const outcome = runVerb(words, call);
  if (outcome.kind === 'written') applyDeployment(player, outcome.deployment, at);
  return outcome.kind === 'error' ? outcome.message : null;
}

// What validation, field managers and the like refuse is not the model's to judge.
function isRefusedByServer({ exitCode, stderr = '' }: TraceStep, words: readonly string[]): boolean {
  if (exitCode === 0) return false;
  return /is invalid|Error from server/.test(stderr) || ['apply', 'create', 'patch', 'replace'].includes(words[0] ?? '');
}

function isAboutSubject({ manifest }: TraceStep, words: readonly string[], subject: string): boolean {
  if (manifest !== undefined)
    return textAt(manifest, 'kind') === 'Deployment' && textAt(manifest, 'metadata', 'name') === subject;
  return words.some((word) => word === subject || word.endsWith(`/${subject}`));
}

function applyDeployment(player: Player, deployment: Deployment, at: number): void {
  const uid = player.state.deployment?.uid ?? `deployment-${++player.incarnations}`;
  const podLife = podLifeOf(player.trace, deployment.spec.template);
  give(player, { at, kind: 'deploymentApplied', deployment: { ...deployment, uid }, podLife });
}
