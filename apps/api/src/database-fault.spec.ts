import { describe, expect, it } from '@jest/globals';
import { isUnavailable } from './database-fault.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('isUnavailable', () => {
  it.each(['08006', '53300', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'P1001', 'P1008', 'P1017', 'P2037'])(
    'when the code is %s, the database is away',
    (code) => expect(isUnavailable(withCode(code))).toBe(true),
  );

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('when pg says "%s", the database is away', (message) => expect(isUnavailable(new Error(message))).toBe(true));

  it.each(['23505', '22021', '42P01', 'P2002', 'P2025', 'ENOENT', 'NotFound'])(
    'when the code is %s, it is another fault',
    (code) => expect(isUnavailable(withCode(code))).toBe(false),
  );
});
