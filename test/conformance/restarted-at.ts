import type { Trace } from './recorded-trace.js';

const NEAR = 2000;

/** What `rollout restart` wrote as its time: kubectl reads its clock when it starts, and the final objects still tell what it read. */
export function restartedAt({ finalObjects }: Trace, at: number): string {
  const written = JSON.stringify(finalObjects).matchAll(/"kubectl\.kubernetes\.io\/restartedAt":"([^"]+)"/g);
  const apart = (time: string): number => Math.abs(Date.parse(time) - at);
  const nearest = [...written].flatMap(([, time]) => time ?? []).sort((a, b) => apart(a) - apart(b))[0];
  if (nearest !== undefined && apart(nearest) < NEAR) return nearest;
  return new Date(at - (at % 1000)).toISOString().replace('.000Z', 'Z');
}
