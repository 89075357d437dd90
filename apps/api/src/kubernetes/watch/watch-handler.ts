import { type Form, reportedPod, selectableOf, selects, type Selection, type Status } from '#libs/kubernetes-api';
import { acceptedForm } from '../http/accepted-form.js';
import type { Handler } from '../handler.js';
import type { KubernetesPorts, KubernetesRequest } from '../kubernetes-request.js';
import { statusOf } from '../kubernetes-status.js';
import { parseSelection } from '../list/list-options.js';
import type { ListSource } from '../list/list-source.js';
import { showingOf } from '../list/showing-of.js';
import { formFormat } from './form-format.js';
import { initialPages } from './initial-pages.js';
import { knownAt, knownNow } from './known.js';
import { serveWatch } from './serve-watch.js';
import type { ApiObject } from './step.js';
import type { WatchAsked } from './watch-asked.js';
import { eventLine } from './watch-format.js';
import { parseWatchOptions, type WatchOptions } from './watch-options.js';

type Wanted = Readonly<{ options: WatchOptions; selection: Selection; form: Form }>;

/** `GET …?watch=true` of a resource, whose objects come from a source. */
export function watchOf<Facts>(source: ListSource<Facts>): Handler {
  return async (request, ports) => {
    const wanted = {
      options: parseWatchOptions(request.query),
      selection: parseSelection(request.query, request.resource),
      form: acceptedForm(request.accept, request.query),
    };
    const leave = ports.watches.places.take(request.actor);
    return Promise.resolve({
      kind: 'stream',
      contentType: 'application/json', // in every form: each event says what it is
      run: async (out) => {
        try {
          await serveWatch(await askedOf(source, wanted, request, ports), ports.watches, out);
        } catch (error) {
          await out.write(errorLine(statusOf(error, (err) => ports.log.error({ err }, 'a watch failed'))));
        } finally {
          leave();
        }
      },
    });
  };
}

async function askedOf<Facts>(
  source: ListSource<Facts>,
  { options, selection, form }: Wanted,
  request: KubernetesRequest,
  ports: KubernetesPorts,
): Promise<WatchAsked> {
  const { version, initialEvents, bookmarks, milliseconds } = options;
  const isFresh = version === undefined || initialEvents;
  const show = await ports.secrets.show();
  const known = await (isFresh ? knownNow(ports.watches) : knownAt(version, ports.watches));
  const run = { source, selection, request, at: new Date(known.frontier.at), withExtraCells: false, ports };
  const endsWithBookmark = bookmarks && request.query.has('sendInitialEvents');
  return {
    scope: scopeOf(request),
    matches: matching(selection, request, ports),
    format: formFormat(form, request.served, {
      showing: () => showingOf({ ...request, now: ports.now() }, ports),
      show: (object) => {
        const shown = show({ cluster: request.cluster, namespace: object.metadata.namespace ?? '' }, object);
        return ports.extras ? (reportedPod(shown) as ApiObject) : shown;
      },
      key: ports.secrets.key,
    }),
    ...(initialEvents && { initial: { pages: initialPages(run), endsWithBookmark } }),
    ...{ known, bookmarks, milliseconds },
  };
}

function scopeOf({ resource, cluster, namespace }: KubernetesRequest): WatchAsked['scope'] {
  return { resource, cluster, ...(namespace !== undefined && { namespace }) };
}

// Steps are of all namespaces: what the caller may not see is left out here.
function matching(
  selection: Selection,
  { resource, cluster }: KubernetesRequest,
  { mayRead }: KubernetesPorts,
): WatchAsked['matches'] {
  return (object) => {
    const selectable = selectableOf(resource, object);
    const namespace = resource === 'namespaces' ? selectable.name : selectable.namespace;
    return mayRead({ cluster, namespace }) && selects(selection, selectable);
  };
}

// What fails once the stream is open is its last event.
function errorLine(status: Status): string {
  return eventLine('ERROR', JSON.stringify(status));
}
