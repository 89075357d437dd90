import { Redis } from 'ioredis';
import { QueueUnavailable } from './doorbell.js';

/** For ringing: fails at once while Redis is away, because the caller has an answer to give and the sweep mends the rest. */
export async function connectToRing(url: string): Promise<Redis> {
  return await connected(new Redis(url, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 1 }));
}

/** For answering: waits for Redis to come back, however long that takes. */
export async function connectToAnswer(url: string): Promise<Redis> {
  return await connected(new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null }));
}

async function connected(redis: Redis): Promise<Redis> {
  // Without a listener ioredis writes to the console; what fails is thrown, and a reconnection needs no words.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new QueueUnavailable('redis', error instanceof Error ? error.message : String(error));
  }
}
