import type { Pool } from 'pg';
import type { PodLifeRule } from '#libs/history';
import type { ClusterSetting, PodLifeSetting as PodLifeRow, PrismaClient } from '../generated/client.js';
import { prismaOn } from '../prisma.js';

/** A pod life rule as it was set. */
export type PodLifeSetting = PodLifeRule & Readonly<{ id: number; setBy: string; setAt: Date }>;

/** The Kubernetes release of a cluster as it was set. */
export type ClusterRelease = Readonly<{ id: number; cluster: string; release: string; setBy: string; setAt: Date }>;

/**
 * What people set for clusters. Rows are only ever added: of two for the same cluster, namespace and image pattern the
 * newer one counts.
 */
export class PostgresSettings {
  private readonly prisma: PrismaClient;

  constructor(pool: Pool) {
    this.prisma = prismaOn(pool);
  }

  /** The rules that count for a cluster, in the order they were set. */
  async podLives(cluster: string): Promise<readonly PodLifeSetting[]> {
    const newest = await this.prisma.podLifeSetting.findMany({
      where: { cluster },
      distinct: ['namespace', 'imagePattern'],
      orderBy: { id: 'desc' },
    });
    return newest.reverse().map(podLifeSetting);
  }

  async setPodLife(rule: PodLifeRule, setBy: string): Promise<PodLifeSetting> {
    const { cluster, namespace, imagePattern, startSeconds, terminationSeconds, neverReady } = rule;
    const place = { cluster, namespace: namespace ?? null, imagePattern: imagePattern ?? null };
    const data = { ...place, startSeconds, terminationSeconds, neverReady, setBy };
    return podLifeSetting(await this.prisma.podLifeSetting.create({ data }));
  }

  /** Undefined for a cluster of which none was set. */
  async clusterRelease(cluster: string): Promise<ClusterRelease | undefined> {
    const row = await this.prisma.clusterSetting.findFirst({ where: { cluster }, orderBy: { id: 'desc' } });
    return row === null ? undefined : clusterRelease(row);
  }

  async setClusterRelease(cluster: string, release: string, setBy: string): Promise<ClusterRelease> {
    return clusterRelease(
      await this.prisma.clusterSetting.create({ data: { cluster, kubernetesRelease: release, setBy } }),
    );
  }
}

function podLifeSetting({ namespace, imagePattern, ...rest }: PodLifeRow): PodLifeSetting {
  return { ...rest, ...(namespace !== null && { namespace }), ...(imagePattern !== null && { imagePattern }) };
}

function clusterRelease({ kubernetesRelease, ...rest }: ClusterSetting): ClusterRelease {
  return { ...rest, release: kubernetesRelease };
}
