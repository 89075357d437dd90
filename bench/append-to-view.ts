import { openPool, PostgresEventStore, PostgresViewStore, ViewWaiter } from '#libs/postgres';
import { catchUp } from '#libs/projections';
import { answerDoorbell, openDoorbell } from '#libs/queue';
import { type Figure, median } from './figure.js';
import { imageChanged, sampleChange, sampleStream, sampleTemplate } from './sample-changes.js';

const CHANGES = 300;
const WARM_UP = 30;

/** From the append of an image, through the doorbell and a worker, until a reader is told that the views show it. */
export async function benchAppendToView(url: string): Promise<readonly Figure[]> {
  const pool = openPool(url);
  const log = new PostgresEventStore({ url, pool });
  const waiter = new ViewWaiter(url, pool);
  const ports = { log, views: new PostgresViewStore(pool), warm: new Map() };
  const backend = { kind: 'postgres', url } as const;
  const doorbell = await openDoorbell(backend, { alone: true, onError: fail });
  const answer = async (streamId: number): Promise<void> => {
    await catchUp(ports, streamId);
  };
  const answering = await answerDoorbell(backend, answer, {
    ...{ concurrency: 4, isRefusal: () => false, onTrouble: ({ error }) => fail(error) },
  });
  try {
    const took: number[] = [];
    for (let number = 0; number < CHANGES; number += 1) took.push(await once(number));
    return figures(took.slice(WARM_UP));
  } finally {
    await answering.close();
    await doorbell.close();
    await waiter.close();
    await log.close();
    await pool.end();
  }

  async function once(number: number): Promise<number> {
    const start = performance.now();
    const event = number === 0 ? CREATED : imageChanged(`web:${number}`, TEMPLATE_BYTES);
    const appended = await log.append(sampleChange(sampleStream('web'), number === 0 ? 'none' : number, event, number));
    await doorbell.ring([appended.stream.id]);
    const reached = await waiter.waitForView(appended.stream.id, appended.streamPosition, 10_000);
    if (reached !== 'reached') throw new Error(`the view of change ${number}: ${reached}`);
    return performance.now() - start;
  }
}

const TEMPLATE_BYTES = 1500;
const GOAL_MILLISECONDS = 25;

const CREATED = {
  type: 'DeploymentCreated',
  schemaVersion: 1,
  template: sampleTemplate('web:0', TEMPLATE_BYTES),
  payload: {
    labels: { app: 'web' },
    annotations: {},
    podLife: { startSeconds: 3, terminationSeconds: 2, neverReady: false },
    release: '1.36',
    spec: {
      replicas: 10,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      paused: false,
    },
  },
};

function figures(took: readonly number[]): readonly Figure[] {
  const sorted = [...took].sort((a, b) => a - b);
  const [p50, p99] = [median(took), sorted[Math.floor(sorted.length * 0.99)] ?? NaN];
  return [
    {
      name: 'from append to view, half of all',
      value: `${p50.toFixed(1)} ms (99 of 100: ${p99.toFixed(1)} ms)`,
      ratio: p50 / GOAL_MILLISECONDS,
      goal: `at most ${GOAL_MILLISECONDS} ms`,
      reached: p50 <= GOAL_MILLISECONDS,
    },
  ];
}

function fail(error: Error): never {
  throw error;
}
