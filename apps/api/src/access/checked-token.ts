import { ArgumentInvalid } from '#libs/history';
import type { NewToken } from '#libs/postgres';
import { refuseNames, refuseText } from './checked-names.js';
import type { CreateTokenInput } from './token.types.js';

/** @throws ArgumentInvalid */
export function checkedToken({ name, subject, groups, expiresAt }: CreateTokenInput, now: Date): NewToken {
  refuseText('input.name', name);
  refuseText('input.subject', subject ?? name);
  refuseNames('input.groups', groups);
  if (expiresAt !== undefined && expiresAt !== null && expiresAt <= now)
    throw new ArgumentInvalid('input.expiresAt', `must lie in the future, after ${now.toISOString()}`);
  return { name, subject: subject ?? name, groups: [...new Set(groups)], ...(expiresAt && { expiresAt }) };
}
