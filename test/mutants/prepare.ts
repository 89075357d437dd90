import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { instrument, type Mutant } from './instrument.js';

export const TREE = resolve('node_modules/.cache/mutants');
const MUTATED = 'libs/controller/src';
const KEPT = [
  'libs/controller',
  'libs/kubernetes',
  'libs/history',
  'test/support',
  'test/conformance',
  'test/laws',
  'test/lives',
];
const TESTS = [MUTATED, 'test/conformance', 'test/lives', 'test/support']; // the laws take long and see little that these do not

export type MutantOfFile = Mutant & Readonly<{ file: string }>;

export type Prepared = Readonly<{ mutants: readonly MutantOfFile[]; specs: readonly string[]; sources: string }>;

/** A copy of the model and its tests, with all mutants in it, compiled. */
export function prepare(): Prepared {
  rmSync(join(TREE, 'source'), { recursive: true, force: true });
  for (const folder of KEPT) cpSync(folder, join(TREE, 'source', folder), { recursive: true });
  const mutants: MutantOfFile[] = [];
  for (const file of filesOf(MUTATED).filter((name) => !isSpec(name))) {
    const instrumented = instrument(file, readFileSync(file, 'utf8'), mutants.length);
    writeFileSync(join(TREE, 'source', file), instrumented.text);
    mutants.push(...instrumented.mutants.map((mutant) => ({ ...mutant, file })));
  }
  compile();
  const tests = TESTS.flatMap(filesOf);
  const sources = tests
    .filter((file) => isSpec(file) || !file.startsWith(MUTATED))
    .map((file) => readFileSync(file, 'utf8'));
  return { mutants, specs: tests.filter(isSpec).map(compiled), sources: sources.join('\n') };
}

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.sort().map((name) => `${folder}/${name}`);
}

function isSpec(file: string): boolean {
  return file.endsWith('.spec.ts');
}

function compile(): void {
  rmSync(join(TREE, 'dist'), { recursive: true, force: true });
  cpSync('test/mutants', join(TREE, 'source', 'test/mutants'), { recursive: true });
  for (const name of ['package.json', '.swcrc']) cpSync(name, join(TREE, name));
  const args = ['swc', '.', '-d', '../dist', '--quiet', '--config-file', '../.swcrc'];
  execFileSync('npx', args, { cwd: join(TREE, 'source'), stdio: 'inherit' });
  const shim = join(TREE, 'dist/node_modules/@jest/globals');
  mkdirSync(shim, { recursive: true });
  symlinkSync(join(TREE, 'dist/test/mutants/jest-globals.js'), join(shim, 'index.js'));
  writeFileSync(join(shim, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
}

function compiled(file: string): string {
  return join(TREE, 'dist', file.replace(/\.ts$/, '.js'));
}
