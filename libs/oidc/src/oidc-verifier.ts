import { decodeJwt, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Actor } from '#libs/event-store';
import { actorOfClaims } from './actor-of-claims.js';
import { issuerKeys } from './issuer-keys.js';
import type { OidcConfig } from './oidc-config.js';
import { refusalReason } from './refusal-reason.js';
import { TokenRefused } from './token-refused.js';

/** Who a token proves somebody to be, and until when. */
export type Identified = Readonly<{ actor: Actor; expiresAt: Date }>;

/** Seconds by which the issuer's clock may differ from ours. */
export const CLOCK_TOLERANCE = 30;

// Signed with a private key only: what is signed with a shared secret (HS*) or not at all (none) proves nothing.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Knows who somebody is by a JWT of one issuer. */
export class OidcVerifier {
  constructor(
    private readonly config: OidcConfig,
    private readonly keys: JWTVerifyGetKey = issuerKeys(config.issuer),
  ) {}

  /**
   * @throws TokenRefused when the token is not good
   * @throws IssuerUnreachable when that cannot be known
   */
  async verify(token: string, now: Date): Promise<Identified> {
    const claims = await this.#claimsOf(token, now);
    const expiresAt = new Date(((claims.exp ?? 0) + CLOCK_TOLERANCE) * 1000);
    return { actor: actorOfClaims(claims, this.config), expiresAt };
  }

  async #claimsOf(token: string, now: Date): Promise<JWTPayload> {
    const { issuer, audience } = this.config;
    try {
      // Before its keys are fetched: a token of somebody else is no reason to ask the issuer.
      if (decodeJwt(token).iss !== issuer) throw new TokenRefused('the token is from another issuer');
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp'],
        currentDate: now,
      });
      return payload;
    } catch (cause) {
      if (cause instanceof TokenRefused) throw cause;
      const reason = refusalReason(cause);
      throw reason === undefined ? cause : new TokenRefused(reason, { cause });
    }
  }
}
