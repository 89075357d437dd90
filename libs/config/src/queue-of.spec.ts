import { expect, it } from '@jest/globals';
import { queueOf } from './queue-of.js';

it('when there is a Redis, it carries the doorbells; when there is none, Postgres does', () => {
  expect(queueOf({ redisUrl: 'redis://r' }, 'postgresql://p')).toEqual({ kind: 'redis', url: 'redis://r' });
  expect(queueOf({ redisUrl: undefined }, 'postgresql://p')).toEqual({ kind: 'postgres', url: 'postgresql://p' });
});
