import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ViewProgress } from '#libs/postgres';

/** What an operator watches of a worker, in Prometheus' format. */
export class WorkerMetrics {
  private readonly registry = new Registry();
  /** Seconds from the ring's arrival to saved views. */
  readonly catchUpSeconds = new Histogram({
    name: 'rollbook_catch_up_seconds',
    help: 'Time to bring the views of one stream to its newest event.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [this.registry],
  });
  readonly troubles = new Counter({
    name: 'rollbook_doorbell_troubles_total',
    help: 'Catch-ups that failed, and faults of the queue.',
    registers: [this.registry],
  });

  private readonly head = this.gauge('rollbook_log_position', 'Position of the newest event.');
  private readonly behind = this.gauge(
    'rollbook_streams_behind',
    'Streams with events that the views do not show yet.',
  );
  private readonly behindSeconds = this.gauge(
    'rollbook_views_behind_seconds',
    'Age of the oldest change the views do not show.',
  );
  private readonly parked = this.gauge(
    'rollbook_streams_parked',
    'Streams that stand still: an event cannot be replayed.',
  );

  constructor(private readonly progress: () => Promise<ViewProgress>) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** The gauges are set before the text is made: one that sets others while it is collected is read too late. */
  async text(): Promise<string> {
    const { head, behind, behindSince, parked } = await this.progress();
    this.head.set(Number(head));
    this.behind.set(behind);
    this.behindSeconds.set(behindSince === null ? 0 : (Date.now() - behindSince.getTime()) / 1000);
    this.parked.set(parked);
    return await this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
