import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ApiPorts } from '../ports.js';
import { secondsBehind } from './readiness.js';

/** What the API measures of itself, the process and the views included, for Prometheus. */
export class ApiMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'rollbook_graphql_request_seconds',
    help: 'GraphQL requests over HTTP, by the status they were answered with.',
    labelNames: ['status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
    registers: [this.#registry],
  });
  readonly #head = this.#gauge('rollbook_log_position', 'Position of the newest event.');
  readonly #behind = this.#gauge('rollbook_streams_behind', 'Streams with events that the views do not show yet.');
  readonly #behindSeconds = this.#gauge(
    'rollbook_views_behind_seconds',
    'Age of the oldest change the views do not show.',
  );
  readonly #parked = this.#gauge('rollbook_streams_parked', 'Streams that stand still: an event cannot be replayed.');

  readonly #watches = this.#gauge('rollbook_watches_open', 'Watches of the Kubernetes API that are being served.');
  #countWatches: () => number = () => 0;

  constructor(private readonly ports: Pick<ApiPorts, 'reads' | 'now'>) {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    const progress = await this.ports.reads.readViewProgress();
    this.#head.set(Number(progress.head));
    this.#behind.set(progress.behind);
    this.#behindSeconds.set(secondsBehind(progress, this.ports.now()));
    this.#parked.set(progress.parked);
    this.#watches.set(this.#countWatches());
    return this.#registry.metrics();
  }

  /** Says from where on the number of open watches is known. */
  watchesAre(count: () => number): void {
    this.#countWatches = count;
  }

  observeRequest(status: number, milliseconds: number): void {
    this.#requests.observe({ status }, milliseconds / 1000);
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }
}
