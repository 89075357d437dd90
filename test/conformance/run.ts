import { compareHashes } from './compare-hashes.js';
import { compareTrace, type Comparison } from './compare-trace.js';
import type { Difference } from './difference.js';
import { readTraces } from './recorded-trace.js';

// npm run conformance [-- DIR | --hash FILE…]
const TRACES = 'test/conformance/traces';
const HASHES = ['1.36.3', '1.32.13', '1.20.2'].map((version) => `test/conformance/hash/vectors-${version}.json`);

const [first = TRACES, ...others] = process.argv.slice(2);
const files = others.length > 0 ? others : HASHES;
const failures = first === '--hash' ? files.map(checkHashes) : [checkTraces(first)];
process.exitCode = failures.every((count) => count === 0) ? 0 : 1;

function checkTraces(folder: string): number {
  console.log(row(['trace', 'steps', 'compared', 'races', 'pod facts', 'differences']));
  const comparisons = readTraces(folder).map((trace) => {
    const comparison = compareTrace(trace);
    printComparison(comparison);
    return comparison;
  });
  const equal = comparisons.filter((one) => one.differences.length === 0);
  const compared = comparisons.reduce((sum, one) => sum + one.compared, 0);
  console.log(`\n${equal.length} of ${comparisons.length} traces without differences, ${compared} values compared`);
  return comparisons.length - equal.length;
}

function printComparison({ name, steps, compared, races, podFacts, differences: apart }: Comparison): void {
  console.log(row([name, steps, compared, races, podFacts, apart.length]));
  printFirst(apart);
}

function checkHashes(file: string): number {
  const { release, compared, differences: apart } = compareHashes(file);
  console.log(`${file}: Kubernetes ${release}, ${compared} hashes compared, ${apart.length} differences`);
  printFirst(apart);
  return apart.length;
}

function printFirst([difference]: readonly Difference[]): void {
  if (difference === undefined) return;
  const { what, recorded, model } = difference;
  console.log(`    first difference: ${what}\n      recorded  ${recorded}\n      model     ${model}`);
}

function row([name = '', ...cells]: readonly (string | number)[]): string {
  return [String(name).padEnd(36), ...cells.map((cell) => String(cell).padStart(11))].join(' ');
}
