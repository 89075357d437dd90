import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // For Prisma's own commands; the programs migrate by themselves, and `prisma generate` needs no database.
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
