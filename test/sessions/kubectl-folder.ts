import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where a session is typed: its files, and a home of its own, so that no cache and no setting of another is seen. */
export type KubectlFolder = Readonly<{
  files: string;
  home: string;
  /** The kubectl, under the name it is called by: `--record` writes that into the change-cause. */
  kubectl: string;
  discard: () => Promise<void>;
}>;

export async function openKubectlFolder(
  kubectl: Readonly<{ path: string; calledAs?: string }>,
  files: Readonly<Record<string, string>> = {},
): Promise<KubectlFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'rollbook-session-'));
  const home = join(folder, 'home');
  const typedIn = join(folder, 'files');
  const called = join(folder, kubectl.calledAs ?? 'kubectl');
  await Promise.all([mkdir(home), mkdir(typedIn), symlink(kubectl.path, called)]);
  for (const [name, content] of Object.entries(files)) await layOut(join(typedIn, name), content);
  return { files: typedIn, home, kubectl: called, discard: () => rm(folder, { recursive: true, force: true }) };
}

async function layOut(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  if (content.startsWith('#!')) await chmod(path, 0o755);
}
