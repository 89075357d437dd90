import {
  type ControlledPage,
  KEPT_OF_NAME,
  type Reads,
  type StandingDeploymentRow,
  type StandingFilter,
  type StandingPage,
} from '#libs/postgres';

type Key = Readonly<{ namespace: string; name: string }>;

/** What a Deployment controls, or is said of it, with the Deployment. */
export type Controlled<Row> = Readonly<{ row: Row; deployment: StandingDeploymentRow }>;

type Named = Readonly<{ streamId: number; name: string }>;

/** Reads what some Deployments control, in no order. */
export type ReadControlled<Row> = (streams: readonly number[], page: ControlledPage) => Promise<readonly Row[]>;

export type ControlledQuery = Readonly<{
  filter: Omit<StandingFilter, 'name' | 'child'>;
  /** The only name that is wanted. */
  name?: string;
  /** The only name that it may be about. */
  about?: string;
  at: Date;
  /** Also of Deployments of which the last has gone after this moment. */
  goneAfter?: Date;
  after?: Key;
  limit: number;
}>;

/**
 * What Deployments control, by namespace and name, the first `limit` after a key. The names of all that one controls begin with
 * its own: Deployments are read in order, and what is named before the next of them is complete.
 */
export async function readControlled<Row extends Named>(
  read: ReadControlled<Row>,
  query: ControlledQuery,
  { listStandingDeployments }: Pick<Reads, 'listStandingDeployments'>,
): Promise<readonly Controlled<Row>[]> {
  const found: Controlled<Row>[] = [];
  let waiting: readonly Controlled<Row>[] = [];
  let last: StandingDeploymentRow | undefined;
  for (let many = FEW; ; many = Math.min(MANY, many * 2)) {
    const deployments = await listStandingDeployments(filterOf(query), { ...pageOf(query, last), limit: many });
    const own = await ofDeployments(read, deployments, query);
    waiting = newestOf([...waiting, ...own].sort(byKey));
    last = deployments.length < many ? undefined : deployments.at(-1);
    const complete = last === undefined ? waiting.length : countBefore(waiting, last);
    found.push(...waiting.slice(0, complete));
    if (last === undefined || found.length >= query.limit) return found.slice(0, query.limit);
    waiting = waiting.slice(complete);
  }
}

// Deployments that are read at once: few for a page that is soon full.
const FEW = 25;
const MANY = 400;

function filterOf({ filter, name, about }: ControlledQuery): StandingFilter {
  const child = name ?? about;
  return { ...filter, ...(child !== undefined && { child }) };
}

function pageOf(
  { at, goneAfter, after }: ControlledQuery,
  last: StandingDeploymentRow | undefined,
): Omit<StandingPage, 'limit'> {
  return { at, ...(goneAfter && { goneAfter }), ...(last && { after: last }), ...(after && { afterChild: after }) };
}

async function ofDeployments<Row extends Named>(
  read: ReadControlled<Row>,
  deployments: readonly StandingDeploymentRow[],
  { name, at, after, limit }: ControlledQuery,
): Promise<readonly Controlled<Row>[]> {
  const page = { at, ...(name !== undefined && { name }), limit };
  const isPartly = ({ namespace }: StandingDeploymentRow): boolean => namespace === after?.namespace;
  const [partly, wholly] = [deployments.filter(isPartly), deployments.filter((row) => !isPartly(row))];
  const rows = await Promise.all([
    partly.length > 0 && after ? read(partly.map(streamOf), { ...page, after: after.name }) : [],
    wholly.length > 0 ? read(wholly.map(streamOf), page) : [],
  ]);
  const byStream = new Map(deployments.map((deployment) => [deployment.streamId, deployment]));
  return rows.flat().flatMap((row) => {
    const deployment = byStream.get(row.streamId);
    return deployment === undefined ? [] : [{ row, deployment }];
  });
}

function streamOf({ streamId }: StandingDeploymentRow): number {
  return streamId;
}

function countBefore<Row extends Named>(sorted: readonly Controlled<Row>[], { namespace, name }: Key): number {
  const bound = { namespace, name: name.slice(0, KEPT_OF_NAME) };
  const first = sorted.findIndex((one) => compare(keyOf(one), bound) >= 0);
  return first < 0 ? sorted.length : first;
}

/** Orders by namespace and name. */
export function byKey<Row extends Named>(a: Controlled<Row>, b: Controlled<Row>): number {
  return compare(keyOf(a), keyOf(b)) || a.row.streamId - b.row.streamId;
}

/** Whether one stands after a key. */
export function isAfter<Row extends Named>(one: Controlled<Row>, key: Key): boolean {
  return compare(keyOf(one), key) > 0;
}

// What an earlier incarnation left behind stands under its name until a later one has one of that name.
function newestOf<Row extends Named>(sorted: readonly Controlled<Row>[]): readonly Controlled<Row>[] {
  return sorted.filter((one, index) => {
    const next = sorted[index + 1];
    return next === undefined || compare(keyOf(one), keyOf(next)) !== 0;
  });
}

function keyOf<Row extends Named>({ row, deployment }: Controlled<Row>): Key {
  return { namespace: deployment.namespace, name: row.name };
}

// In byte order: names are ASCII.
function compare(a: Key, b: Key): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1;
  return a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
}
