import pg from 'pg';

/** What became of waiting: the views are there, they stand still before it, or the time was up. */
export type ViewReached = 'reached' | 'parked' | 'timedOut';

type Waiter = Readonly<{ streamId: number; streamPosition: number; answer: (reached: ViewReached) => void }>;

/** Waits for views to reach an event. One connection listens for all who wait; it is opened for the first of them. */
export class ViewWaiter {
  private readonly waiters = new Map<number, Set<Waiter>>();
  private listening: Promise<void> | undefined;
  private client: pg.Client | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
  ) {}

  /** Answers when the views of a stream show the event at a stream position, at the latest after the time given. */
  waitForView(streamId: number, streamPosition: number, timeoutMilliseconds: number): Promise<ViewReached> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiter.answer('timedOut'), timeoutMilliseconds);
      const waiter: Waiter = {
        streamId,
        streamPosition,
        answer: (reached) => {
          clearTimeout(timer);
          this.forget(waiter);
          resolve(reached);
        },
      };
      this.remember(waiter);
      // Listen first, then look: what is saved in between rings.
      this.listen()
        .then(() => this.look([streamId]))
        .catch((error: unknown) => {
          clearTimeout(timer);
          this.forget(waiter);
          reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }

  /** Lets all who wait go, and the connection. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiter of [...this.waiters.values()].flatMap((set) => [...set])) waiter.answer('timedOut');
    await this.listening?.catch(ignore);
    await this.client?.end();
  }

  private remember(waiter: Waiter): void {
    const own = this.waiters.get(waiter.streamId) ?? new Set();
    this.waiters.set(waiter.streamId, own.add(waiter));
  }

  private forget(waiter: Waiter): void {
    const own = this.waiters.get(waiter.streamId);
    own?.delete(waiter);
    if (own?.size === 0) this.waiters.delete(waiter.streamId);
  }

  private listen(): Promise<void> {
    return (this.listening ??= this.connect().catch((error: unknown) => {
      this.listening = undefined;
      throw error;
    }));
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'rollbook views', keepAlive: true });
    client.on('error', ignore); // an end follows
    client.on('end', () => this.lose(client));
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    this.client = client;
    await client.connect();
    await client.query('listen rollbook_view');
  }

  // Notices may have been lost with the connection: those who wait look again.
  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.listening = undefined;
    if (!this.closed && this.waiters.size > 0) this.listenAgain();
  }

  private listenAgain(): void {
    this.listen()
      .then(() => this.look([...this.waiters.keys()]))
      .catch(() => {
        if (!this.closed && this.waiters.size > 0) setTimeout(() => this.listenAgain(), RECONNECT_MILLISECONDS).unref();
      });
  }

  private async look(streamIds: readonly number[]): Promise<void> {
    const { rows } = await this.pool.query<Place>({ name: 'view_places', text: PLACES, values: [streamIds] });
    for (const { stream_id, stream_position, parked } of rows) this.answer(stream_id, stream_position, parked);
  }

  private hear(payload: string): void {
    const [streamId, place] = payload.split(':');
    if (place === 'parked') this.answer(Number(streamId), 0, true);
    else this.answer(Number(streamId), Number(place), false);
  }

  private answer(streamId: number, streamPosition: number, parked: boolean): void {
    for (const waiter of [...(this.waiters.get(streamId) ?? [])]) {
      if (waiter.streamPosition <= streamPosition) waiter.answer('reached');
      else if (parked) waiter.answer('parked');
    }
  }
}

type Place = Readonly<{ stream_id: number; stream_position: number; parked: boolean }>;

const PLACES = `select stream_id, stream_position, parked_reason is not null as parked
  from view.checkpoint where stream_id = any($1::int[])`;
const RECONNECT_MILLISECONDS = 200;

function ignore(): void {
  // Whoever waits is told by the clock.
}
