import { compareTrace, type Comparison } from './compare-trace.js';
import { readTraces } from './recorded-trace.js';

const [first = 'test/conformance/traces'] = process.argv.slice(2);
const comparisons = readTraces(first).map(compareTrace);
print(comparisons);

function print(all: readonly Comparison[]): void {
  for (const { name, podFacts, steps, compared, races, differences } of all) {
    console.log(
      `${name.padEnd(36)} ${String(steps).padStart(5)} ${String(compared).padStart(9)} ${String(races).padStart(6)} ${podFacts.padStart(10)} ${String(differences.length).padStart(12)}`,
    );
    const [difference] = differences;
    if (difference !== undefined)
      console.log(`    ${difference.what}\n      recorded ${difference.recorded}\n      model    ${difference.model}`);
  }
  console.log(`${all.filter(({ differences }) => differences.length === 0).length} of ${all.length}`);
}
