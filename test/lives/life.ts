import { readdirSync, readFileSync } from 'node:fs';
import type { Cluster } from '../laws/random-cluster.js';

export const LIVES = 'test/lives/recorded';

/** A cluster that was drawn at random once, and all that was written in it. */
export type Life = Readonly<{ cluster: Cluster; told: readonly string[] }>;

export function readLives(): readonly (readonly [string, Life])[] {
  const names = readdirSync(LIVES).sort();
  return names.map((name) => [name, JSON.parse(readFileSync(`${LIVES}/${name}`, 'utf8')) as Life] as const);
}
