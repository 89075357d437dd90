import { describe, expect, it } from '@jest/globals';
import { normalise } from './normalise.js';

describe('normalise', () => {
  it.each([
    ['uid: 67f8e987-243f-4c03-b0a1-799e02675c30', 'uid: UID'],
    ['creationTimestamp: "2026-11-21T09:15:49Z"', 'creationTimestamp: "TIME"'],
    ['CreationTimestamp:      Sat, 21 Nov 2026 09:15:22 +0000', 'CreationTimestamp:  TIME'],
    [
      '--- TMP/LIVE/apps.v1.Deployment.a.b\t2026-11-21 09:15:52.649871418 +0000',
      '--- TMP/LIVE/apps.v1.Deployment.a.b\tTIME',
    ],
    ['diff -u -N /tmp/LIVE-12/x /tmp/MERGED-34/x', 'diff -u -N TMP/LIVE/x TMP/MERGED/x'],
    ['  resourceVersion: "2170"', '  resourceVersion: "N"'],
    ['"resourceVersion": "2170",', '"resourceVersion": "N",'],
    ['Created pod: web-7d8dd788d6-bml9c', 'Created pod: web-7d8dd788d6-POD'],
    ['web   4/4   4   4   5m44s', 'web  4/4  4  4  AGE'],
    ['0s (x8 over 6s)  deployment-controller', 'AGE (x8 over AGE)  deployment-controller'],
    ['10.1.0.117   node-1', 'ADDRESS  node-1'],
    ['8090:31216/TCP', '8090:PORT/TCP'],
  ])('of %j leaves %j', (text, left) => {
    expect(normalise(text)).toBe(left);
  });

  it.each([
    'nginx:1.9.1',
    'web-7d8dd788d6',
    'kiamol/ch09-vweb:v2',
    'generation: 12',
    '"replicas": 3',
    'v1.36.3',
    '80/TCP',
  ])('leaves %j alone', (text) => expect(normalise(text)).toBe(text));

  it('puts pods of one ReplicaSet in order of what is said of them, and nothing else', () => {
    const running = (pod: string): string => `web-fc6fc6c7b-${pod}   1/1   Running   0   3s`;
    const going = (pod: string): string => `web-fc6fc6c7b-${pod}   1/1   Terminating   0   9s`;
    const listed = (...rows: readonly string[]): string => normalise(['NAME   READY', ...rows, 'zz', 'aa'].join('\n'));
    expect(listed(running('22222'), going('44444'))).toBe(listed(going('22222'), running('44444')));
    expect(listed(running('22222'), running('44444'))).not.toBe(listed(going('22222'), running('44444')));
    expect(normalise('zz\naa')).toBe('zz\naa');
  });
});
