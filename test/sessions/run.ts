import { availableParallelism } from 'node:os';
import { readArguments } from './arguments.js';
import { compareSession, type SessionComparison } from './compare-session.js';
import { describeKubectl, findKubectls, type Kubectl } from './find-kubectls.js';
import { playSession } from './play-session.js';
import { readSessions, type RecordedSession } from './recorded-session.js';
import { detailsOf, tableOf } from './report.js';
import { openRollbookCluster } from './rollbook-cluster.js';

// More would be late for want of a processor, and what is late sees other pods.
const AT_ONCE = availableParallelism() + 1;

// npm run sessions [-- [--kubectl PATH | --kubectl all] [--pace N] [FILE…]]
const { kubectl, pace, files } = readArguments(process.argv.slice(2));
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

/** Side by side, the longest first, each in its own namespace of one Rollbook. */
async function playAll({ path, version }: Kubectl, sessions: readonly RecordedSession[]): Promise<SessionComparison[]> {
  const cluster = await openRollbookCluster(path, pace);
  try {
    for (const session of sessions) await cluster.prepare(session);
    const slowSeconds = await cluster.slowSeconds();
    const waiting = [...sessions].sort((a, b) => lengthOf(b) - lengthOf(a));
    const compared = new Map<RecordedSession, SessionComparison>();
    const playOn = async (): Promise<void> => {
      for (let session = waiting.shift(); session !== undefined; session = waiting.shift()) {
        const played = await playSession(session, { kubectl: path, kubeconfig: cluster.kubeconfig, pace });
        compared.set(session, compareSession(session, { version, pace, slowSeconds }, played));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, playOn));
    return sessions.flatMap((session) => compared.get(session) ?? []);
  } finally {
    await cluster.stop();
  }
}

function lengthOf({ steps }: RecordedSession): number {
  return steps.at(-1)?.atSeconds ?? 0;
}

async function chooseKubectls(chosen: string | undefined): Promise<readonly Kubectl[]> {
  if (chosen !== undefined && chosen !== 'all') return [await describeKubectl(chosen)];
  const found = await findKubectls();
  return chosen === 'all' ? found : found.slice(0, 1);
}
