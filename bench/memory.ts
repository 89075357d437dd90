import { setTimeout as pause } from 'node:timers/promises';
import { Program } from '../test/support/program.js';
import { residentMegabytes } from '../test/support/resident.js';
import { type Figure, perSecond } from './figure.js';

const MANIFEST = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 10,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:v0' }] } },
  },
});
const APPLY = `mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest }) { results { changed } } }`;
const SET_IMAGE = `mutation ($image: String!) {
  setImage(input: { namespace: "default", name: "web", images: [{ container: "web", image: $image }] }) { changed }
}`;
const PAGE = `{ deployment(namespace: "default", name: "web") { revisions(first: 10) { nodes { number template } } } }`;

/** What `npm start` holds of memory, its Postgres aside: at rest, and at most while it is read and written. */
export async function benchMemory(): Promise<readonly Figure[]> {
  const program = await Program.start();
  try {
    await pause(5_000);
    const idle = await residentMegabytes(program.pid);
    const busy = await mostWhileBusy(program);
    return [figure('at rest', idle, 250), figure('while read and written', busy, 500)];
  } finally {
    await program.discard();
  }
}

async function mostWhileBusy(program: Program): Promise<number> {
  await program.graphql(APPLY, { manifest: MANIFEST });
  let most = 0;
  let images = 0;
  await perSecond(20_000, 9, async (actor) => {
    if (actor > 0) await program.graphql(PAGE);
    else await program.graphql(SET_IMAGE, { image: `web:v${++images}` });
    if (actor === 1) most = Math.max(most, await residentMegabytes(program.pid));
    return 1;
  });
  return most;
}

function figure(when: string, megabytes: number, most: number): Figure {
  return {
    name: `memory of npm start ${when}`,
    value: `${megabytes.toFixed(0)} MB`,
    ratio: megabytes / most,
    goal: `at most ${most} MB`,
    reached: megabytes <= most,
  };
}
