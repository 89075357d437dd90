import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { IssuerUnreachable } from './issuer-unreachable.js';
import { LONGEST_NAME, MOST_GROUPS } from './actor-of-claims.js';
import type { OidcConfig } from './oidc-config.js';
import { CLOCK_TOLERANCE, OidcVerifier } from './oidc-verifier.js';

const CONFIG: OidcConfig = {
  issuer: 'https://id.example.com',
  audience: 'rollbook',
  subjectClaim: 'sub',
  groupsClaim: 'groups',
  subjectPrefix: '',
  groupsPrefix: '',
};
const NOW = 1_700_000_000;
const GOOD = { iss: CONFIG.issuer, aud: 'rollbook', sub: 'ann', exp: NOW + 300, groups: ['dev'] };

let keys: JWTVerifyGetKey;
let sign: (claims: Readonly<Record<string, unknown>>, kid?: string) => Promise<string>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] });
  sign = (claims, kid = 'one') => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
});

async function verify(token: string, config: Partial<OidcConfig> = {}) {
  return await new OidcVerifier({ ...CONFIG, ...config }, keys).verify(token, new Date(NOW * 1000));
}

describe('OidcVerifier', () => {
  it('when a token is good, it proves who somebody is until it expires', async () => {
    expect(await verify(await sign(GOOD))).toEqual({
      actor: { subject: 'ann', groups: ['dev'] },
      expiresAt: new Date((NOW + 300 + CLOCK_TOLERANCE) * 1000),
    });
  });

  it('when claims and prefixes are set, they say who it is', async () => {
    const config = { subjectClaim: 'email', groupsClaim: 'roles', subjectPrefix: 'okta:', groupsPrefix: 'okta:' };
    const token = await sign({ ...GOOD, email: 'ann@example.com', email_verified: true, roles: 'ops' });
    expect((await verify(token, config)).actor).toEqual({ subject: 'okta:ann@example.com', groups: ['okta:ops'] });
  });

  it('when the issuer gives groups that give rights by themselves, they are left out', async () => {
    const groups = ['system:masters', 'rollbook:admins', 'dev', ''];
    expect((await verify(await sign({ ...GOOD, groups }))).actor.groups).toEqual(['dev']);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['has expired', { exp: NOW - CLOCK_TOLERANCE }, 'the token has expired'],
    ['never expires', { exp: undefined }, 'does not say when it expires'],
    ['is not good yet', { nbf: NOW + CLOCK_TOLERANCE + 1 }, 'not good yet'],
    ['is for others', { aud: 'vault' }, 'for another audience'],
    ['is from others', { iss: 'https://id.example.com/' }, 'from another issuer'],
    ['has no subject', { sub: undefined }, 'the claim sub must be a text'],
    ['has a number for a subject', { sub: 7 }, 'the claim sub must be a text'],
    ['has a reserved subject', { sub: 'system:admin' }, 'no issuer may give'],
    ['has a subject too long', { sub: 'a'.repeat(LONGEST_NAME + 1) }, `more than ${LONGEST_NAME} characters`],
    ['has numbers for groups', { groups: [7] }, 'the claim groups must be a list of texts'],
    ['has too many groups', { groups: Array(MOST_GROUPS + 1).fill('g') }, `more than ${MOST_GROUPS} groups`],
  ])('when a token %s, it is refused and says so', async (_case, claims, reason) => {
    await expect(verify(await sign({ ...GOOD, ...claims }))).rejects.toMatchObject({
      code: 'TokenRefused',
      message: expect.stringContaining(reason),
    });
  });

  it('when claims are at the edge of what is taken, they are taken', async () => {
    const sub = 'a'.repeat(LONGEST_NAME);
    const claims = { ...GOOD, sub, groups: Array(MOST_GROUPS).fill('g'), exp: NOW - CLOCK_TOLERANCE + 1 };
    expect((await verify(await sign(claims))).actor).toMatchObject({ subject: sub });
  });

  it('when the email address is not verified, it is nobody', async () => {
    const token = await sign({ ...GOOD, email: 'ann@example.com', email_verified: false });
    await expect(verify(token, { subjectClaim: 'email' })).rejects.toThrow('has not verified');
  });

  it('when the key is not known, or what was signed was altered, it is refused', async () => {
    await expect(verify(await sign(GOOD, 'two'))).rejects.toThrow('a key that the issuer does not have');
    const [header, , signature] = (await sign(GOOD)).split('.');
    const forged = Buffer.from(JSON.stringify({ ...GOOD, sub: 'root' })).toString('base64url');
    await expect(verify(`${header}.${forged}.${signature}`)).rejects.toThrow('it was altered');
    await expect(verify('eyJh.eyJh.x')).rejects.toThrow('not a signed JWT');
  });

  it.each(['none', 'HS256'])('when the algorithm is %s, it is refused before any key is looked for', async (alg) => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg, kid: 'one' })}.${part(GOOD)}.${alg === 'none' ? '' : 'c2lnbmF0dXJl'}`;
    await expect(verify(token)).rejects.toThrow(/algorithm that is not taken/);
  });

  it('when the issuer cannot be asked, that is said, and the token is not called bad', async () => {
    const verifier = new OidcVerifier({ ...CONFIG, issuer: 'http://127.0.0.1:1' });
    const token = await sign({ ...GOOD, iss: 'http://127.0.0.1:1' });
    const at = new Date(NOW * 1000);
    await expect(verifier.verify(token, at)).rejects.toBeInstanceOf(IssuerUnreachable);
    await expect(verifier.verify(token, at)).rejects.toBeInstanceOf(IssuerUnreachable);
  });
});
