import { expect, it } from '@jest/globals';
import { requireDatabaseUrl } from './require-database-url.js';

it('when DATABASE_URL is set, it is used; when it is not, the start fails naming it', () => {
  expect(requireDatabaseUrl({ databaseUrl: 'postgresql://db/rollbook' })).toBe('postgresql://db/rollbook');
  expect(() => requireDatabaseUrl({ databaseUrl: undefined })).toThrow(/^DATABASE_URL must be set to an address/);
});
