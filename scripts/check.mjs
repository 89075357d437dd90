// `npm run check`: everything that can be said of the code without a database, two steps at a time.
import { spawn } from 'node:child_process';

const SPECS_WITHOUT_SERVERS = '\\.(int|e2e)\\.spec\\.ts$';
const jest = ['node', '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const steps = [
  ['eslint', 'eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
  ['tsc', 'tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/tsc.tsbuildinfo'],
  ['specs', ...jest, '--silent', '--testPathIgnorePatterns', SPECS_WITHOUT_SERVERS],
  ['prettier', 'prettier', '--check', '--cache', '--log-level', 'warn', '.'],
  ['depcruise', 'depcruise', '--config', 'dependency-cruiser.cjs', 'apps', 'libs', 'test'],
  ['knip', 'knip', '--no-progress'],
];

const rest = steps.values();
let failed = 0;
const lane = async () => {
  for (const step of rest) {
    const failures = await run(step); // a statement of its own: += would add to what was there before
    failed += failures;
  }
};
await Promise.all([lane(), lane()]);
process.exit(failed === 0 ? 0 : 1);

function run([name, program, ...args]) {
  const since = performance.now();
  const child = spawn(program, args, { env: { ...process.env, FORCE_COLOR: '0' } });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
      if (code !== 0) console.log(Buffer.concat(said).toString());
      else if (name === 'specs') console.log(/^Tests: .*$/m.exec(Buffer.concat(said).toString())?.[0] ?? '');
      resolve(code === 0 ? 0 : 1);
    });
  });
}
