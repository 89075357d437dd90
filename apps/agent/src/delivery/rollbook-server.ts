import { readFile } from 'node:fs/promises';

const ANSWER_MILLISECONDS = 60_000;

/** The server refused what was sent. */
export class DeliveryRefused extends Error {
  readonly code = 'DeliveryRefused';
  constructor(
    readonly status: number,
    private readonly reason: string,
    /** How long it wants to be left alone. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`Rollbook answered with status ${status}: ${reason}`);
  }

  /** Rollbook itself says that sending the same again will not help, ever. What a proxy before it says may be over soon. */
  get isFinal(): boolean {
    return [400, 413, 415, 422].includes(this.status) && this.reason.startsWith('{"errors":');
  }
}

/** The Rollbook that an agent reports to. */
export class RollbookServer {
  constructor(
    private readonly options: Readonly<{
      /** `https://rollbook.example.com` */
      url: string;
      /** Read anew for each request: whoever keeps it may replace it. */
      tokenFile: string;
      cluster: string;
    }>,
  ) {}

  /**
   * Answers what the server answered, from JSON.
   * @throws DeliveryRefused, and what fetch throws when there is no connection
   */
  async post(path: string, body: string, signal: AbortSignal): Promise<unknown> {
    const { url, tokenFile, cluster } = this.options;
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const response = await fetch(`${url.replace(/\/$/, '')}/ingest/watch/${encodeURIComponent(cluster)}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'user-agent': 'rollbook-agent' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MILLISECONDS)]),
    });
    const text = await response.text();
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    const after = Number(response.headers.get('retry-after') ?? NaN);
    throw new DeliveryRefused(response.status, text.slice(0, 1000), Number.isFinite(after) ? after : undefined);
  }
}
