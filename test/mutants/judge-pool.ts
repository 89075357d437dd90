import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type MutantOfFile, TREE } from './prepare.js';

const LONGEST = 300_000;
const NONE = -1;

type Told = (mutant: MutantOfFile, seenBy: string | null) => void;

/** Processes that try mutants side by side; one that says nothing any more is replaced, and its mutant counts as seen. */
export class JudgePool {
  constructor(
    readonly specs: readonly string[],
    readonly processes: number,
  ) {}

  async tryAll(mutants: readonly MutantOfFile[], told: Told): Promise<void> {
    const rest = mutants.values();
    const lane = async (): Promise<void> => {
      let judge: ChildProcess | undefined;
      for (const mutant of rest) {
        if (mutant.onLoad) {
          told(mutant, await this.#loadedWith(mutant));
          continue;
        }
        judge ??= await this.#started();
        const seenBy = await asked(judge, mutant.id);
        if (seenBy === undefined) {
          judge.kill('SIGKILL');
          judge = undefined;
        }
        told(mutant, seenBy === undefined ? 'no answer' : seenBy);
      }
      judge?.kill();
    };
    await Promise.all(Array.from({ length: Math.min(this.processes, mutants.length) }, lane));
  }

  async #started(): Promise<ChildProcess> {
    const judge = this.#fork(NONE);
    if (!(await isReady(judge))) throw new Error('the tests fail without any mutant');
    return judge;
  }

  async #loadedWith({ id }: MutantOfFile): Promise<string | null> {
    const judge = this.#fork(id);
    const survives = await isReady(judge);
    judge.kill('SIGKILL');
    return survives ? null : 'a test on loading';
  }

  #fork(mutant: number): ChildProcess {
    const args = [String(mutant), ...this.specs];
    const stdio = mutant === NONE ? 'inherit' : 'ignore';
    const execArgv = ['--max-old-space-size=1000'];
    return fork(join(TREE, 'dist/test/mutants/judge.js'), args, { execArgv, stdio: [stdio, stdio, stdio, 'ipc'] });
  }
}

function isReady(judge: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (ready: boolean): void => {
      clearTimeout(timer);
      judge.removeAllListeners();
      resolve(ready);
    };
    const timer = setTimeout(() => end(false), LONGEST);
    judge.once('message', () => end(true));
    judge.once('exit', () => end(false));
  });
}

/** Undefined when it dies or thinks for too long. */
function asked(judge: ChildProcess, id: number): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    const end = (seenBy: string | null | undefined): void => {
      clearTimeout(timer);
      judge.removeAllListeners();
      resolve(seenBy);
    };
    const timer = setTimeout(() => end(undefined), LONGEST);
    judge.once('message', ({ seenBy }: { seenBy: string | null }) => end(seenBy));
    judge.once('exit', () => end(undefined));
    judge.send(id);
  });
}
