import { describe, expect, it } from '@jest/globals';
import { checkAuditBatch, checkCluster } from './check-batch.js';

const listOf = (count: number) =>
  Buffer.from(JSON.stringify({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: Array(count).fill({}) }));

describe('a batch', () => {
  it('when it has 10,000 events, is taken; when it has one more, is not', () => {
    expect(checkAuditBatch(listOf(10_000))).toBe(10_000);
    expect(() => checkAuditBatch(listOf(10_001))).toThrow('items has 10001 events: send 10000 at most at once');
  });

  it('when its cluster has a name of 253 letters, is taken; when it has one more, is not', () => {
    expect(() => checkCluster('a'.repeat(253))).not.toThrow();
    for (const cluster of ['a'.repeat(254), '', '-a', 'a b', 'ä'])
      expect(() => checkCluster(cluster)).toThrow('the cluster in the path must be a name of up to 253 letters');
  });
});
