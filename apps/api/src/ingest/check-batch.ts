/** A batch that is none. */
export class BatchRefused extends Error {
  readonly code = 'BatchRefused';
  /** What Fastify answers with. */
  readonly statusCode = 400;
}

const MOST_LEVELS = 100;
const MOST_EVENTS = 10_000;
const LONGEST_CLUSTER = 253;

/** @throws BatchRefused */
export function checkCluster(cluster: string): void {
  const isName = /^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/i.test(cluster);
  if (isName && cluster.length <= LONGEST_CLUSTER) return;
  throw new BatchRefused(
    `the cluster in the path must be a name of up to ${LONGEST_CLUSTER} letters, digits and -._, such as prod-eu`,
  );
}

/**
 * Whether a body is an audit.k8s.io/v1 EventList; answers how many events it has. Each of them is looked at later, one by one.
 * @throws BatchRefused
 */
export function checkAuditBatch(body: Buffer): number {
  if (levelsOf(body) > MOST_LEVELS) throw new BatchRefused(`the request is nested deeper than ${MOST_LEVELS} levels`);
  const list = parsed(body);
  if (list.kind !== 'EventList') throw new BatchRefused(`kind must be EventList, not ${shown(list.kind)}`);
  if (list.apiVersion !== 'audit.k8s.io/v1')
    throw new BatchRefused(`apiVersion must be audit.k8s.io/v1, not ${shown(list.apiVersion)}`);
  if (!Array.isArray(list.items)) throw new BatchRefused('items must be a list of events');
  if (list.items.length > MOST_EVENTS)
    throw new BatchRefused(`items has ${list.items.length} events: send ${MOST_EVENTS} at most at once`);
  return list.items.length;
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // said below
  }
  throw new BatchRefused('the request is not a JSON object: send an audit.k8s.io/v1 EventList');
}

function shown(value: unknown): string {
  return value === undefined ? 'left out' : JSON.stringify(value).slice(0, 100);
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
// With this bit `[` is `{`, and `]` is `}`.
const [CURLY, OPENING, CLOSING] = [0x20, 0x7b, 0x7d];

/** How deep objects and lists lie in each other, without parsing them. */
function levelsOf(body: Buffer): number {
  let [level, deepest, inText] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += Number(byte === BACKSLASH);
    else if ((byte | CURLY) === OPENING) deepest = Math.max(deepest, (level += 1));
    else if ((byte | CURLY) === CLOSING) level -= 1;
  }
  return deepest;
}
