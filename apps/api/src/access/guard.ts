import { inScope, type Place, reachesCluster, type Scope } from '#libs/access';
import type { StreamPlaces } from './stream-places.js';

/** Keeps a reader to what they may see. */
export class Guard {
  constructor(
    readonly scope: Scope,
    private readonly places: StreamPlaces,
  ) {}

  sees(place: Place): boolean {
    return inScope(this.scope, place);
  }

  /** Whether they may see anything of a cluster. */
  reaches(cluster: string): boolean {
    return reachesCluster(this.scope, cluster);
  }

  async seesStream(streamId: number): Promise<boolean> {
    const place = await this.places.placeOf(streamId);
    return place !== undefined && this.sees(place);
  }

  /** Those of some streams that may be seen, in their order. */
  async seen(streams: readonly number[]): Promise<readonly number[]> {
    const visible = await Promise.all(streams.map((streamId) => this.seesStream(streamId)));
    return streams.filter((_, index) => visible[index]);
  }

  /** Those of some rows that may be seen. */
  rows<Row extends Place & Readonly<{ streamId: number }>>(rows: readonly Row[]): readonly Row[] {
    return rows.filter((row) => this.sees(this.places.learn(row.streamId, row)));
  }
}
