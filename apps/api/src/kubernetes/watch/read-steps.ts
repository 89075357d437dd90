import type { EventStore } from '#libs/event-store';
import type { StreamMoment, WatchReads, WindowRows, WindowsAsked } from '#libs/postgres';
import { CHILD_LIVES } from './child-lives.js';
import { deploymentLives } from './deployment-lives.js';
import { PLAIN_KINDS } from './plain-lives.js';
import { type ObjectLife, rewrittenSteps, stepsOfLives } from './object-life.js';
import { podOrder, podSteps } from './pod-steps.js';
import { replayedLives, toldObjects } from './replayed-lives.js';
import type { Step } from './step.js';
import { type PlacedStep, versioned } from './versioned.js';
import type { Frontier, StepPage, StepWindow } from './watch-world.js';

export type StepPorts = Readonly<{
  reads: WatchReads;
  store: Pick<EventStore, 'readStream' | 'readTemplates'>;
}>;

/** Reads the steps of windows from the views; of streams whose views are ahead of the log's position, from the log. */
export async function readSteps(windows: readonly StepWindow[], upTo: Frontier, ports: StepPorts): Promise<StepPage> {
  const rows = await ports.reads.readWindows(asked(windows), { at: new Date(upTo.at), position: upTo.position });
  const cut = { ...upTo, at: Number(rows.cutAt ?? upTo.at) };
  const open = windows.filter((window) => startOf(window) <= cut.at);
  const [viewed, ahead] = [new Set(rows.deployments.map(({ streamId }) => streamId)), new Set(rows.ahead)];
  const placed: PlacedStep[] = [];
  for (const resource of new Set(open.flatMap(({ resources }) => resources))) {
    const inLog = ({ stream: { streamId } }: StepWindow): boolean => !viewed.has(streamId) || ahead.has(streamId);
    const isAbout = ({ stream: { streamId } }: StepWindow): boolean =>
      viewed.has(streamId) ? isInViews(resource) : PLAIN_KINDS[resource] !== undefined;
    const own = open.filter((window) => window.resources.includes(resource) && isAbout(window));
    const lives = await livesInViews(
      resource,
      { rows, windows: own.filter((one) => !inLog(one)), upTo: cut.at },
      ports,
    );
    for (const window of own) {
      const { streamId } = window.stream;
      const part = { position: cut.position, from: startOf(window), upTo: cut.at };
      const shown = inLog(window)
        ? await replayedLives(ports.store, streamId, { ...part, resource })
        : (lives.get(streamId) ?? []);
      placed.push(...(await stepsIn(window, resource, shown, ports)));
    }
  }
  const steps: readonly Step[] = await versioned(placed, cut.position, ports.reads);
  return { steps: [...steps].sort(inOrder), upTo: cut.at };
}

const DEPLOYMENTS = 'deployments.apps';
const PODS = 'pods';

function inOrder(a: Step, b: Step): number {
  const rank = (step: Step): number => (step.resource === PODS ? podOrder(step) : 0);
  return a.at - b.at || rank(a) - rank(b);
}

/** Whether views tell of a resource. */
export function isInViews(resource: string): boolean {
  return resource === DEPLOYMENTS || CHILD_LIVES[resource] !== undefined;
}

function startOf({ after, rewritten }: StepWindow): number {
  return rewritten?.at ?? after;
}

function asked(windows: readonly StepWindow[]): WindowsAsked {
  const of = (...wanted: readonly string[]) =>
    windows
      .filter(({ resources }) => resources.some((resource) => wanted.includes(resource)))
      .map((window) => ({
        streamId: window.stream.streamId,
        at: new Date(startOf(window)),
        whole: window.rewritten !== undefined,
      }));
  return {
    all: windows.map((window) => momentOf(window)),
    deployments: of(DEPLOYMENTS),
    replicaSets: of('replicasets.apps'),
    pods: of('pods'),
    events: of('events', 'events.events.k8s.io'),
  };
}

function momentOf(window: StepWindow): StreamMoment {
  return { streamId: window.stream.streamId, at: new Date(startOf(window)) };
}

type Shown = Readonly<{ rows: WindowRows; windows: readonly StepWindow[]; upTo: number }>;

async function livesInViews(
  resource: string,
  { rows, windows, upTo }: Shown,
  ports: StepPorts,
): Promise<ReadonlyMap<number, readonly ObjectLife[]>> {
  if (resource === DEPLOYMENTS) return deploymentLives(rows, { from: windows.map(momentOf), upTo }, ports);
  const from = new Map(windows.map((window) => [window.stream.streamId, startOf(window)]));
  const deployments = new Map(rows.deployments.map((row) => [row.streamId, row]));
  return (await CHILD_LIVES[resource]?.(rows, { deployments, from, upTo }, ports)) ?? new Map();
}

async function stepsIn(
  { stream, after, rewritten }: StepWindow,
  resource: string,
  lives: readonly ObjectLife[],
  { store }: StepPorts,
): Promise<readonly PlacedStep[]> {
  const place = { stream, resource, ...(rewritten && { rewritten }) };
  const toldUntil = (position: bigint) => toldObjects(store, stream.streamId, { resource, position, at: after });
  const steps =
    rewritten === undefined
      ? stepsOfLives(lives)
      : rewrittenSteps(lives, await toldUntil(rewritten.toldPosition), rewritten);
  return (resource === PODS ? podSteps(steps) : steps).map((step) => ({ ...step, ...place }));
}
