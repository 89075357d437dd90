import { setTimeout as sleep } from 'node:timers/promises';
import type { ParkedStreamRow, ViewProgress } from '#libs/postgres';
import type { ApiPorts } from '../ports.js';

/** Seconds the views may be behind before the API says that it cannot do its work. */
export const LONGEST_BEHIND_SECONDS = 60;

const LONGEST_CHECK = 2000;
const MOST_PARKED_SHOWN = 10;

/** Whether the API can do its work, and what stands in its way. Numbers and names are for whoever may measure. */
export type Readiness = Readonly<{
  ready: boolean;
  database: string;
  views: string;
  /** Deployments whose views stand still; the others are served, so they do not make the API unready. */
  parked?: number;
  /** The first ten of them. */
  parkedDeployments?: readonly Readonly<{ deployment: string; reason: string }>[];
}>;

export async function readiness(
  { reads, now, log }: ApiPorts,
  { toldNumbers }: Readonly<{ toldNumbers: boolean }>,
): Promise<Readiness> {
  try {
    const [progress, parked] = await inTime(
      Promise.all([reads.readViewProgress(), reads.readParkedStreams({ after: 0, limit: MOST_PARKED_SHOWN })]),
    );
    const trouble = troubleWithViews(progress, now());
    return {
      ready: trouble === undefined,
      database: 'ok',
      views: trouble === undefined || toldNumbers ? (trouble ?? 'ok') : 'behind: is a worker running?',
      ...(toldNumbers && { parked: progress.parked, parkedDeployments: parked.map(parkedDeployment) }),
    };
  } catch (err) {
    log.error({ err }, 'the database cannot be asked');
    return { ready: false, database: 'cannot be asked', views: 'unknown' };
  }
}

async function inTime<Value>(asked: Promise<Value>): Promise<Value> {
  const done = new AbortController();
  const late = sleep(LONGEST_CHECK, undefined, { signal: done.signal }).then(() => {
    throw new Error(`no answer within ${LONGEST_CHECK} ms`);
  });
  late.catch(() => undefined); // raced below
  return Promise.race([asked, late]).finally(() => done.abort());
}

function troubleWithViews(progress: ViewProgress, now: Date): string | undefined {
  const seconds = secondsBehind(progress, now);
  if (seconds <= LONGEST_BEHIND_SECONDS) return undefined;
  return `${progress.behind} Deployments are behind, the first for ${Math.round(seconds)} s: is a worker running?`;
}

export function secondsBehind({ behindSince }: ViewProgress, now: Date): number {
  return behindSince === null ? 0 : Math.max(0, (now.getTime() - behindSince.getTime()) / 1000);
}

function parkedDeployment({
  cluster,
  namespace,
  name,
  reason,
}: ParkedStreamRow): Readonly<{ deployment: string; reason: string }> {
  return { deployment: `${cluster}/${namespace}/${name}`, reason };
}
