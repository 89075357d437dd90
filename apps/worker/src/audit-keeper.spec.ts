import { describe, expect, it } from '@jest/globals';
import { AuditKeeper } from './audit-keeper.js';

describe('keeping the audit index', () => {
  it('when it is rung, it goes on until there is nothing to do; when rung meanwhile, it looks once more', async () => {
    const answers = [true, true, false, true, false];
    let steps = 0;
    const keeper: AuditKeeper = new AuditKeeper(() => {
      steps += 1;
      if (steps === 3) keeper.ring();
      return Promise.resolve(answers.shift() ?? false);
    }, quiet);
    keeper.ring();
    await settled();
    expect(steps).toBe(5);
    await keeper.close();
    keeper.ring();
    await settled();
    expect(steps).toBe(5);
  });

  it('when a step fails, it says so, and the next ring goes on', async () => {
    const warnings: string[] = [];
    let steps = 0;
    const step = () => {
      steps += 1;
      return steps === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve(false);
    };
    const keeper = new AuditKeeper(step, { warn: (_fields, message) => void warnings.push(message) });
    keeper.ring();
    await settled();
    keeper.ring();
    await settled();
    expect([steps, warnings.length]).toEqual([2, 1]);
  });
});

const quiet = { warn: () => undefined };

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
