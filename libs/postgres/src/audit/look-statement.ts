import { type ChangeQuestion, stored, term, termsAsked } from '#libs/audit';
import type { ChangeListFilter, ChangeListPage } from '../read/change-list-filter.js';
import { positionsOf } from './blocks.js';
import { termsQuery } from './terms-query.js';

export type Search = Readonly<{ filter: ChangeListFilter; page: ChangeListPage }>;

/** What a filter's names stand for in the database; undefined for what is not asked for. */
export type Known = Readonly<{
  places: readonly number[] | undefined;
  actors: readonly number[] | undefined;
  members: readonly number[] | undefined;
  image: ChangeQuestion['image'];
}>;

// A change has one place and one actor: of more of them than these, each row is looked at rather than each list of the index.
const MOST_TERMS = 200;

type Bind = (value: unknown) => string;

/**
 * The statement that looks through stretches of the log one by one; undefined where nothing can be found. `offset 0` keeps Postgres from
 * walking along all changes in their order rather than asking the index. Conditions stand side by side: from what one has the index leaps
 * to what the next has, where of a single one it goes through all that any part of it has. The loop over the windows hands on what it
 * finds window by window, and ends when the page is full. Where nothing but a time is asked for, every change of a window may be wanted,
 * and their own order is the way to the first of them.
 */
export function lookStatement({ filter, page }: Search, known: Known, windows: readonly string[]) {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const numbers = numbersAsked(known);
  const few = numbers.filter(({ asked }) => asked.length <= MOST_TERMS);
  const many = numbers.filter(({ asked }) => asked.length > MOST_TERMS);
  const groups = [
    ...termsAsked(questionOf(filter, known)),
    ...few.map(({ asked, termOf }) => asked.map(termOf)),
    ...(filter.cluster === undefined ? [] : [[stored(term.cluster(filter.cluster))]]),
  ];
  if (windows.length === 0 || groups.some((group) => group.length === 0)) return undefined;
  const stretches = groups.length === 0 && many.length === 0 ? byPosition(windows, bind) : byTerm(windows, bind);
  const conditions = [
    stretches.condition,
    ...groups.map((group) => `terms @@ ${bind(termsQuery(group))}::tsquery`),
    ...many.map(({ column, asked }) => `${column} = any(${bind(asked)}::int[])`),
    ...bounds({ filter, page }, bind),
  ];
  const limit = bind(page.limit);
  const entries = `select change from audit.entry where ${conditions.join(' and ')} ${stretches.fence}`;
  const text = `select found.change from ${stretches.from} cross join lateral (
      select change from (${entries}) entry
      order by change ${page.fromEnd ? 'desc' : 'asc'} limit ${limit}
    ) found limit ${limit}`;
  return { text, values };
}

function numbersAsked({ places, actors, members }: Known) {
  const columns = [
    { column: 'place_id', asked: places, termOf: term.place },
    { column: 'actor_id', asked: actors, termOf: term.actor },
    { column: 'actor_id', asked: members, termOf: term.actor },
  ];
  return columns.flatMap(({ asked, ...rest }) => (asked === undefined ? [] : [{ ...rest, asked }]));
}

function questionOf(filter: ChangeListFilter, { image }: Known): ChangeQuestion {
  const { name, objectKinds, sources, eventTypes: kinds, path, words } = filter;
  const asked = { name, objectKinds, sources, kinds, path, words, image };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

type Stretches = Readonly<{ from: string; condition: string; fence: string }>;

function byTerm(windows: readonly string[], bind: Bind): Stretches {
  const terms = windows.map((window) => termsQuery([term.window(window)]));
  return {
    from: `unnest(${bind(terms)}::text[]) as wanted(term)`,
    condition: 'terms @@ wanted.term::tsquery',
    fence: 'offset 0',
  };
}

function byPosition(windows: readonly string[], bind: Bind): Stretches {
  const ranges = windows.map(positionsOf);
  const [first, last] = [ranges.map(([position]) => position), ranges.map(([, position]) => position)];
  return {
    from: `unnest(${bind(first)}::bigint[], ${bind(last)}::bigint[]) as wanted(first, last)`,
    condition: 'change between wanted.first and wanted.last',
    fence: '',
  };
}

function bounds({ filter: { since, until }, page: { after, before } }: Search, bind: Bind): readonly string[] {
  return [
    ...(after === undefined ? [] : [`change > ${bind(after)}`]),
    ...(before === undefined ? [] : [`change < ${bind(before)}`]),
    ...(since === undefined ? [] : [`occurred_at >= ${bind(since)}`]),
    ...(until === undefined ? [] : [`occurred_at < ${bind(until)}`]),
  ];
}
