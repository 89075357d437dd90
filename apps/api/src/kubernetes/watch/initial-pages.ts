import type { JsonObject } from '#libs/kubernetes';
import type { ListKey } from '../list/list-source.js';
import { type ListRun, readPage } from '../list/read-page.js';
import type { ApiObject } from './step.js';

/** All objects that a watch begins with, a page at a time, so that no more than one is held. */
export async function* initialPages<Facts>(run: ListRun<Facts>): AsyncGenerator<readonly ApiObject[], void> {
  for (let after: ListKey | undefined; ;) {
    const { rows, next } = await readPage(run, after);
    yield rows.map(({ object }) => object as JsonObject & ApiObject);
    if (next === undefined) return;
    after = next;
  }
}
