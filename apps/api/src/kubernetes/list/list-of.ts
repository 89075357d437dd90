import { type Form, groupVersion, listOutline, type Showing } from '#libs/kubernetes-api';
import { type Answer, ok } from '../answer.js';
import { behindWarnings } from '../read/behind.js';
import type { Handler } from '../handler.js';
import { acceptedForm } from '../http/accepted-form.js';
import { writeToken } from './continue-token.js';
import { parseListOptions } from './list-options.js';
import type { ListSource } from './list-source.js';
import { awaitListVersion } from './list-version.js';
import { readPage } from './read-page.js';
import { remainingAfter } from './remaining.js';
import { showingOf } from './showing-of.js';
import { streamList } from './stream-list.js';

/**
 * The one way to a list: selectors, pages and the form the client accepts. Without a limit all objects are told; when they are
 * more than a page, each page is written before the next is read.
 */
export function listOf<Facts>(source: ListSource<Facts>): Handler {
  return async (request, ports): Promise<Answer> => {
    const form = acceptedForm(request.accept, request.query);
    const { selection, limit, token } = parseListOptions(request.query, request.resource);
    const shown = await awaitListVersion(request.query, ports);
    const { at, resourceVersion } = token ?? shown;
    const showing = showingOf(request, ports);
    const run = { source, selection, request, at, withExtraCells: hasExtraCells(form, showing), ports };
    const outline = listOutline(form, groupVersion(request.served), showing);
    const page = await readPage(run, token?.after, limit);
    const { rows, next } = page;
    const warnings = behindWarnings(shown.unseen, shown.at);
    if (next !== undefined && limit === undefined)
      return { ...streamList({ run, page, outline, resourceVersion }), warnings };
    const metadata = {
      resourceVersion,
      ...(next && { continue: writeToken({ resourceVersion, at, after: next }) }),
      ...(next && (await remainingAfter(run, next))),
    };
    return { ...ok({ ...outline.head, metadata, [outline.key]: rows.map(outline.item) }), warnings };
  };
}

function hasExtraCells(form: Form, { extraColumns = [] }: Showing): boolean {
  return form.kind === 'table' && extraColumns.length > 0;
}
