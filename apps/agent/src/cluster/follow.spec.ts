import { describe, expect, it } from '@jest/globals';
import type { ClusterObject } from '#libs/sighting';
import type { AgentLog } from '../agent-log.js';
import type { WatchEvent } from './cluster.js';
import { ClusterError } from './cluster-error.js';
import { follow } from './follow.js';

const QUIET: AgentLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};

const object = (name: string, resourceVersion: string): ClusterObject => ({ metadata: { name, resourceVersion } });

type Scripted = WatchEvent | Error;

/** A cluster whose lists and watches are written down; the agent is stopped when nothing is left. */
function scripted(pages: (ClusterObject | Error)[], watches: Scripted[][], stop: () => void) {
  const asked: string[] = [];
  return {
    asked,
    get: async (_path: string, query: Readonly<Record<string, string>>) => {
      asked.push(`list ${query.continue ?? ''}`.trim());
      const page = pages.shift();
      if (page instanceof Error) throw page;
      if (page === undefined) throw new Error('there is no page left');
      return page;
    },
    watch: async function* (_path: string, { resourceVersion }: Readonly<Record<string, string>>) {
      asked.push(`watch ${resourceVersion}`);
      const events = watches.shift();
      if (events === undefined) stop();
      for (const event of events ?? []) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
}

async function followed(pages: (ClusterObject | Error)[], watches: Scripted[][]) {
  const stopped = new AbortController();
  const cluster = scripted(pages, watches, () => stopped.abort());
  const seen: string[] = [];
  const follower = {
    path: '/things',
    onHeard: () => undefined,
    onList: async (list: AsyncIterable<{ items: readonly ClusterObject[] }>) => {
      for await (const { items } of list) seen.push(`listed ${items.map(nameOf).join(' ')}`);
    },
    onEvent: async (type: string, one: ClusterObject) => {
      seen.push(`${type} ${nameOf(one)}`);
    },
  };
  await follow(follower, { cluster, log: QUIET, signal: stopped.signal });
  return { seen, asked: cluster.asked };
}

const nameOf = ({ metadata }: ClusterObject) => (metadata as { name: string }).name;
const page = (version: string, names: readonly string[], token = '') => ({
  metadata: { resourceVersion: version, continue: token },
  items: names.map((name) => object(name, version)),
});
const event = (type: string, name: string, version: string) => ({ type, object: object(name, version) });

describe('follow', () => {
  it('when a list has several pages, all are read before the watch begins at the version of the list', async () => {
    const { seen, asked } = await followed([page('7', ['a'], 'more'), page('7', ['b'])], [[event('ADDED', 'c', '8')]]);
    expect(seen).toEqual(['listed a', 'listed b', 'ADDED c']);
    expect(asked).toEqual(['list', 'list more', 'watch 7', 'watch 8']);
  });

  it('when a watch breaks off, it goes on after the last that came, bookmarks counted', async () => {
    const watches = [[event('MODIFIED', 'a', '8'), event('BOOKMARK', '', '20'), new Error('gone')], []];
    const { seen, asked } = await followed([page('7', ['a'])], watches);
    expect(seen).toEqual(['listed a', 'MODIFIED a']);
    expect(asked).toEqual(['list', 'watch 7', 'watch 20', 'watch 20']);
  });

  it('when the version has expired, in the watch or in the middle of a list, it lists anew', async () => {
    const expired = new ClusterError(410, 'too old resource version');
    const { asked } = await followed([page('7', ['a']), page('9', [], 'more'), expired, page('11', [])], [[expired]]);
    expect(asked).toEqual(['list', 'watch 7', 'list', 'list more', 'list', 'watch 11']);
  });

  it('when the cluster cannot be reached, it asks again', async () => {
    const { asked } = await followed([new Error('ECONNREFUSED'), page('7', [])], []);
    expect(asked).toEqual(['list', 'list', 'watch 7']);
  });
});
