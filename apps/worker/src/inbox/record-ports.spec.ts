import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#libs/ingest';
import { readStoredDeployment } from '#libs/kubernetes';
import type { Reads } from '#libs/postgres';
import { podTemplate } from '../../../../test/support/history.js';
import { recordPorts } from './record-ports.js';

/** Revisions of a Deployment, one a second, each with a template of its own; the second brings the first one's back. */
const REVISIONS = Array.from({ length: 150 }, (_, index) => ({
  ...{
    number: index + 1,
    createdAt: new Date((index + 1) * 1000),
    templateHash: index === 1 ? 'web:1' : `web:${index + 1}`,
  },
  change: { uid: 'u', change: `${index + 101}` },
})).reverse();

const readRevisions = async (
  _streams: readonly number[],
  { at, after, limit }: Parameters<Reads['readRevisions']>[1],
) => REVISIONS.filter(({ createdAt, number }) => createdAt <= at && number < (after?.[1] ?? Infinity)).slice(0, limit);

const objectOf = (image: string) => ({
  spec: { selector: { matchLabels: { app: 'web' } }, template: podTemplate(image) },
});
const stored = (image: string) => readStoredDeployment(objectOf(image)).spec.template;

function undoTo(image: string, seconds: number) {
  const { restoredBy } = recordPorts({
    store: {
      readTemplates: async (hashes: readonly string[]) => new Map(hashes.map((hash) => [hash, stored(hash)])),
    },
    reads: { readRevisions },
    catchUp: () => Promise.resolve(),
  } as unknown as Parameters<typeof recordPorts>[0]);
  return restoredBy(7, { object: objectOf(image), occurredAt: seconds * 1000 } as unknown as Fact);
}

describe('the revision that an undo went back to', () => {
  it.each([
    ['is the newest with its template', 'web:1', 150, 2],
    ['may be far behind', 'web:3', 150, 3],
    ['is one that was there then', 'web:1', 1, 1],
    ['may be none', 'web:151', 150, undefined],
    ['is none that came later', 'web:9', 8, undefined],
  ])('%s', async (_, image, seconds, revision) => {
    const expected = revision && { uid: 'u', revision, change: String(revision + 100) };
    expect(await undoTo(image, seconds)).toEqual(expected);
  });
});
