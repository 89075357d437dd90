import { readdirSync } from 'node:fs';
import { compareHashes } from './compare-hashes.js';
import { compareTrace } from './compare-trace.js';
import type { Difference, Part } from './difference.js';
import { readTraces, type Trace } from './recorded-trace.js';

// npm run conformance                       the recordings and hashes of this folder
// npm run conformance -- DIR                a folder of recordings (or one of them)
// npm run conformance -- --hash FILE…       files of hashes
const TRACES = 'test/conformance/traces';
const HASHES = 'test/conformance/hash';

type Row = Part & Readonly<{ name: string; steps?: number; podFacts?: string }>;

const [first, ...others] = process.argv.slice(2);
const failed = first === undefined ? runAll() : first === '--hash' ? runHashes(others) : runTraces(first);
process.exitCode = failed === 0 ? 0 : 1;

function runAll(): number {
  return runTraces(TRACES) + runHashes();
}

function runTraces(folder: string): number {
  print(['trace', 'steps', 'compared', 'races', 'pod facts', 'differences']);
  return summary('traces', readTraces(folder).map((trace) => printed(compared(trace))));
}

function runHashes(files: readonly string[] = hashFiles()): number {
  print(['pod-template-hash', '', 'compared', '', '', 'differences']);
  return summary('rows of hashes', files.flatMap(compareHashes).map(printed));
}

function hashFiles(): readonly string[] {
  const files = readdirSync(HASHES).filter((file) => /^(vectors-.*|stories)\.json$/.test(file));
  return files.map((file) => `${HASHES}/${file}`);
}

// A recording that breaks the replay is one that differs.
function compared(trace: Trace): Row {
  try {
    return compareTrace(trace);
  } catch (error) {
    const model = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const difference = { what: 'the replay', recorded: 'comes to an end', model };
    return { name: trace.name, steps: trace.steps.length, compared: 0, races: 0, differences: [difference] };
  }
}

function summary(what: string, rows: readonly Row[]): number {
  const equal = rows.filter(({ differences }) => differences.length === 0);
  const values = rows.reduce((sum, row) => sum + row.compared, 0);
  console.log(`${equal.length} of ${rows.length} ${what} without differences, ${values} values compared\n`);
  return rows.length - equal.length;
}

function printed(row: Row): Row {
  const { name, steps = '', races, podFacts = '', differences } = row;
  print([name, steps, row.compared, steps === '' ? '' : races, podFacts, differences.length]);
  printFirst(differences);
  return row;
}

function printFirst([difference]: readonly Difference[]): void {
  if (difference === undefined) return;
  const { what, recorded, model } = difference;
  console.log(`    first difference: ${what}\n      recorded  ${recorded}\n      model     ${model}`);
}

function print([name = '', ...cells]: readonly (string | number)[]): void {
  console.log([String(name).padEnd(44), ...cells.map((cell) => String(cell).padStart(11))].join(' '));
}
