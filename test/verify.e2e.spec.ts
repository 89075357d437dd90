import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALTERED } from './support/altered-export.js';
import { manifest } from './support/manifest.js';
import { Program } from './support/program.js';

const execute = promisify(execFile);

let program: Program;

const APPLY = `mutation ($input: ApplyDeploymentInput!) { applyDeployment(input: $input) { results { change { position } } } }`;
const SCALE = `mutation ($replicas: Int!) { scaleDeployment(input: { namespace: "shop", name: "web", replicas: $replicas }) { message } }`;
const HEAD = `{ treeHead(from: 5) { size } }`;

beforeAll(async () => {
  program = await Program.start({ env: { ROLLBOOK_HEAD_SECONDS: '1' } });
  const applied = { input: { namespace: 'shop', manifest: manifest('web', { image: 'web:1' }) } };
  await program.graphql(APPLY, applied);
  for (const replicas of [2, 3, 4, 5]) await program.graphql(SCALE, { replicas });
  while ((await program.graphql<{ treeHead: unknown }>(HEAD)).treeHead === null); // the worker signs within a second or so
}, 120_000);

afterAll(async () => {
  await program.discard();
});

describe('rollbook export and verify', () => {
  let folder: string;
  let file: string;
  let print: string;
  const run = (...args: readonly string[]) => Program.run({ dataFolder: program.dataFolder, args });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollbook-proof-'));
    file = join(folder, 'log.ndjson');
    const { code, output } = await run('export', file);
    expect({ code, output }).toMatchObject({ code: 0 });
    [, print = ''] = /rollbook verify \S+ --key ([0-9a-f]{64})/.exec(output) ?? [];
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('when nothing was altered, it says so and ends with 0', async () => {
    const kept = join(folder, 'head');
    const { code, output } = await run('verify', file, '--key', print, '--save-head', kept);

    expect(output).toMatch(/^whole: events 1 to \d+, \d+ events, \d+ heads? of rollbook\/[0-9a-f]{16}\n/);
    expect(output).toContain('trusted: by the key you gave');
    expect(code).toBe(0);
    expect((await run('verify', '--head', kept, '--any-key', file)).output).toContain('NOT trusted');
  });

  it('when the small program is run by itself, from a folder without the server, it says the same', async () => {
    const alone = join(folder, 'verify');
    await cp(resolve('dist/apps/verify'), alone, { recursive: true });
    await cp(resolve('node_modules/cli-progress'), join(folder, 'node_modules/cli-progress'), { recursive: true });
    for (const name of ['string-width', 'strip-ansi', 'ansi-regex', 'emoji-regex', 'is-fullwidth-code-point'])
      await cp(resolve('node_modules', name), join(folder, 'node_modules', name), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const { stdout } = await execute(process.execPath, [join(alone, 'src/main.js'), file, '--key', print]);

    expect(stdout).toMatch(/^whole: events 1 to/);
  });

  it.each<[string, keyof typeof ALTERED, string]>([
    ['a byte was changed', 'byte', 'FAULT at position 3: '],
    ['an event was removed', 'removed', 'FAULT at position 2: event 3 stands where event 2 should'],
    ['events were swapped', 'swapped', 'FAULT at position 2: event 3 stands where event 2 should'],
    ['a head was forged', 'forged', 'is forged'],
    ['the log was truncated', 'truncated', 'FAULT at position 4: the file was cut off after event 3'],
    ['a tail was signed anew by another key', 'resigned', 'is forged'],
  ])('when %s, it says so with the position and ends with 1', async (_name, how, message) => {
    const altered = join(folder, 'altered.ndjson');
    await writeFile(altered, ALTERED[how]((await readFile(file, 'utf8')).split('\n')).join('\n'));
    const { code, output } = await run('verify', altered, '--key', print);

    expect(output).toMatch(/^FAULT at position \d+: /m);
    expect(output).toContain(message);
    expect(code).toBe(1);
  });

  it.each([
    [['verify', 'FILE'], 'say whom to trust'],
    [['verify', 'FILE', '--key', 'x'], '--key "x" is no key'],
    [['verify', '--any-key'], 'name one file'],
    [['verify', 'absent', '--any-key'], 'ENOENT'],
    [['verify', 'FILE', '--any-key', '--head', 'package.json'], '--head package.json is not a head'],
    [['verify', 'package.json', '--any-key'], 'does not begin as an export'],
    [['verify', 'FILE', '--odd'], "Unknown option '--odd'"],
  ])('when it is asked %j, it says what is wrong and ends with 2', async (args, message) => {
    const { code, output } = await run(...args.map((arg) => (arg === 'FILE' ? file : arg)));

    expect(output).toContain(message);
    expect(code).toBe(2);
  });

  it('when the range is not there, the export says so and leaves no file', async () => {
    const odd = join(folder, 'odd.ndjson');
    const { code, output } = await run('export', odd, '--to', '999999');

    expect(output).toContain('--to must be between 1 and');
    expect(code).toBe(1);
    await expect(readFile(odd)).rejects.toThrow('ENOENT');
  });

  it('when the database is checked, it is whole, and a key that is not its own is told', async () => {
    const { code, output } = await run('check', '--key', print);
    expect(output).toMatch(/whole: \d+ events, and all that is stored of the tree; the newest key is [0-9a-f]{64}\n/);
    expect(code).toBe(0);

    const other = await run('check', '--key', 'ab'.repeat(32));
    expect(other.output).toContain(`the newest key is ${print}, and not abab`);
    expect(other.code).toBe(1);
  });

  it('when a key is made where there is one, it is refused, and kept where that was said', async () => {
    const made = join(folder, 'signing-key');
    const { output } = await run('key', 'create', made);
    expect(output).toMatch(/^[0-9a-f]{64}\n$/);

    expect(await run('key', 'create', made)).toMatchObject({ code: 1 });
    expect(await run('key', 'create', '--if-absent', made)).toMatchObject({ code: 0, output });
  });
});
