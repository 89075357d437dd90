import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Program } from './support/program.js';

/** The README's session: what is typed and what is printed, block by block. */
async function session(): Promise<readonly Readonly<{ typed: string; printed: string }>[]> {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const section = readme.split('\n## A session\n')[1]!.split('\n## ')[0]!;
  const blocks = [...section.matchAll(/^```(sh|json)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text: text! }));
  return blocks.flatMap(({ kind, text }, i) => {
    const next = blocks[i + 1];
    return kind === 'sh' ? [{ typed: text, printed: next?.kind === 'json' ? next.text : '' }] : [];
  });
}

describe('the session in the README', () => {
  let program: Program;
  beforeAll(async () => {
    program = await Program.start();
  }, 60_000);
  afterAll(() => program.discard());

  it('prints what it says it prints', async () => {
    const steps = await session();
    expect(steps.length).toBeGreaterThan(3);
    const here = (text: string): string =>
      text.replace('http://127.0.0.1:4800', program.url).replace('.rollbook/token', join(program.dataFolder, 'token'));
    const [definition, ...rest] = steps;
    for (const { typed, printed } of rest) {
      const script = here(`set -e\n${definition!.typed}\n${typed}`);
      const { stdout } = await promisify(execFile)('bash', ['-c', script]);
      expect(stdout).toBe(printed);
    }
  }, 60_000);
});
