import { describe, expect, it } from '@jest/globals';
import { Closing } from './closing.js';

const silent = { warn: () => undefined, debug: () => undefined } as never;

describe('Closing', () => {
  it('when several things were opened, it closes the last one first', async () => {
    const closed: string[] = [];
    const closing = new Closing(silent, 1);
    for (const name of ['postgres', 'worker', 'api']) closing.add(name, async () => closed.push(name));

    expect(await closing.close()).toBe(true);
    expect(closed).toEqual(['api', 'worker', 'postgres']);
  });

  it('when one of them fails or hangs, it closes the others and says so', async () => {
    const closed: string[] = [];
    const closing = new Closing(silent, 0);
    closing.add('postgres', async () => closed.push('postgres'));
    closing.add('worker', () => Promise.reject(new Error('broken')));
    closing.add('api', () => new Promise(() => undefined));

    expect(await closing.close()).toBe(false);
    expect(closed).toEqual(['postgres']);
  });

  it('when it is closed twice, everything is closed once', async () => {
    let count = 0;
    const closing = new Closing(silent, 1);
    closing.add('api', async () => count++);
    await Promise.all([closing.close(), closing.close()]);

    expect(count).toBe(1);
  });
});
