import { expect, it } from '@jest/globals';
import { fastifyRefusal } from './http-refusal.js';

it.each([
  [new Error('Connection terminated unexpectedly'), 503, 'UNAVAILABLE', 'the database cannot be reached: try again'],
  [new TypeError('x is undefined'), 500, 'INTERNAL_SERVER_ERROR', 'internal error: the server log says more'],
])('when who asks cannot be told because of %s, it is %d', (error, status, code, message) => {
  const refused = fastifyRefusal(error);
  expect([refused.status, JSON.parse(refused.body)]).toEqual([status, { errors: [{ message, extensions: { code } }] }]);
});
