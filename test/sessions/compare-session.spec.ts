import { describe, expect, it } from '@jest/globals';
import { atPace } from './at-pace.js';
import { compareSession } from './compare-session.js';
import type { Outcome, RecordedSession, RecordedStep } from './recorded-session.js';

const said = (stdout: string): Outcome => ({ stdout, stderr: '', exitCode: 0 });

/** Compares steps: what was typed, what was said then, and what is said now. */
function verdicts(...steps: readonly (readonly [string, string, string])[]): readonly string[] {
  const recorded = steps.map(([typed, then]): RecordedStep => ({
    ...{ args: typed.split(' '), atSeconds: 0, requests: [] },
    ...said(then),
  }));
  const session: RecordedSession = {
    ...{ session: 'x', namespace: 'here', kubectl: 'v1.32.4', files: {} },
    kubelet: { podReadySeconds: 3, podTerminationSeconds: 2 },
    steps: recorded,
  };
  const played = steps.map(([, , now]) => ({ ...said(now), during: [], lateSeconds: 0.5 }));
  const compared = compareSession(session, { version: 'v1.32.4', pace: 1 }, played);
  expect(compared.lateSeconds).toBe(0.5 * steps.length);
  return compared.comparisons.map(({ verdict }) => verdict);
}

const table = (...rows: readonly string[]): string => ['NAME   READY   AGE', ...rows, ''].join('\n');
const [before, after] = ['web-7d8dd788d6', 'web-fc6fc6c7b'];
const RESTART = ['rollout restart deploy/web', 'restarted\n', 'restarted\n'] as const;

describe('a session in which a rollout is restarted', () => {
  it('when the hash of its template is another, is the same, wherever its rows stand', () => {
    const then = table(`${before}   0   9s`, 'web-zzz5959zz9   3   1s');
    const now = table('web-444444444   3   1s', `${before}   0   9s`);
    expect(verdicts(RESTART, ['get rs', then, now])).toEqual(['equal', 'equal']);
    expect(verdicts(['get rs', then, now], RESTART)).toEqual(['differs', 'equal']);
  });

  it('when there are several, each stands for the one that its lines fit', () => {
    const then = (hash: string, other: string): string => table(`web-${hash}   0   1s`, `web-${other}   3   1s`);
    const steps = (now: string) => verdicts(RESTART, ['get rs', then('bbbbbbbb2', 'ccccccc2'), now]);
    expect(steps(table('web-999999999   3   1s', 'web-xxxxxxxx4   0   1s'))).toEqual(['equal', 'equal']);
    expect(steps(table('web-999999999   3   1s', 'web-xxxxxxxx4   1   1s'))).toEqual(['equal', 'differs']);
  });

  it('when a hash is another that the restart did not make, differs', () => {
    const [then, now] = [table(`${before}   3   1s`), table(`${after}   3   1s`)];
    expect(verdicts(['get rs', then, then], RESTART, ['get rs', then, now])).toEqual(['equal', 'equal', 'differs']);
    expect(verdicts(['get rs', now, now], RESTART, ['get rs', then, now])).toEqual(['equal', 'equal', 'differs']);
  });

  it('when whole objects are listed or described, puts them in order, too', () => {
    const yaml = (...names: readonly string[]): string =>
      `items:\n${names.map((name) => `- metadata:\n    name: ${name}\n`).join('')}kind: List\n`;
    const described = (...names: readonly string[]): string => names.map((name) => `Name:  ${name}\n`).join('\n\n');
    for (const list of [yaml, described]) {
      const [then, now] = [list(before, 'web-zzz5959zz9'), list('web-444444444', before)];
      expect(verdicts(RESTART, ['get x', then, now])).toEqual(['equal', 'equal']);
      expect(verdicts(RESTART, ['get x', then, list('web-444444444')])).toEqual(['equal', 'differs']);
    }
  });
});

describe('a command at a pace', () => {
  it('waits and watches for longer, and is the same otherwise', () => {
    const command = { ...said(''), args: ['wait', 'x', '--timeout=1.5s', '--for=delete'], killedAfterSeconds: 2 };
    expect(atPace(command, 2)).toMatchObject({
      args: ['wait', 'x', '--timeout=3s', '--for=delete'],
      killedAfterSeconds: 4,
    });
  });
});
