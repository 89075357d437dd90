import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { played, START } from '../laws/played.js';
import { type Cluster, wildCluster } from '../laws/random-cluster.js';
import { LIVES, readLives } from './life.js';
import { told } from './told.js';

// node dist/test/lives/write.js               what is recorded, played anew
// node dist/test/lives/write.js --seed 1      other clusters instead
const { values } = parseArgs({ options: { seed: { type: 'string' } } });
const [COUNT, MOST] = [16, 160];

const clusters = values.seed === undefined ? readLives().map(([, { cluster }]) => cluster) : drawn(Number(values.seed));
mkdirSync(LIVES, { recursive: true });
for (const [index, cluster] of clusters.entries()) {
  const life = { cluster, told: told(played(cluster).observations, START) };
  writeFileSync(`${LIVES}/${String(index + 1).padStart(2, '0')}.json`, `${JSON.stringify(life, null, 2)}\n`);
}

/** Some in which much happens, but not too much to be read. */
function drawn(seed: number): readonly Cluster[] {
  const all = fc.sample(wildCluster, { numRuns: 400, seed }).filter(({ happenings }) => happenings.length > 4);
  return all.filter((cluster) => played(cluster).observations.length < MOST).slice(0, COUNT);
}
