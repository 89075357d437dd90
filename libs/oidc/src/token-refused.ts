/** A token that proves nothing; the message says why, and never shows the token. */
export class TokenRefused extends Error {
  readonly code = 'TokenRefused';
}
