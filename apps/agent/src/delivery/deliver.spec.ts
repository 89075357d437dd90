import { describe, expect, it } from '@jest/globals';
import type { WatchBatch } from '#libs/sighting';
import type { AgentLog } from '../agent-log.js';
import { deliver } from './deliver.js';
import { Outbox } from './outbox.js';
import { DeliveryRefused } from './rollbook-server.js';

const QUIET: AgentLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};

const gone = (name: string, seenAt = 1000) => ({ kind: 'DeploymentGone', seenAt, object: { name } }) as const;

/** Delivers to a server that answers so, one answer after the other, until all are given. */
async function delivered(names: readonly string[], answers: (Error | object | undefined)[], size = 1) {
  const stopped = new AbortController();
  const outbox = new Outbox(stopped.signal);
  for (const [index, name] of names.entries()) await outbox.add(gone(name + '.'.repeat(size), 1000 + index));
  const bodies: WatchBatch[] = [];
  const post = async (_path: string, body: string) => {
    bodies.push(JSON.parse(body) as WatchBatch);
    const answer = answers.shift();
    if (answers.length === 0) stopped.abort();
    if (answer instanceof Error) throw answer;
    return answer ?? {};
  };
  const live = () => ({ since: 500, until: 5000 });
  const server = { post };
  const unknown: string[] = [];
  const onUnknown = (uids: readonly string[]) => void unknown.push(...uids);
  await deliver({
    ...{ server, outbox, live, onUnknown },
    agent: 'a',
    namespaces: undefined,
    log: QUIET,
    signal: stopped.signal,
  });
  return Object.assign(bodies, { unknown });
}

const sent = ({ sightings }: WatchBatch) => sightings.map((one) => ('object' in one ? String(one.object.name)[0] : ''));

describe('deliver', () => {
  it('when something waits, it is sent as one batch, in order', async () => {
    const [first] = await delivered(['a', 'b'], [undefined]);
    expect(first).toEqual({
      agent: 'a',
      live: { since: 500, until: 5000 },
      sightings: [gone('a.', 1000), gone('b.', 1001)],
    });
  });

  it('when the server does not take it, or a proxy does not let it through, the same is sent again', async () => {
    const busy = new DeliveryRefused(503, 'busy', undefined);
    const proxy = new DeliveryRefused(413, '<html>', undefined);
    const bodies = await delivered(['a'], [busy, new Error('no connection'), proxy, undefined]);
    expect(bodies.map(sent)).toEqual([['a'], ['a'], ['a'], ['a']]);
  });

  it('when the server does not know a Deployment, that is heard', async () => {
    expect((await delivered(['a'], [{ passedOver: [], unknown: ['u'] }])).unknown).toEqual(['u']);
  });

  it('when the server will never take it, it fails', async () => {
    const answer = '{"errors":[{"message":"sightings[0].seenAt must be milliseconds since 1970"}]}';
    const refused = new DeliveryRefused(400, answer, undefined);
    await expect(delivered(['a'], [refused, undefined])).rejects.toThrow(`status 400: ${answer}`);
  });

  it('when more waits than a batch holds, it is live only until the oldest that stays behind was seen', async () => {
    const [first, second] = await delivered(['a', 'b'], [undefined, undefined], 1024 * 1024);
    expect([first!, second!].map(sent)).toEqual([['a'], ['b']]);
    expect([first!.live, second!.live]).toEqual([
      { since: 500, until: 1001 },
      { since: 500, until: 5000 },
    ]);
  });
});
