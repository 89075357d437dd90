/** One issuer whose tokens are taken, and what of a token says who somebody is. */
export type OidcConfig = Readonly<{
  /** The address that tokens name as `iss`, and under which the discovery document is. */
  issuer: string;
  /** What tokens must name in `aud`. */
  audience: string;
  subjectClaim: string;
  groupsClaim: string;
  /** What stands before every subject and group from this issuer, so that they are nobody else's. */
  subjectPrefix: string;
  groupsPrefix: string;
}>;
