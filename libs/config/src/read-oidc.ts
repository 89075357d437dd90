import type { OidcSettings } from './config.js';
import { issuer, nonEmpty, type Reading } from './setting.js';

type Read = <T>(name: string, standard: T, reading: Reading<T>) => T;

/** The identity provider; undefined when none is set. */
export function readOidc(read: Read, problems: string[]): OidcSettings | undefined {
  const address = read('ROLLBOOK_OIDC_ISSUER', '', issuer);
  const audience = read('ROLLBOOK_OIDC_AUDIENCE', '', nonEmpty);
  const settings = {
    issuer: address,
    audience,
    subjectClaim: read('ROLLBOOK_OIDC_SUBJECT_CLAIM', 'sub', nonEmpty),
    groupsClaim: read('ROLLBOOK_OIDC_GROUPS_CLAIM', 'groups', nonEmpty),
    subjectPrefix: read('ROLLBOOK_OIDC_SUBJECT_PREFIX', '', nonEmpty),
    groupsPrefix: read('ROLLBOOK_OIDC_GROUPS_PREFIX', '', nonEmpty),
  };
  if (address !== '' && audience !== '') return settings;
  if ((address === '') !== (audience === '') && problems.length === 0)
    problems.push('ROLLBOOK_OIDC_ISSUER and ROLLBOOK_OIDC_AUDIENCE must be set together');
  return undefined;
}
