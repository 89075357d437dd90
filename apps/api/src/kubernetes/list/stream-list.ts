import type { JsonObject } from '#libs/kubernetes';
import type { ListOutline } from '#libs/kubernetes-api';
import type { StreamAnswer } from '../answer.js';
import { type ListPage, type ListRun, readPage } from './read-page.js';

type Started<Facts> = Readonly<{
  run: ListRun<Facts>;
  page: ListPage;
  outline: ListOutline;
  resourceVersion: string;
}>;

/** A list of any length, of which no more than a page is held: `page` is the first. */
export function streamList<Facts>({ run, page, outline, resourceVersion }: Started<Facts>): StreamAnswer {
  const { head, key, item } = outline;
  return {
    kind: 'stream',
    contentType: 'application/json',
    run: async ({ write, ended }) => {
      const text = ({ rows }: ListPage): string => rows.map((row) => JSON.stringify(item(row))).join(',');
      await write(`${opened({ ...head, metadata: { resourceVersion } })},"${key}":[${text(page)}`);
      for (let { next } = page; next !== undefined && !ended.aborted;) {
        const following = await readPage(run, next);
        if (following.rows.length > 0) await write(`,${text(following)}`);
        ({ next } = following);
      }
      await write(']}\n');
    },
  };
}

function opened(object: JsonObject): string {
  return JSON.stringify(object).slice(0, -1);
}
