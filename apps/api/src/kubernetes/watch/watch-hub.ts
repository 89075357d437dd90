import { type Follower, Followers } from './followers.js';
import { highest } from './resource-version.js';
import { closeRound, GRACE, LONGEST_BEHIND, openRound, type Round } from './round.js';
import { Sleep } from './sleep.js';
import { raised } from './raised.js';
import type { Step } from './step.js';
import { readOn } from './steps-left.js';
import { Told } from './told.js';
import type { ChangedStream, Frontier, WatchWorld } from './watch-world.js';

/**
 * Where a follower comes in: it is given all steps after the frontier. Streams that changed before, but after what it knows,
 * are listed.
 */
export type Joined = Readonly<{ frontier: Frontier; changed: readonly ChangedStream[] }>;

type Joining = Readonly<{
  follower: Follower;
  known: Frontier;
  resolve: (joined: Joined) => void;
  reject: (error: unknown) => void;
}>;

/**
 * Tells followers what happens, each step once and in order, however many they are. It sleeps until the log rings or the
 * next step that the views know of is due; without a follower it does not run at all.
 */
export class WatchHub {
  readonly #followers = new Followers();
  readonly #left = new WeakSet<Follower>();
  readonly #sleep: Sleep;
  #joining: Joining[] = [];
  #running: Promise<void> | undefined;
  #closed = false;
  #version = 0n;
  #turn: Turn | undefined;

  constructor(
    private readonly world: WatchWorld,
    private readonly report: (error: unknown) => void,
  ) {
    this.#sleep = new Sleep(world);
  }

  /** How many follow. */
  get size(): number {
    return this.#followers.size;
  }

  /** The resourceVersion up to which followers have been told everything: while nothing happens it grows with the time. */
  get version(): bigint {
    const { told, round } = this.#turn ?? {};
    if (told !== undefined && round === undefined)
      this.#version = highest(this.#version, told.versionAt(this.world.now() - GRACE));
    return this.#version;
  }

  /** Lets somebody follow who knows how things are at a frontier. */
  join(follower: Follower, known: Frontier): Promise<Joined> {
    if (this.#closed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#joining.push({ follower, known, resolve, reject });
      this.#sleep.ring();
      this.#running ??= this.#run();
    });
  }

  leave(follower: Follower): void {
    this.#left.add(follower);
    this.#followers.remove(follower);
    if (this.#followers.size === 0) this.#sleep.ring();
  }

  /** Ends all who follow. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#followers.endAll();
    this.#sleep.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      const unsubscribe = await this.world.subscribe(() => this.#sleep.ring());
      await this.#follow().finally(unsubscribe);
    } catch (error) {
      this.report(error);
      this.#followers.endAll();
      for (const { reject } of this.#joining.splice(0)) reject(error);
    }
    this.#turn = undefined;
    this.#running = this.#joining.length > 0 ? this.#run() : undefined;
  }

  async #follow(): Promise<void> {
    const turn: Turn = { told: new Told(await this.world.head(), this.world.now()), failures: 0 };
    this.#turn = turn;
    while (!this.#closed && this.#joining.length + this.#followers.size > 0) {
      await this.#sleep.sleep(await this.#take(turn));
    }
    if (this.#closed) for (const { reject } of this.#joining.splice(0)) reject(closed());
  }

  /** Takes a turn, and answers for how many milliseconds there is nothing to do. */
  async #take(turn: Turn): Promise<number> {
    try {
      await this.#tell(turn);
      turn.failures = 0;
    } catch (error) {
      turn.failures += 1;
      if (turn.failures > MOST_FAILURES) throw error;
      this.report(error);
      return RETRY;
    }
    const { due, behind } = turn.told;
    return Math.min(due.firstAt + GRACE - this.world.now(), behind.size > 0 ? LOOK_AGAIN : Infinity);
  }

  // A round that failed on the way is gone on with: what was told is not told again.
  async #tell(turn: Turn): Promise<void> {
    const { told } = turn;
    if (turn.round === undefined) await this.#admit(told);
    turn.round ??= await openRound(this.world, told, (place) => this.#followers.resourcesAt(place));
    while (turn.round.windows.length > 0) this.#tellSteps(await readOn(this.world, turn.round));
    await closeRound(this.world, told, turn.round);
    turn.round = undefined;
  }

  #tellSteps(steps: readonly Step[]): void {
    const told = raised(steps, this.#version);
    this.#version = told.version;
    this.#followers.tell(told.steps);
  }

  async #admit(told: Told): Promise<void> {
    for (let [joining] = this.#joining; joining !== undefined; [joining] = this.#joining) {
      const joined = await this.#prepare(told, joining);
      this.#joining.shift();
      if (!this.#left.has(joining.follower)) this.#followers.add(joining.follower);
      joining.resolve(joined);
    }
  }

  // Streams that nobody followed until now have been left alone.
  async #prepare(told: Told, { follower: { scope }, known }: Joining): Promise<Joined> {
    const { frontier, due } = told;
    const { position } = frontier;
    const changed = known.position < position ? await this.world.changedStreams(known.position, position, scope) : [];
    const unseen = await this.world.waitForViews(changed, LONGEST_BEHIND);
    const unsettled = await this.world.unsettledStreams(scope, frontier.at);
    for (const stream of unsettled) if (!due.has(stream.streamId)) due.set(stream, frontier.at);
    const before = { position: known.position, at: Math.min(known.at, frontier.at) };
    for (const stream of changed) if (unseen.has(stream.streamId)) told.fallBehind(stream, before);
    return { frontier, changed: changed.filter(({ streamId }) => !unseen.has(streamId)) };
  }
}

type Turn = { readonly told: Told; round?: Round | undefined; failures: number };

function closed(): Error {
  return new Error('no more watches are taken');
}

/** After so many failures in a row, one a second, all watches are ended: their clients begin anew. */
const MOST_FAILURES = 30;
const RETRY = 1000;

// Views that were late may come at any time, and nobody rings for them.
const LOOK_AGAIN = 2000;
