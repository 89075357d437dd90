import pg from 'pg';

type Listener = (position: bigint) => void;

/**
 * Hears of commits by NOTIFY on a connection of its own. A notice is only a bell: after each connect, and every half
 * minute besides, the head is read, so that a notice lost with a connection is made up for.
 */
export class LogListener {
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private newest = -1n;
  private connecting: Promise<void> | undefined;

  constructor(private readonly url: string) {}

  async subscribe(listener: Listener): Promise<() => Promise<void>> {
    // A set keeps one of each: the same function may be given twice.
    const own: Listener = (position) => {
      listener(position);
    };
    this.listeners.add(own);
    await (this.connecting ??= this.connect());
    return async () => {
      this.listeners.delete(own);
      if (this.listeners.size === 0) await this.close();
    };
  }

  async close(): Promise<void> {
    this.listeners.clear();
    clearTimeout(this.timer);
    this.connecting = undefined;
    const client = this.client;
    this.client = undefined;
    await client?.end();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'rollbook listener',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      query_timeout: CONNECT_MILLISECONDS,
    });
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', ({ payload = '' }) => this.hear(BigInt(payload)));
    this.client = client;
    await client.connect();
    await client.query('listen rollbook_log');
    await this.check(client, this.newest === -1n);
  }

  // The first reading only says where to begin: what was there before is no news.
  private async check(client: pg.Client, isFirst = false): Promise<void> {
    const { rows } = await client.query<{ head: string }>(HEAD);
    const head = BigInt(rows[0]?.head ?? 0);
    if (isFirst) this.newest = head;
    else this.hear(head);
    this.again(CHECK_MILLISECONDS, () => this.check(client), client);
  }

  private hear(position: bigint): void {
    if (position <= this.newest) return;
    this.newest = position;
    for (const listener of this.listeners) listener(position);
  }

  private reconnect(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.end().catch(ignore);
    this.again(RECONNECT_MILLISECONDS, () => this.connect(), client);
  }

  private again(milliseconds: number, act: () => Promise<void>, client: pg.Client): void {
    clearTimeout(this.timer);
    if (this.listeners.size === 0) return;
    this.timer = setTimeout(() => {
      act().catch(() => this.reconnect(this.client ?? client));
    }, milliseconds).unref();
  }
}

const CONNECT_MILLISECONDS = 5_000;
const RECONNECT_MILLISECONDS = 200;
const CHECK_MILLISECONDS = 30_000;
const HEAD = 'select coalesce(max(position), 0) as head from log.event';

function ignore(): void {
  // It is gone either way.
}
