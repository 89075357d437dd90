import { expect, it } from '@jest/globals';
import { fastifyRefusal } from './http-refusal.js';

it.each([
  ['Connection terminated unexpectedly', 503, 'UNAVAILABLE', 'the database cannot be reached: try again'],
  ['x is undefined', 500, 'INTERNAL_SERVER_ERROR', 'internal error: the server log says more'],
])('when who asks cannot be told because of "%s", it is %d', (fault, status, code, message) => {
  const refused = fastifyRefusal(new Error(fault));
  expect([refused.status, JSON.parse(refused.body)]).toEqual([status, { errors: [{ message, extensions: { code } }] }]);
});
