import { Presets, SingleBar } from 'cli-progress';
import { readConfig } from '#libs/config';
import { readMasterKey } from '#libs/sealing';
import { rebuildViews } from '../../worker/src/index.js';
import { withDatabase } from './with-database.js';

/** `rollbook rebuild` */
export async function rebuildAll({ concurrency }: Readonly<{ concurrency: number }>): Promise<void> {
  const masterKey = await readMasterKey(readConfig().masterKeyFile);
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
    const { streams, parked } = await rebuildViews(url, { concurrency, onProgress, masterKey }).finally(() =>
      bar.stop(),
    );
    process.stdout.write(`${streams} streams rebuilt${parked === 0 ? '' : `, ${parked} of them parked`}\n`);
  });
}
