import { DeploymentNotFound } from '#libs/history';
import type { BlameRow, ImageRunRow } from '#libs/postgres';
import { blameQuestion } from '../audit/blame-page.js';
import type { BlameArgs } from '../audit/blame.types.js';
import type { DeliveryArgs } from '../audit/delivery.types.js';
import { deliveryMeasures } from '../audit/delivery-measures.js';
import type { ImageUsageArgs } from '../audit/image-usage.types.js';
import { imageUsageFilter } from '../audit/image-usage-page.js';
import type { ChangeFilter } from '../change/change-filter.types.js';
import { changeListFilter } from '../change/change-list-filter.js';
import type { DeploymentArgs } from '../deployment/deployment-args.types.js';
import type { ApiPorts } from '../ports.js';
import { blameRow, changeRow, imageRunRow } from './answer-rows.js';
import type { Row } from './csv.js';

type Rows = AsyncGenerator<Row, void>;

/** What can be exported: the fields of GraphQL whose arguments it takes, and its rows. */
export type Answer = Readonly<{
  fields: readonly (readonly [type: string, field: string])[];
  columns: readonly string[];
  rows: (ports: ApiPorts, args: Readonly<Record<string, unknown>>) => Rows;
}>;

// Read page by page, each from where the one before ended: no transaction stays open while a client takes its time.
const PAGE = 500;

export const ANSWERS: Readonly<Record<string, Answer>> = {
  changes: {
    fields: [['Query', 'changes']],
    columns: [
      ...[
        'change',
        'occurredAt',
        'recordedAt',
        'cluster',
        'namespace',
        'kind',
        'name',
        'uid',
        'actor',
        'groups',
        'impersonator',
      ],
      ...['source', 'cause', 'summary', 'userAgent', 'address', 'command', 'session', 'idempotencyKey'],
    ],
    rows: (ports, args) => changes(ports, args as Readonly<{ filter: ChangeFilter | null }>),
  },
  blame: {
    fields: [
      ['Query', 'deployment'],
      ['Deployment', 'blame'],
    ],
    columns: ['path', 'container', 'value', 'before', 'removed', 'change', 'occurredAt', 'actor', 'cause', 'summary'],
    rows: (ports, args) => blame(ports, args as unknown as DeploymentArgs & BlameArgs),
  },
  imageUsage: {
    fields: [['Query', 'imageUsage']],
    columns: [
      ...['cluster', 'namespace', 'name', 'uid', 'container', 'image', 'since', 'until', 'broughtIn', 'broughtInBy'],
      ...['broughtInCause', 'takenOut', 'takenOutBy', 'takenOutCause'],
    ],
    rows: (ports, args) => imageUsage(ports, args as unknown as ImageUsageArgs),
  },
  deliveryMeasures: {
    fields: [['Query', 'deliveryMeasures']],
    columns: [
      ...['rollouts', 'completed', 'failed', 'undone', 'running', 'failedOrUndoneShare', 'medianSeconds', 'p95Seconds'],
      ...['restored', 'medianSecondsToRestore', 'p95SecondsToRestore'],
    ],
    rows: async function* (ports, args) {
      yield { ...(await deliveryMeasures(ports, args as unknown as DeliveryArgs)) };
    },
  },
};

// Up to the newest change there was when it began.
async function* changes(ports: ApiPorts, { filter }: Readonly<{ filter: ChangeFilter | null }>): Rows {
  const asked = await changeListFilter(ports, filter);
  const before = String((await ports.store.head()) + 1n);
  for (let after = '0'; ;) {
    const rows = await ports.reads.listChanges(asked, { after, before, limit: PAGE, fromEnd: false });
    yield* rows.map(changeRow);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.change ?? after;
  }
}

async function* blame(ports: ApiPorts, args: DeploymentArgs & BlameArgs): Rows {
  const { cluster, namespace, name, at } = args;
  const row = await ports.reads.findDeployment({ cluster, namespace, name }, at ?? ports.now());
  if (row === undefined) throw new DeploymentNotFound(`${namespace}/${name}`);
  const question = blameQuestion(row.streamId, { ...args, asOf: args.asOf ?? BigInt(row.position) });
  for (let after: string | undefined; ;) {
    const rows = await ports.reads.readBlame({ ...question, limit: PAGE, ...(after !== undefined && { after }) });
    const known = await knownChanges(
      ports,
      rows.map(({ change }: BlameRow) => change),
    );
    yield* rows.map((each) => blameRow(each, known));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.path;
  }
}

async function* imageUsage(ports: ApiPorts, args: ImageUsageArgs): Rows {
  const filter = await imageUsageFilter(ports, args);
  for (let last: ImageRunRow | undefined; ;) {
    const after = last && ([last.broughtIn, last.container] as const);
    const rows = await ports.reads.listImageUsage(filter, { limit: PAGE, ...(after && { after }) });
    const known = await knownChanges(
      ports,
      rows.flatMap(({ broughtIn, takenOut }) => [broughtIn, takenOut ?? []].flat()),
    );
    yield* rows.map((each) => imageRunRow(each, known));
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

async function knownChanges({ reads }: ApiPorts, changes: readonly string[]) {
  const rows = changes.length === 0 ? [] : await reads.readChanges([...new Set(changes)]);
  return new Map(rows.map((row) => [row.change, row]));
}
