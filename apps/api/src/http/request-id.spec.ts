import { expect, it } from '@jest/globals';
import { requestId } from './request-id.js';

it.each(['a', 'A-1_b.c:d', 'x'.repeat(128)])('when a client names its request %j, so do we', (id) => {
  expect(requestId('x-request-id', { 'x-request-id': id })).toBe(id);
});

it.each([undefined, '', 'a b', 'a\n', 'é', 'x'.repeat(129)])('when it names it %j, it gets a name of ours', (id) => {
  expect(requestId('x-request-id', { 'x-request-id': id })).toMatch(/^[0-9a-f-]{36}$/);
});
