import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { DeploymentEvent } from '#libs/history';
import { catchUp, InMemoryViewStore } from '#libs/projections';
import { appendTold, inMemoryLog, START, type Told } from './support/history.js';
import * as lines from './support/view-tables.js';

/** A stream as it was recorded, and what it replays to: it must do so for ever. Times are seconds after the first change. */
type History = Readonly<{
  story: string;
  name: string;
  changes: readonly Readonly<{ at: number; events: Told['events'] }>[];
  replaysTo: Readonly<{
    revisions: readonly string[];
    rollouts: readonly string[];
    podsAt: Readonly<Record<string, readonly string[]>>;
  }>;
}>;

const folder = new URL('histories/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('recorded histories', () => {
  it.each(files)('%s replays to what it did', async (file) => {
    const { name, changes, replaysTo } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as History;
    const told = changes.map(({ at, events }) => ({
      at: START + at * 1000,
      events: events as readonly [DeploymentEvent],
    }));
    const [log, views] = [inMemoryLog(), new InMemoryViewStore()];
    await catchUp({ log, views }, await appendTold(log, told, { name }));
    const found = views.viewsOf(1)!;
    const podsAt = Object.keys(replaysTo.podsAt).map((at) => [at, lines.podsAt(found, Number(at))]);

    expect({
      revisions: lines.revisionLines(found),
      rollouts: lines.rolloutLines(found),
      podsAt: Object.fromEntries(podsAt),
    }).toEqual(replaysTo);
  });
});
