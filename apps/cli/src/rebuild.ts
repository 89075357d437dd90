import { Presets, SingleBar } from 'cli-progress';
import { rebuildViews } from '../../worker/src/index.js';
import { withDatabase } from './with-database.js';

/** `rollbook rebuild` */
export async function rebuildAll({ concurrency }: Readonly<{ concurrency: number }>): Promise<void> {
  await withDatabase(async (url) => {
    const bar = new SingleBar(
      { format: 'views [{bar}] {percentage}% | {value} of {total} events | {duration_formatted}', noTTYOutput: true },
      Presets.shades_classic,
    );
    bar.start(0, 0);
    const onProgress = (done: number, total: number): void => {
      bar.setTotal(total);
      bar.update(done);
    };
    const { streams, parked } = await rebuildViews(url, { concurrency, onProgress }).finally(() => bar.stop());
    process.stdout.write(`${streams} streams rebuilt${parked === 0 ? '' : `, ${parked} of them parked`}\n`);
  });
}
