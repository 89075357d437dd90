import type { Pool } from 'pg';
import type { PodLifeRule } from '#libs/history';

/** A pod life rule as it was set. */
export type PodLifeSetting = PodLifeRule & Readonly<{ id: number; setBy: string; setAt: Date }>;

/** The Kubernetes release of a cluster as it was set. */
export type ClusterRelease = Readonly<{ id: number; cluster: string; release: string; setBy: string; setAt: Date }>;

/**
 * What people set for clusters. Rows are only ever added: of two for the same cluster, namespace and image pattern the
 * newer one counts.
 */
export class PostgresSettings {
  constructor(private readonly pool: Pool) {}

  /** The rules that count for a cluster, in the order they were set. */
  async podLives(cluster: string): Promise<readonly PodLifeSetting[]> {
    const { rows } = await this.pool.query<PodLifeRow>({ name: 'pod lives', text: POD_LIVES, values: [cluster] });
    return rows.map(podLifeSetting);
  }

  async setPodLife(rule: PodLifeRule, setBy: string): Promise<PodLifeSetting> {
    const { cluster, namespace, imagePattern, startSeconds, terminationSeconds, neverReady } = rule;
    const values = [
      cluster,
      namespace ?? null,
      imagePattern ?? null,
      startSeconds,
      terminationSeconds,
      neverReady,
      setBy,
    ];
    const { rows } = await this.pool.query<PodLifeRow>(SET_POD_LIFE, values);
    if (rows[0] === undefined) throw new Error(`the pod life of ${cluster} was not stored`);
    return podLifeSetting(rows[0]);
  }

  /** Undefined for a cluster of which none was set. */
  async clusterRelease(cluster: string): Promise<ClusterRelease | undefined> {
    const { rows } = await this.pool.query<ClusterRelease>({ name: 'release', text: RELEASE, values: [cluster] });
    return rows[0];
  }

  async setClusterRelease(cluster: string, release: string, setBy: string): Promise<ClusterRelease> {
    const { rows } = await this.pool.query<ClusterRelease>(SET_RELEASE, [cluster, release, setBy]);
    if (rows[0] === undefined) throw new Error(`the release of ${cluster} was not stored`);
    return rows[0];
  }
}

const POD_LIFE_COLUMNS = `id, cluster, namespace, image_pattern as "imagePattern", start_seconds as "startSeconds",
  termination_seconds as "terminationSeconds", never_ready as "neverReady", set_by as "setBy", set_at as "setAt"`;
const POD_LIVES = `select * from (
    select distinct on (namespace, image_pattern) ${POD_LIFE_COLUMNS} from setting.pod_life_setting
    where cluster = $1 order by namespace, image_pattern, id desc
  ) newest order by id`;
const SET_POD_LIFE = `insert into setting.pod_life_setting
    (cluster, namespace, image_pattern, start_seconds, termination_seconds, never_ready, set_by)
  values ($1, $2, $3, $4, $5, $6, $7) returning ${POD_LIFE_COLUMNS}`;
const RELEASE_COLUMNS = `id, cluster, kubernetes_release as release, set_by as "setBy", set_at as "setAt"`;
const RELEASE = `select ${RELEASE_COLUMNS} from setting.cluster_setting where cluster = $1 order by id desc limit 1`;
const SET_RELEASE = `insert into setting.cluster_setting (cluster, kubernetes_release, set_by) values ($1, $2, $3)
  returning ${RELEASE_COLUMNS}`;

type PodLifeRow = Omit<PodLifeSetting, 'namespace' | 'imagePattern'> &
  Readonly<{ namespace: string | null; imagePattern: string | null }>;

function podLifeSetting({ namespace, imagePattern, ...rest }: PodLifeRow): PodLifeSetting {
  return { ...rest, ...(namespace !== null && { namespace }), ...(imagePattern !== null && { imagePattern }) };
}
