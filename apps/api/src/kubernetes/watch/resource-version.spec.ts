import { describe, expect, it } from '@jest/globals';
import { knownFrom, versionAt } from './resource-version.js';

describe('a resourceVersion', () => {
  it('is a position, and the milliseconds since its change was recorded', () => {
    expect(versionAt({ position: 42n, at: 1007 }, 1000)).toBe(42_000_000_007n);
    expect(versionAt({ position: 42n, at: 990 }, 1000)).toBe(42_000_000_000n);
    expect(versionAt({ position: 0n, at: 0 }, 0)).toBe(0n);
    expect(versionAt({ position: 42n, at: 10 ** 12 }, 0)).toBe(42_999_999_999n);
  });

  it('says what somebody knows who was told it, and from when on some may be missing', () => {
    const change = { position: 42n, recordedAt: 1000, occurredAt: 990 };
    expect(knownFrom(42_000_000_007n, change)).toEqual({ frontier: { position: 42n, at: 1007 }, againAfter: 1006 });
    expect(knownFrom(42_000_000_000n, change)).toEqual({ frontier: { position: 42n, at: 1000 }, againAfter: 989 });
  });

  it('of a change that was told late is the one of its recording', () => {
    const change = { position: 42n, recordedAt: 100_000, occurredAt: 40_000 };
    expect(knownFrom(42_000_000_000n, change)).toEqual({ frontier: { position: 41n, at: 99_999 }, againAfter: 99_999 });
    expect(knownFrom(42_000_000_000n, { ...change, occurredAt: 40_001 }).againAfter).toBe(40_000);
  });
});
