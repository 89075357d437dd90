import { fuzzProgram } from './fuzz-program.js';

// npm run fuzz [-- COUNT [SEED]]
const [count = 10_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
console.log(`${count} requests, seed ${seed}`);
const { statuses, faults, memory } = await fuzzProgram(count, seed);
console.log(statuses);
memory.forEach(({ heap, resident }, index) => {
  console.log(`after ${index + 1} of 3 parts: heap ${heap.toFixed(1)} MB, resident ${resident.toFixed(0)} MB`);
});
for (const { fault, request } of faults) console.log(`${fault}\n  ${JSON.stringify(request).slice(0, 2_000)}`);
process.exitCode = faults.length === 0 ? 0 : 1;
