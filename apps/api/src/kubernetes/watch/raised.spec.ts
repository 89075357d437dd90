import { expect, it } from '@jest/globals';
import { raised } from './raised.js';
import type { Step } from './step.js';

function step(version: bigint): Step {
  const metadata = { name: 'a', resourceVersion: String(version) };
  return {
    resource: 'pods',
    cluster: 'default',
    namespace: 'shop',
    at: 1,
    version,
    after: { kind: 'Pod', apiVersion: 'v1', metadata },
  };
}

it('lets no version go down, and leaves steps alone that need not be raised', () => {
  const steps = [step(3n), step(7n), step(5n), step(7n), step(8n)];
  const told = raised(steps, 4n);
  expect(told.version).toBe(8n);
  expect(told.steps.map(({ version }) => version)).toEqual([4n, 7n, 7n, 7n, 8n]);
  expect(told.steps.map(({ after }) => after?.metadata.resourceVersion)).toEqual(['4', '7', '7', '7', '8']);
  expect(told.steps[1]).toBe(steps[1]);
  expect(raised([], 4n)).toEqual({ steps: [], version: 4n });
});
