import { userInfo } from 'node:os';
import type { Role } from '#libs/access';
import { openPool, PostgresBindings, type StoredBinding } from '#libs/postgres';
import { withDatabase } from './with-database.js';

export type BindOptions = Readonly<{
  subject: readonly string[];
  group: readonly string[];
  cluster: string;
  namespace: string;
}>;

/** `rollbook role bind` */
export async function bindRole(role: Role, { subject, group, cluster, namespace }: BindOptions): Promise<void> {
  if (subject.length + group.length === 0) throw new NobodyNamed();
  const binding = { role, subjects: subject, groups: group, cluster, namespace };
  const made = await withBindings((bindings) => bindings.make(binding, operator()));
  process.stdout.write(`binding ${made.id} made; it may take 5 seconds to be felt\n`);
}

/** `rollbook role list` */
export async function listRoles({ json = false }: Readonly<{ json?: boolean }>): Promise<void> {
  const list = await withBindings((bindings) => bindings.list({ limit: MOST_LISTED }));
  const lines = json
    ? [JSON.stringify(list, null, 2)]
    : ['ID\tROLE\tCLUSTER\tNAMESPACE\tSUBJECTS\tGROUPS\tMADE BY\tSTATE', ...list.map(line)];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** `rollbook role end` */
export async function endRole(id: number): Promise<void> {
  const ended = await withBindings((bindings) => bindings.end(id, operator()));
  if (ended === undefined) throw new NoSuchBinding(id);
  process.stdout.write(`binding ${id} ended; it may take 5 seconds to be felt\n`);
}

class NobodyNamed extends Error {
  readonly code = 'NobodyNamed';
  constructor() {
    super('name at least one --subject or --group');
  }
}

class NoSuchBinding extends Error {
  readonly code = 'NoSuchBinding';
  constructor(id: number) {
    super(`there is no binding ${id} that holds: see rollbook role list`);
  }
}

const MOST_LISTED = 10_000;

// Who can open the database needs no token: the binding says who it was on this machine.
function operator(): string {
  return `operator:${userInfo().username}`;
}

async function withBindings<T>(work: (bindings: PostgresBindings) => Promise<T>): Promise<T> {
  return await withDatabase(async (url) => {
    const pool = openPool(url, { size: 1, applicationName: 'rollbook role' });
    return await work(new PostgresBindings(pool)).finally(() => pool.end());
  });
}

function line({ id, role, cluster, namespace, subjects, groups, madeBy, endedAt, endedBy }: StoredBinding): string {
  const state = endedAt === null ? 'holds' : `ended ${endedAt.toISOString()} by ${endedBy ?? '?'}`;
  return [id, role, cluster, namespace, subjects.join(',') || '-', groups.join(',') || '-', madeBy, state].join('\t');
}
