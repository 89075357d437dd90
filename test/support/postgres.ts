import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { migrate, openPool } from '#libs/postgres';

declare global {
  /** Where the run's Postgres is asked for (jest.config.js). */
  var postgresSocket: string;
}

export type TestDatabase = Readonly<{ url: string; drop: () => Promise<void> }>;

/** A migrated database of its own, copied from a template that the run's first asker migrates. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await (asking ??= askForServer());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, async (query) => {
    const template = (naming ??= templateName());
    await query(LOCK_TEMPLATE);
    const { rows } = await query(`select from pg_database where datname = '${await template}' and datistemplate`);
    if (rows.length === 0) await createTemplate(server, await template, query);
    await query(`create database ${name} template ${await template}`);
  });
  return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
}

/** An empty database, not migrated. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = await (asking ??= askForServer());
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (query) => query(`create database ${name} template template0`));
  return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
}

type Query = (sql: string) => Promise<{ rows: unknown[] }>;

// Specs of one run ask at once; copying waits too, because a template must have no visitors.
const LOCK_TEMPLATE = 'select pg_advisory_lock(7465737401)';

let asking: Promise<string> | undefined;
let naming: Promise<string> | undefined;

async function askForServer(): Promise<string> {
  const answer = JSON.parse(await text(connect(postgresSocket))) as { url?: string; error?: string };
  if (answer.url === undefined) throw new Error(answer.error ?? 'no answer');
  return answer.url;
}

async function onServer(server: string, use: (query: Query) => Promise<unknown>): Promise<void> {
  const pool = openPool(server, { size: 1, applicationName: 'rollbook test harness' });
  try {
    await use((sql) => pool.query(sql));
  } finally {
    await pool.end();
  }
}

// Named for the migrations, because a server that is used again may hold the template of an older schema.
async function templateName(): Promise<string> {
  const folder = 'prisma/migrations';
  const names = (await readdir(folder)).filter((name) => /^\d/.test(name)).sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update(await readFile(`${folder}/${name}/migration.sql`));
  return `rollbook_template_${hash.digest('hex').slice(0, 12)}`;
}

// Marked as a template only when it is whole: one left half made by a killed spec is made again.
async function createTemplate(server: string, name: string, query: Query): Promise<void> {
  await query(`drop database if exists ${name}`);
  await query(`create database ${name} template template0`);
  await migrate(databaseUrl(server, name));
  await query(`alter database ${name} is_template true`);
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropDatabase(server: string, name: string): Promise<void> {
  await onServer(server, (query) => query(`drop database if exists ${name} with (force)`));
}
