import { describe, expect, it } from '@jest/globals';
import { Outbox } from './outbox.js';

const gone = (name: string) => ({ kind: 'DeploymentGone', seenAt: 1000, object: { name } }) as const;

describe('Outbox', () => {
  it('when what waited is sent, it was emptied, though more has come since', async () => {
    const outbox = new Outbox(new AbortController().signal);
    const settled: string[] = [];
    await outbox.add(gone('a'));
    await outbox.add(gone('b'));
    const emptied = outbox.emptied().then(() => settled.push('emptied'));
    await outbox.add(gone('c'));
    outbox.sent(1);
    await Promise.resolve().then(() => Promise.resolve());
    expect(settled).toEqual([]);
    outbox.sent(1);
    await emptied;
    expect(settled).toEqual(['emptied']);
  });

  it('when sixteen megabytes wait, who adds waits until some are sent', async () => {
    const outbox = new Outbox(new AbortController().signal);
    for (let count = 0; count < 16; count++) await outbox.add(gone('x'.repeat(2 ** 20)));
    let isAdded = false;
    const adding = outbox.add(gone('last')).then(() => (isAdded = true));
    await Promise.resolve().then(() => Promise.resolve());
    expect(isAdded).toBe(false);
    outbox.sent(1);
    await adding;
    expect(isAdded).toBe(true);
  });
});
