export { IssuerUnreachable } from './issuer-unreachable.js';
export { looksLikeJwt } from './looks-like-jwt.js';
export type { OidcConfig } from './oidc-config.js';
export { type Identified, OidcVerifier } from './oidc-verifier.js';
export { TokenRefused } from './token-refused.js';
