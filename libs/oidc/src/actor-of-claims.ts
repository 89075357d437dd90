import type { Actor } from '#libs/event-store';
import type { OidcConfig } from './oidc-config.js';
import { TokenRefused } from './token-refused.js';

/** Characters of a subject, and of one group. */
export const LONGEST_NAME = 256;
/** Groups of one token. */
export const MOST_GROUPS = 200;

// Names that give rights by themselves. No issuer may hand them out: bind a role to a group of the issuer instead.
const RESERVED = /^(system|rollbook):/;

type Claims = Readonly<Record<string, unknown> & { email_verified?: unknown }>;

/**
 * Who the claims of a verified token speak of.
 * @throws TokenRefused
 */
export function actorOfClaims(claims: Claims, config: OidcConfig): Actor {
  return { subject: subjectOf(claims, config), groups: groupsOf(claims, config) };
}

function subjectOf(claims: Claims, { subjectClaim, subjectPrefix }: OidcConfig): string {
  const claim = claims[subjectClaim];
  if (typeof claim !== 'string' || claim === '')
    throw new TokenRefused(`the token says nothing of who you are: the claim ${subjectClaim} must be a text`);
  // As Kubernetes has it: an address that the issuer has not verified can be anybody's.
  if (subjectClaim === 'email' && claims.email_verified === false)
    throw new TokenRefused('the issuer has not verified the email address of this token');
  const subject = `${subjectPrefix}${claim}`;
  if (subject.length > LONGEST_NAME)
    throw new TokenRefused(`the claim ${subjectClaim} has more than ${LONGEST_NAME} characters`);
  if (RESERVED.test(subject))
    throw new TokenRefused(`the claim ${subjectClaim} begins with system: or rollbook:, which no issuer may give`);
  return subject;
}

function groupsOf(claims: Claims, { groupsClaim, groupsPrefix }: OidcConfig): readonly string[] {
  const claim = claims[groupsClaim] ?? [];
  const list: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  if (!list.every((group) => typeof group === 'string'))
    throw new TokenRefused(`the claim ${groupsClaim} must be a list of texts`);
  if (list.length > MOST_GROUPS)
    throw new TokenRefused(`the claim ${groupsClaim} has more than ${MOST_GROUPS} groups: let the issuer send fewer`);
  return list
    .map((group) => `${groupsPrefix}${group}`)
    .filter((group) => group !== '' && group.length <= LONGEST_NAME && !RESERVED.test(group));
}
