import { errors } from 'jose';

/** Why a token is refused, in words for who sent it; undefined for what is no fault of the token. */
export function refusalReason(error: unknown): string | undefined {
  if (error instanceof errors.JWTClaimValidationFailed)
    return CLAIMS[error.claim] ?? `its claim ${error.claim} is wrong`;
  return error instanceof errors.JOSEError ? REASONS[error.code] : undefined;
}

const CLAIMS: Readonly<Record<string, string>> = {
  aud: 'the token is for another audience',
  exp: 'the token does not say when it expires',
  nbf: 'the token is not good yet',
};

const UNREADABLE = 'the token is not a signed JWT that can be read';

// By jose's codes; a code that is not here is trouble with the issuer's keys.
const REASONS: Readonly<Record<string, string>> = {
  [errors.JWTExpired.code]: 'the token has expired: get a new one from the identity provider',
  [errors.JOSEAlgNotAllowed.code]:
    'the token is signed with an algorithm that is not taken: RS, PS or ES with 256, 384 or 512, or EdDSA',
  [errors.JWKSNoMatchingKey.code]: 'the token is signed with a key that the issuer does not have',
  [errors.JWKSMultipleMatchingKeys.code]: 'the token names no key (kid), and the issuer has several',
  [errors.JWSSignatureVerificationFailed.code]:
    'the signature of the token does not fit: it was altered, or is not from the issuer',
  [errors.JWSInvalid.code]: UNREADABLE,
  [errors.JWTInvalid.code]: UNREADABLE,
  [errors.JOSENotSupported.code]: UNREADABLE,
};
