import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JudgePool } from './judge-pool.js';
import { type MutantOfFile, prepare, TREE } from './prepare.js';
import { report } from './report.js';

// npm run mutants                             all of libs/controller; goes on where it was stopped
// npm run mutants -- rolling-update.ts        of these files only
// npm run mutants -- --processes 2 --every 5  side by side; every fifth mutant only
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { processes: { type: 'string', default: '1' }, every: { type: 'string', default: '1' } },
});
const RESULTS = join(TREE, 'results.json');

const { mutants, specs, sources } = prepare();
const tests = createHash('sha256').update(sources).digest('hex');
const known = readResults();
const chosen = mutants
  .filter(({ file }) => positionals.length === 0 || positionals.some((name) => file.endsWith(`/${name}`)))
  .filter((_, index) => index % Number(values.every) === 0);
const left = chosen.filter((mutant) => seenBefore(mutant) === undefined);
console.log(`${mutants.length} mutants, ${chosen.length} chosen, ${left.length} to be tried`);

const pool = new JudgePool(specs, Number(values.processes));
let done = 0;
await pool.tryAll(left, (mutant, seenBy) => {
  known.set(keyOf(mutant), seenBy ?? { tests });
  done += 1;
  if (done % 25 !== 0) return;
  console.log(`${done} of ${left.length}`);
  writeResults();
});
writeResults();
console.log(report(chosen.map((mutant) => ({ mutant, seenBy: seenBefore(mutant) ?? null }))));

// A mutant that was seen stays seen; one that was not is tried again when there are other tests.
function seenBefore(mutant: MutantOfFile): string | null | undefined {
  const result = known.get(keyOf(mutant));
  if (result === undefined || typeof result === 'string') return result;
  return result.tests === tests ? null : undefined;
}

type Result = string | Readonly<{ tests: string }>;

function keyOf({ id: _, ...mutant }: MutantOfFile): string {
  return createHash('sha256').update(JSON.stringify(mutant)).digest('hex');
}

function readResults(): Map<string, Result> {
  try {
    return new Map(JSON.parse(readFileSync(RESULTS, 'utf8')) as [string, Result][]);
  } catch {
    return new Map(); // the first run
  }
}

function writeResults(): void {
  mkdirSync(TREE, { recursive: true });
  writeFileSync(RESULTS, JSON.stringify([...known]));
}
