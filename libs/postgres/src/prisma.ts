import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/client.js';

const clients = new WeakMap<Pool, PrismaClient>();

/** Prisma's client on connections that are open already: what people set is plain rows, and read and written through it. */
export function prismaOn(pool: Pool): PrismaClient {
  const known = clients.get(pool);
  if (known !== undefined) return known;
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  clients.set(pool, client);
  return client;
}
