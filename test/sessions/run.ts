import { compareSession, type SessionComparison } from './compare-session.js';
import { describeKubectl, findKubectls, type Kubectl } from './find-kubectls.js';
import { playSession } from './play-session.js';
import { readSessions, type RecordedSession } from './recorded-session.js';
import { detailsOf, tableOf } from './report.js';
import { openRollbookCluster } from './rollbook-cluster.js';

// npm run sessions [-- [--kubectl PATH | --kubectl all] [FILE…]]
const { kubectl, files } = readArguments(process.argv.slice(2));
const kubectls = await chooseKubectls(kubectl);
if (kubectls.length === 0) throw new Error('no kubectl was found on PATH: name one with --kubectl PATH');

const compared: SessionComparison[] = [];
for (const one of kubectls) {
  const sessions = await playAll(one, readSessions(files));
  console.log(`${tableOf(sessions)}\n${detailsOf(sessions)}\n`);
  compared.push(...sessions);
}
if (kubectls.length > 1) console.log(tableOf(compared));
process.exitCode = compared.some(({ comparisons }) => comparisons.some(({ verdict }) => verdict === 'differs')) ? 1 : 0;

/** All side by side, each in its own namespace of one Rollbook. */
async function playAll({ path, version }: Kubectl, sessions: readonly RecordedSession[]): Promise<SessionComparison[]> {
  const cluster = await openRollbookCluster(path);
  try {
    for (const session of sessions) await cluster.prepare(session);
    return await Promise.all(
      sessions.map(async (session) => {
        const played = await playSession(session, { kubectl: path, kubeconfig: cluster.kubeconfig });
        return compareSession(session, version, played);
      }),
    );
  } finally {
    await cluster.stop();
  }
}

async function chooseKubectls(chosen: string | undefined): Promise<readonly Kubectl[]> {
  if (chosen !== undefined && chosen !== 'all') return [await describeKubectl(chosen)];
  const found = await findKubectls();
  return chosen === 'all' ? found : found.slice(0, 1);
}

function readArguments(given: readonly string[]): Readonly<{ kubectl?: string; files: readonly string[] }> {
  const at = given.indexOf('--kubectl');
  if (at < 0) return { files: given };
  const kubectl = given[at + 1];
  if (kubectl === undefined) throw new Error('--kubectl: a path is missing, or `all`');
  return { kubectl, files: given.filter((_, index) => index !== at && index !== at + 1) };
}
