import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { IssuerUnreachable } from './issuer-unreachable.js';
import { refusalReason } from './refusal-reason.js';

/** Milliseconds for an answer of the issuer. */
const PATIENCE = 5000;
/** Milliseconds between two looks for a key that is not known: so often can anybody make us ask. */
export const COOLDOWN = 5000;
/** Milliseconds after which keys are fetched anew: a key that the issuer has withdrawn works so long, at most. */
const KEYS_KEPT_FOR = 600_000;

/** The keys of an issuer by its discovery document (OpenID Connect Discovery 1.0), fetched when they are needed. */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  let askedAt = -Infinity;
  const keys = (): Promise<JWTVerifyGetKey> => {
    if (discovered !== undefined) return discovered;
    if (performance.now() - askedAt < COOLDOWN) throw new IssuerUnreachable();
    askedAt = performance.now();
    discovered = discover(issuer);
    discovered.catch(() => (discovered = undefined)); // the next token asks again
    return discovered;
  };
  return async (header, token) => {
    try {
      const getKey = await keys();
      return await getKey(header, token);
    } catch (cause) {
      if (refusalReason(cause) !== undefined) throw cause;
      throw cause instanceof IssuerUnreachable ? cause : new IssuerUnreachable({ cause });
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const { issuer: named, jwks_uri: place } = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (named !== issuer) throw new Error(`${address} is of the issuer ${String(named)}, not ${issuer}`);
  if (typeof place !== 'string' || !URL.canParse(place)) throw new Error(`${address} has no jwks_uri`);
  return createRemoteJWKSet(new URL(place), {
    timeoutDuration: PATIENCE,
    cooldownDuration: COOLDOWN,
    cacheMaxAge: KEYS_KEPT_FOR,
  });
}
