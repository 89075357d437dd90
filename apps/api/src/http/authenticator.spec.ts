import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { TokenRefused } from '#libs/oidc';
import type { TokenOwner } from '../ports.js';
import { Authenticator } from './authenticator.js';
import { challenge, Unauthenticated } from './unauthenticated.js';

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

      await expect(knower.authenticate(header)).rejects.toThrow('who are you?');
      expect(asked).toEqual([]);
    },
  );

  it('when many ask with one token, it is looked up once', async () => {
    const { knower, asked } = authenticator({ actor: ANN });
    await Promise.all(Array.from({ length: 10 }, () => knower.authenticate('Bearer secret')));

    expect(asked).toHaveLength(1);
  });

  it.each([
    [999, false],
    [1000, false],
    [1001, true],
  ])('when the token expires at %i and it is 1000, being good is %j', async (expires, isGood) => {
    const { knower } = authenticator({ actor: ANN, expiresAt: new Date(expires) });
    const known = knower.authenticate('Bearer secret');

    if (isGood) expect(await known).toEqual(ANN);
    else await expect(known).rejects.toThrow('the token has expired');
  });

  it('when it is a JWT and there is an identity provider, that one is asked, once', async () => {
    const token = 'eyJhbGciOiJub25lIn0.e30.';
    const asked: string[] = [];
    const verify = async (jwt: string) => {
      asked.push(jwt);
      return { actor: ANN, expiresAt: new Date(2000) };
    };
    const ports = { now: () => new Date(1000), findToken: async () => undefined };
    const knower = new Authenticator({ ...ports, oidc: { verify } });

    expect(await knower.authenticate(`Bearer ${token}`)).toEqual(ANN);
    expect(await knower.authenticate(`Bearer ${token}`)).toEqual(ANN);
    expect(asked).toEqual([token]);
    await expect(new Authenticator(ports).authenticate(`Bearer ${token}`)).rejects.toThrow('who are you?');
  });

  it('when the identity provider refuses a JWT, its reason is told', async () => {
    const verify = async (): Promise<never> => {
      throw new TokenRefused('it was altered');
    };
    const knower = new Authenticator({ now: () => new Date(), findToken: async () => undefined, oidc: { verify } });

    const refused = await knower.authenticate('Bearer eyJh.e30.x').catch((error: unknown) => error);
    expect(refused).toEqual(new Unauthenticated('it was altered'));
    expect(challenge(refused as Unauthenticated)).toContain('error_description="it was altered"');
  });

  it('when the database cannot be asked, it says so, and asks again the next time', async () => {
    const { knower, asked } = authenticator(new Error('gone'));

    await expect(knower.authenticate('Bearer secret')).rejects.toThrow('gone');
    await expect(knower.authenticate('Bearer secret')).rejects.toThrow('gone');
    expect(asked).toHaveLength(2);
  });
});
