import { describe, expect, it } from '@jest/globals';
import { compareTrace } from './compare-trace.js';
import { readTraces } from './recorded-trace.js';

describe('recordings of Kubernetes 1.36', () => {
  it.each(readTraces('test/conformance/traces').map((trace) => [trace.name, trace] as const))(
    'when %s is replayed, it comes out as recorded',
    (_, trace) => {
      expect(compareTrace(trace).differences).toEqual([]);
    },
  );
});
