import { describe, expect, it } from '@jest/globals';
import { replicaSetName } from './create-replica-set.js';
import { podIP, podName } from './names.js';

describe('names', () => {
  it('of pods are the ReplicaSet’s with five letters that spell no word', () => {
    expect(podName('web-5d5b96ccd6', 'u', 1)).toMatch(/^web-5d5b96ccd6-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(podName('web-5d5b96ccd6', 'u', 1)).toBe(podName('web-5d5b96ccd6', 'u', 1));
    const names = Array.from({ length: 1000 }, (_, n) => podName('web', 'u', n));
    expect(new Set(names).size).toBeGreaterThan(995);
  });

  it('of pods have 63 letters at most', () => {
    const name = podName(`${'n'.repeat(52)}-6d95fb76bf`, 'u', 1);
    expect([name.length, name.slice(0, 58)]).toEqual([63, `${'n'.repeat(52)}-6d95f`]);
  });

  it('of ReplicaSets have 63 letters at most', () => {
    expect(replicaSetName('web', '5d5b96ccd6')).toBe('web-5d5b96ccd6');
    expect(replicaSetName('n'.repeat(63), '6d95fb76bf')).toBe(`${'n'.repeat(52)}-6d95fb76bf`);
  });

  it('addresses count up', () => {
    expect([podIP(1), podIP(256), podIP(65_536)]).toEqual(['10.0.0.1', '10.0.1.0', '10.1.0.0']);
  });
});
