import { expect, it } from '@jest/globals';
import { fuzzProgram } from './fuzz/fuzz-program.js';

// A part of `npm run fuzz`, the same each time.
it('when anything at all is asked of the Kubernetes API, it answers with an object or a Status, and keeps nothing of it', async () => {
  const { sent, statuses, faults, memory } = await fuzzProgram(1_500, 20_261_121);
  expect(faults).toEqual([]);
  expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(sent);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '405']));
  expect(memory[2]!.heap - memory[0]!.heap).toBeLessThan(10);
}, 120_000);
