import type { EventStore } from '#libs/event-store';
import type { StreamMoment, WatchReads } from '#libs/postgres';
import { deploymentLives } from './deployment-lives.js';
import { type BareStep, type ObjectLife, rewrittenSteps, stepsOfLives } from './object-life.js';
import { replayedDeployment, replayedLife } from './replayed-deployment.js';
import { PER_POSITION, versionAt } from './resource-version.js';
import { objectWithVersion, type Step } from './step.js';
import type { Frontier, StepPage, StepWindow } from './watch-world.js';

export type StepPorts = Readonly<{
  reads: WatchReads;
  store: Pick<EventStore, 'readStream' | 'readTemplates'>;
}>;

type Placed = BareStep & Pick<StepWindow, 'stream' | 'rewritten'> & Readonly<{ resource: string }>;

/** Reads the steps of windows from the views; of streams whose views are ahead of the log's position, from the log. */
export async function readSteps(windows: readonly StepWindow[], upTo: Frontier, ports: StepPorts): Promise<StepPage> {
  const deployments = windows.filter(({ resources }) => resources.includes(DEPLOYMENTS));
  const asked = deployments.map((window) => startOf(window));
  const end = { at: new Date(upTo.at), position: upTo.position };
  const rows = await ports.reads.readWindows({ deployments: asked }, end);
  const cut = { ...upTo, at: Number(rows.cutAt ?? upTo.at) };
  const open = deployments.filter((window) => Number(startOf(window).at) <= cut.at);
  const ahead = new Set(rows.ahead);
  const usual = open.filter(({ stream }) => !ahead.has(stream.streamId));
  const lives = await deploymentLives(rows, usual.map(startOf), ports);
  const placed: Placed[] = [];
  for (const window of open) {
    const { streamId } = window.stream;
    const own = ahead.has(streamId) ? await lifeInLog(window, cut, ports) : (lives.get(streamId) ?? []);
    placed.push(...(await stepsIn(window, own, ports)));
  }
  return { steps: (await versioned(placed, cut, ports)).sort((a, b) => a.at - b.at), upTo: cut.at };
}

const DEPLOYMENTS = 'deployments.apps';

function startOf({ stream: { streamId }, after, rewritten }: StepWindow): StreamMoment {
  return { streamId, at: new Date(rewritten?.at ?? after) };
}

function lifeInLog(
  window: StepWindow,
  { position, at }: Frontier,
  { store }: StepPorts,
): Promise<readonly ObjectLife[]> {
  const from = Number(startOf(window).at);
  return replayedLife(store, window.stream.streamId, { position, from, upTo: at });
}

async function stepsIn(
  { stream, after, rewritten }: StepWindow,
  lives: readonly ObjectLife[],
  { store }: StepPorts,
): Promise<readonly Placed[]> {
  const place = { stream, resource: DEPLOYMENTS, ...(rewritten && { rewritten }) };
  if (rewritten === undefined) return stepsOfLives(lives).map((step) => ({ ...step, ...place }));
  const told = await replayedDeployment(store, stream.streamId, { position: rewritten.toldPosition, at: after });
  return rewrittenSteps(lives, told === undefined ? [] : [told], rewritten).map((step) => ({ ...step, ...place }));
}

async function versioned(placed: readonly Placed[], { position }: Frontier, { reads }: StepPorts): Promise<Step[]> {
  if (placed.length === 0) return [];
  const moments = new Map(placed.map(({ stream, at }) => [`${stream.streamId} ${at}`, { stream, at }]));
  const rows = await reads.readVersions(
    [...moments.values()].map(({ stream: { streamId }, at }) => ({ streamId, at: new Date(at) })),
  );
  const versions = new Map(rows.map((row) => [`${row.streamId} ${row.at.getTime()}`, row]));
  return placed.map(({ stream: { streamId, cluster, namespace }, resource, at, before, after, rewritten }) => {
    const row = versions.get(`${streamId} ${at}`);
    if (row === undefined) throw new Error(`there is no version of stream ${streamId} at ${at}`);
    const isRewriting = rewritten?.at === at;
    const version = isRewriting
      ? position * PER_POSITION
      : versionAt({ position: BigInt(row.position), at }, row.recordedAt.getTime());
    return {
      ...{ resource, cluster, namespace, at, version },
      ...(before && { before }),
      ...(after && { after: objectWithVersion(after, version) }),
    };
  });
}
