import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubectlFolder } from './kubectl-folder.js';
import type { Outcome, RecordedCommand } from './recorded-session.js';

/** Who types, where, at which cluster. */
export type Terminal = Readonly<{
  kubeconfig: string;
  folder: KubectlFolder;
  /** A command line that has not ended by then is ended, and says so; 60 when not said. */
  longestSeconds?: number;
}>;

type Typed = Pick<RecordedCommand, 'args' | 'stdin' | 'env' | 'killedAfterSeconds'> &
  Readonly<{
    /** A command that does not end by itself is ended once it has said enough. */
    isEnough?: (stdout: string) => boolean;
  }>;

/** Types one command line and waits for its end. What ends it, or a signal, is told as exit code 1. */
export async function runKubectl(terminal: Terminal, typed: Typed): Promise<Outcome> {
  // `env` hands on the PATH of whoever runs us: kubectl itself needs `diff` and an editor.
  const child = spawn('env', [...surroundings(terminal, typed), terminal.folder.kubectl, ...typed.args], {
    cwd: terminal.folder.files,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    out.push(chunk);
    if (typed.isEnough?.(text(out)) === true) child.kill('SIGKILL');
  });
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined); // it may end before it has read all
  child.stdin.end(typed.stdin ?? '');
  const { longestSeconds = 60 } = terminal;
  const { killedAfterSeconds = longestSeconds } = typed;
  const ended = new AbortController();
  void killAfter(killedAfterSeconds, child, ended.signal);
  const [code] = (await once(child, 'close')) as [number | null];
  ended.abort();
  if (code === null && !isExpectedToBeEnded(typed, text(out))) {
    err.push(Buffer.from(`(has not ended within ${longestSeconds} s)\n`));
  }
  return { stdout: text(out), stderr: text(err), exitCode: code ?? 1 };
}

function isExpectedToBeEnded({ killedAfterSeconds, isEnough }: Typed, stdout: string): boolean {
  return killedAfterSeconds !== undefined || isEnough?.(stdout) === true;
}

// kubectl reads all it is told by the environment from these, whatever its version; nothing of the person's own is seen.
function surroundings({ kubeconfig, folder }: Terminal, { env = {} }: Typed): readonly string[] {
  const cleared = ['KUBE_EDITOR', 'EDITOR', 'KUBECTL_EXTERNAL_DIFF', 'KUBECACHEDIR', 'KUBERC'];
  const set = { HOME: folder.home, KUBECONFIG: kubeconfig, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...env };
  return [
    ...cleared.flatMap((name) => ['-u', name]),
    ...Object.entries(set).map(([name, value]) => `${name}=${value}`),
  ];
}

async function killAfter(seconds: number, child: ReturnType<typeof spawn>, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
  if (!signal.aborted) child.kill('SIGKILL');
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}
