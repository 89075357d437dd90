import { describe, expect, it } from '@jest/globals';
import type { Attempt } from '#libs/postgres';
import { AttemptLog, MOST_KEPT_A_MINUTE } from './attempt-log.js';

function keeper(record: (attempts: readonly Attempt[]) => Promise<void>) {
  const warnings: string[] = [];
  const log = new AttemptLog({
    record,
    now: () => new Date(1000),
    log: { warn: (_, message) => warnings.push(message) },
  });
  return { log, warnings };
}

const REFUSED: Attempt = { door: 'graphql', subject: 'ann', operation: 'setImage', code: 'NotAllowed', reason: 'no' };

describe('AttemptLog', () => {
  it('when attempts come, it keeps each with its time, in order', async () => {
    const kept: Attempt[] = [];
    const { log } = keeper(async (attempts) => void kept.push(...attempts));
    log.note(REFUSED);
    log.note({ ...REFUSED, subject: 'bob' });
    await log.flush();

    expect(kept).toEqual([
      { ...REFUSED, at: new Date(1000) },
      { ...REFUSED, subject: 'bob', at: new Date(1000) },
    ]);
  });

  it('when one caller makes more than a minute may have, it keeps no more of theirs, and says so once', async () => {
    const kept: Attempt[] = [];
    const { log, warnings } = keeper(async (attempts) => void kept.push(...attempts));
    for (let count = 0; count < MOST_KEPT_A_MINUTE + 5; count += 1) log.note(REFUSED);
    log.note({ ...REFUSED, subject: 'bob' });
    await log.flush();

    expect(kept.filter(({ subject }) => subject === 'ann')).toHaveLength(MOST_KEPT_A_MINUTE);
    expect(kept.at(-1)?.subject).toBe('bob');
    expect(warnings).toHaveLength(1);
  });

  it('when the database is gone, nobody is the worse for it', async () => {
    const { log, warnings } = keeper(async () => Promise.reject(new Error('gone')));
    log.note(REFUSED);
    await log.flush();

    expect(warnings).toEqual(['attempts could not be kept']);
  });
});
