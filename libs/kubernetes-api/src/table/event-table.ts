import { type Json, type JsonObject, objectOf } from '#libs/kubernetes';
import { numberOf, textOf } from '../json/reading.js';
import { ageOf } from './age.js';
import { column, type TableKind, WIDE } from './table.js';

/** Events as `kubectl get events` shows them. */
export const EVENT_TABLE: TableKind = {
  columns: [
    column('Last Seen', 'Time since it happened last.'),
    column('Type', 'Normal, or Warning.'),
    column('Reason', 'What happened, in one word.'),
    column('Object', 'What it happened to.'),
    column('Subobject', 'To which part of it, such as a container.', WIDE),
    column('Source', 'Who tells of it.', WIDE),
    column('Message', 'What happened, for people.'),
    column('First Seen', 'Time since it happened first.', WIDE),
    column('Count', 'How often it happened.', WIDE),
    column('Name', 'Name of the Event itself.', { format: 'name', priority: 1 }),
  ],
  cells: (object, now) => {
    const { first, last, count } = occurrences(object);
    return [
      ageOf(last, now),
      textOf(object.type),
      textOf(object.reason),
      target(objectOf(object.involvedObject)),
      textOf(objectOf(object.involvedObject).fieldPath),
      source(object),
      textOf(object.message).trim(),
      ageOf(first, now),
      count,
      textOf(objectOf(object.metadata).name),
    ];
  },
};

type Occurrences = Readonly<{ first: Json | undefined; last: Json | undefined; count: number }>;

// Of a series the series tells, of an Event of the newer kind its one time.
function occurrences({ firstTimestamp, lastTimestamp, eventTime, series, count }: JsonObject): Occurrences {
  const first = firstTimestamp ?? eventTime;
  const { lastObservedTime, count: seriesCount } = objectOf(series ?? undefined);
  if (lastObservedTime !== undefined) return { first, last: lastObservedTime, count: numberOf(seriesCount) };
  return { first, last: lastTimestamp ?? first, count: numberOf(count) === 0 ? 1 : numberOf(count) };
}

function target({ kind, name }: JsonObject): string {
  const of = textOf(kind).toLowerCase();
  return textOf(name) === '' ? of : `${of}/${textOf(name)}`;
}

function source({ source, reportingComponent, reportingInstance }: JsonObject): string {
  const { component, host } = objectOf(source);
  const told = [textOf(component) || textOf(reportingComponent), textOf(host) || textOf(reportingInstance)];
  return told[1] === '' ? (told[0] ?? '') : told.join(', ');
}
