import { parseArgs } from 'node:util';
import { LAWS } from './laws.js';

// npm run laws                                each law on 10,000 random clusters
// npm run laws -- --count 500 --seed 7        on so many, of this seed
// npm run laws -- --law undo                  only those whose name has the word
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    law: { type: 'string', default: '' },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || count < 1)
  throw new Error(`--count must be a whole number from 1, not ${values.count}`);
if (!Number.isInteger(seed)) throw new Error(`--seed must be a whole number, not ${values.seed}`);

console.log(`seed ${seed}`);
let broken = 0;
for (const law of LAWS.filter(({ name }) => name.includes(values.law))) {
  const since = performance.now();
  const { clusters, failure } = law.tried(count, seed);
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`${failure === undefined ? 'holds ' : 'BROKEN'}  ${law.name}: ${clusters} in ${seconds} s`);
  if (failure === undefined) continue;
  broken += 1;
  console.log(failure);
}
process.exitCode = broken === 0 ? 0 : 1;
