import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { TokenOwner } from '../ports.js';
import { Authenticator } from './authenticator.js';

const ANN = { subject: 'ann', groups: ['dev'] };

function authenticator(owner: TokenOwner | undefined | Error, now = new Date(1000)) {
  const asked: string[] = [];
  const knower = new Authenticator({
    now: () => now,
    findToken: async (digest) => {
      asked.push(digest.toString('hex'));
      if (owner instanceof Error) throw owner;
      return owner;
    },
  });
  return { knower, asked };
}

describe('Authenticator', () => {
  it.each(['Bearer secret', 'bearer secret', 'Bearer   secret '])(
    'when the header is %j, it knows who asks',
    async (header) => {
      const { knower, asked } = authenticator({ actor: ANN });

      expect(await knower.authenticate(header)).toEqual(ANN);
      expect(asked).toEqual([createHash('sha256').update('secret').digest('hex')]);
    },
  );

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic secret', 'Bearer a b', 'secret'])(
    'when the header is %j, it knows nobody and asks nobody',
    async (header) => {
      const { knower, asked } = authenticator({ actor: ANN });

      expect(await knower.authenticate(header)).toBeUndefined();
      expect(asked).toEqual([]);
    },
  );

  it('when many ask with one token, it is looked up once', async () => {
    const { knower, asked } = authenticator({ actor: ANN });
    await Promise.all(Array.from({ length: 10 }, () => knower.authenticate('Bearer secret')));

    expect(asked).toHaveLength(1);
  });

  it.each([
    [999, undefined],
    [1000, undefined],
    [1001, ANN],
  ])('when the token expires at %i and it is 1000, it knows %j', async (expires, expected) => {
    const { knower } = authenticator({ actor: ANN, expiresAt: new Date(expires) });

    expect(await knower.authenticate('Bearer secret')).toEqual(expected);
  });

  it('when the database cannot be asked, it says so, and asks again the next time', async () => {
    const { knower, asked } = authenticator(new Error('gone'));

    await expect(knower.authenticate('Bearer secret')).rejects.toThrow('gone');
    await expect(knower.authenticate('Bearer secret')).rejects.toThrow('gone');
    expect(asked).toHaveLength(2);
  });
});
