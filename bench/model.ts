import { emptyState, type Input, type ModelState, replay } from '#libs/controller';
import { type Figure, median } from './figure.js';

const ROUNDS = 15;
const GOAL_MILLISECONDS = 0.2;
const REVISIONS = 10_000;

/** The model alone, without a store: in the processor's own time, for others may share the machine. */
export function benchModel(): Promise<readonly Figure[]> {
  return Promise.resolve([smallRollout(), largeRollout(), longHistory()]);
}

/** A rollout of ten replicas, from the change until nothing is due any more. */
function smallRollout(): Figure {
  const milliseconds = perRollout(10, 500);
  return {
    name: 'one rollout of ten replicas through the model',
    value: `${milliseconds.toFixed(3)} ms`,
    ratio: milliseconds / GOAL_MILLISECONDS,
    goal: `at most ${GOAL_MILLISECONDS} ms`,
    reached: milliseconds <= GOAL_MILLISECONDS,
  };
}

/** A thousand pods cost as much each as a hundred: the cost grows with them and no faster. */
function largeRollout(): Figure {
  const [hundred, thousand] = [perRollout(100, 50), perRollout(1000, 5)];
  const ratio = thousand / 1000 / (hundred / 100);
  return {
    name: 'one rollout of a thousand replicas, for each of them',
    value: `${thousand.toFixed(1)} ms`,
    floor: `${hundred.toFixed(2)} ms for a hundred`,
    ratio,
    goal: 'at most 1.3',
    reached: ratio <= 1.3,
  };
}

/** Ten thousand revisions of one Deployment: the last cost as much as the first. */
function longHistory(): Figure {
  const portion = REVISIONS / 10;
  const bench = new Bench(3);
  bench.run(portion); // warms up
  const times = Array.from({ length: 10 }, () => bench.run(portion));
  const [early, late] = [median(times.slice(0, 5)), median(times.slice(5))];
  const seconds = (times.reduce((sum, time) => sum + time, 0) * portion) / 1000;
  return {
    name: `${REVISIONS} revisions replayed, the second half of them`,
    value: `${late.toFixed(3)} ms each, ${seconds.toFixed(2)} s in all`,
    floor: `${early.toFixed(3)} ms in the first half`,
    ratio: late / early,
    goal: 'at most 1.2',
    reached: late / early <= 1.2,
  };
}

function perRollout(replicas: number, rollouts: number): number {
  const bench = new Bench(replicas);
  const rounds = Array.from({ length: ROUNDS }, () => bench.run(rollouts));
  return median(rounds.slice(5)); // the first warm up
}

/** One Deployment that gets image after image, each after the last one's rollout is over. */
class Bench {
  #state: ModelState = emptyState({ release: '1.36' }, 0);
  #images = 0;

  constructor(readonly replicas: number) {}

  /** Milliseconds of the processor for each of so many rollouts. */
  run(rollouts: number): number {
    const before = process.cpuUsage();
    for (let rollout = 0; rollout < rollouts; rollout += 1) {
      const input = applied(`web:${(this.#images += 1)}`, this.replicas, this.#state.now + 60_000);
      this.#state = replay(this.#state, [input], 'quiet').state;
    }
    return process.cpuUsage(before).user / 1000 / rollouts;
  }
}

function applied(image: string, replicas: number, at: number): Input {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } };
  const spec = {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    minReadySeconds: 0,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    paused: false,
  } as const;
  return {
    at,
    kind: 'deploymentApplied',
    deployment: { uid: 'uid', namespace: 'shop', name: 'web', labels: {}, annotations: {}, spec },
    podLife: { startSeconds: 3, terminationSeconds: 2, neverReady: false },
  };
}
