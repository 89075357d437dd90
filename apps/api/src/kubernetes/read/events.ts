import { derivedUid, type JsonObject } from '#libs/kubernetes';
import { exactField, type EventFacts, parseFieldSelector, renderEvent, renderNewEvent } from '#libs/kubernetes-api';
import { type DeploymentRow, EVENT_TTL_MILLISECONDS, type ObjectState, type StandingEventRow } from '#libs/postgres';
import type { ListQuery, ListSource } from '../list/list-source.js';
import { type Controlled, type ControlledQuery, readControlled } from './controlled.js';
import { controlledQuery } from './controlled-query.js';

export type EventEntry = Controlled<StandingEventRow>;

/** Events of v1, of the last hour. */
export const EVENTS = eventsAs(renderEvent);

/** The same of events.k8s.io/v1. */
export const NEW_EVENTS = eventsAs(renderNewEvent);

function eventsAs(render: (facts: EventFacts) => JsonObject): ListSource<EventEntry> {
  return {
    facts: (query, { reads }) => readControlled(reads.readStandingEvents, eventQuery(query), reads),
    selectable: ({ row, deployment }) => ({
      namespace: deployment.namespace,
      name: row.name,
      labels: {},
      fields: fieldsOf(row, deployment.namespace),
    }),
    render: async (entries, _query, { reads }) => {
      const versions = await reads.readObjectVersions([
        ...entries.map((entry) => stateAt(entry, entry.row.at)),
        ...entries.map((entry) => stateAt(entry, entry.row.firstAt)),
      ]);
      const [newest, first] = [versions.slice(0, entries.length), versions.slice(entries.length)];
      return entries.map((entry, index) => ({
        object: eventObject(render, entry, { own: newest[index] ?? '0', about: first[index] ?? '0' }),
      }));
    },
  };
}

// Events have no labels. `kubectl describe` asks for those of one object.
function eventQuery(query: ListQuery): ControlledQuery {
  const { resource, query: options } = query.request;
  const fields = parseFieldSelector(options.get('fieldSelector') ?? '', resource);
  const selection = { labels: [], fields };
  const about = exactField(selection, 'involvedObject.name') ?? exactField(selection, 'regarding.name');
  return {
    ...controlledQuery({ ...query, labels: [] }),
    goneAfter: new Date(query.at.getTime() - EVENT_TTL_MILLISECONDS),
    ...(about !== undefined && { about }),
  };
}

function stateAt({ row: { streamId }, deployment: { position } }: EventEntry, since: Date): ObjectState {
  return { streamId, position, since };
}

type Versions = Readonly<{ own: string; about: string }>;
type EventParts = Pick<EventEntry, 'row'> & Readonly<{ deployment: Pick<DeploymentRow, 'namespace' | 'uid'> }>;

/** An Event of either group. */
export function eventObject(
  render: (facts: EventFacts) => JsonObject,
  parts: EventParts,
  versions: Versions,
): JsonObject {
  return render(factsOf(parts, versions));
}

function factsOf({ row, deployment }: EventParts, versions: Versions): EventFacts {
  const { name, type, reason, message, source, count, firstAt, at, object, uid } = row;
  const [kind = '', about = ''] = object.split('/');
  return {
    ...{ name, type, reason, message, source, count, firstAt, resourceVersion: versions.own },
    namespace: deployment.namespace,
    uid: derivedUid(deployment.uid, name),
    about: { kind, name: about, uid, resourceVersion: versions.about },
    lastAt: at,
  };
}

function fieldsOf(
  { object, uid, reason, source, type }: StandingEventRow,
  namespace: string,
): Readonly<Record<string, string>> {
  const [kind = '', name = ''] = object.split('/');
  const about = { kind, namespace, name, uid, apiVersion: 'apps/v1' };
  const named = Object.entries(about).flatMap(([field, value]) => [
    [`involvedObject.${field}`, value],
    [`regarding.${field}`, value],
  ]);
  const said = { reason, type, source, reportingComponent: source, reportingController: source };
  return { ...said, ...(Object.fromEntries(named) as Readonly<Record<string, string>>) };
}
