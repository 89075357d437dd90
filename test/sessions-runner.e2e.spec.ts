import { describe, expect, it } from '@jest/globals';
import { compareSession } from './sessions/compare-session.js';
import { findKubectls } from './sessions/find-kubectls.js';
import { isReplayable, openRecordedCluster } from './sessions/recorded-cluster.js';
import { playSession } from './sessions/play-session.js';
import { readSessions, type RecordedSession } from './sessions/recorded-session.js';

const [kubectl] = await findKubectls();
const PACE = 0.2;

// The sessions are typed at a server that gives the recorded answers: what is said then must be what was said when they were recorded.
describe('the runner of recorded sessions', () => {
  if (kubectl === undefined) {
    it('is not tried: no kubectl is on PATH', () => expect(kubectl).toBeUndefined());
    return;
  }
  const replay = async (session: RecordedSession) => {
    const cluster = await openRecordedCluster();
    try {
      const stage = { kubectl: kubectl.path, kubeconfig: cluster.kubeconfig, pace: PACE, beforeStep: cluster.turnTo };
      const typed = { version: kubectl.version, pace: PACE };
      const { comparisons } = compareSession(session, typed, await playSession(session, stage), isReplayable);
      return comparisons;
    } finally {
      await cluster.stop();
    }
  };
  const [session] = readSessions(['test/conformance/kubectl/story-d-change-cause.json']);

  it('finds nothing different when the answers are those that were recorded', async () => {
    const comparisons = await replay(session!);
    expect(comparisons.length).toBeGreaterThan(8);
    expect(comparisons.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
  }, 120_000);

  it('finds one changed byte of one answer', async () => {
    const text = JSON.stringify(session).replace('\\"cells\\":[\\"ml-', '\\"cells\\":[\\"mL-');
    const comparisons = await replay(JSON.parse(text) as RecordedSession);
    const differing = comparisons.filter(({ verdict }) => verdict === 'differs');
    expect(differing.map(({ commandLine }) => commandLine)).toEqual([
      'kubectl -n kubeflow get deploy/ml-pipeline-newvis',
    ]);
  }, 120_000);
});
