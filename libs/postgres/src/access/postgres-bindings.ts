import type { Pool } from 'pg';
import { type Binding, isRole } from '#libs/access';
import type { PrismaClient, RoleBinding } from '../generated/client.js';
import { prismaOn } from '../prisma.js';

/** A binding as it was made, and as it was ended. */
export type StoredBinding = Binding &
  Readonly<{ id: number; madeBy: string; madeAt: Date; endedBy: string | null; endedAt: Date | null }>;

/** Who has which role where. Bindings are only ever added, and ended once. */
export class PostgresBindings {
  private readonly prisma: PrismaClient;

  constructor(pool: Pool) {
    this.prisma = prismaOn(pool);
  }

  /** Those that hold now. */
  async living(): Promise<readonly StoredBinding[]> {
    return (await this.prisma.roleBinding.findMany({ where: { endedAt: null }, orderBy: { id: 'asc' } })).map(stored);
  }

  /** Newest first, ended ones too: the audit list of who was given what, and by whom. */
  async list({ before, limit }: Readonly<{ before?: number; limit: number }>): Promise<readonly StoredBinding[]> {
    const where = before === undefined ? {} : { id: { lt: before } };
    return (await this.prisma.roleBinding.findMany({ where, orderBy: { id: 'desc' }, take: limit })).map(stored);
  }

  async make({ role, subjects, groups, cluster, namespace }: Binding, madeBy: string): Promise<StoredBinding> {
    const data = { role, subjects: [...subjects], groups: [...groups], cluster, namespace, madeBy };
    return stored(await this.prisma.roleBinding.create({ data }));
  }

  /** Undefined when there is no living binding of that number. */
  async end(id: number, endedBy: string): Promise<StoredBinding | undefined> {
    const { count } = await this.prisma.roleBinding.updateMany({
      where: { id, endedAt: null },
      data: { endedBy, endedAt: new Date() },
    });
    if (count === 0) return undefined;
    return stored(await this.prisma.roleBinding.findUniqueOrThrow({ where: { id } }));
  }
}

function stored({ role, ...same }: RoleBinding): StoredBinding {
  if (!isRole(role)) throw new Error(`role binding ${same.id} has the unknown role ${role}`);
  return { ...same, role };
}
