import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { defaultDeployment } from '../defaults/default-deployment.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { EMPTY_DEPLOYMENT } from './empty-deployment.js';
import { FieldManagerConflict } from './field-conflict.js';
import { readManagedFields, writeManagedFields } from './field-managers.js';
import { serverSideApply } from './server-side-apply.js';
import { managersAfterUpdate } from './update-managers.js';

const TYPE = 'v1.Deployment';
const SESSIONS = 'test/conformance/kubectl';

function managedFields(object: JsonObject | undefined): readonly JsonObject[] {
  return (objectOf(object?.metadata).managedFields ?? []) as readonly JsonObject[];
}

function bare({ status: _, metadata, ...rest }: JsonObject): JsonObject {
  const { managedFields: _fields, ...others } = objectOf(metadata);
  return { ...rest, metadata: others };
}

type Write = Readonly<{ name: string; manager: string; isDryRun: boolean; before?: JsonObject; after: JsonObject }>;

/** Every write of a whole Deployment in the sessions, with the object as it was seen before. */
function recordedWrites(file: string): readonly Write[] {
  const { steps, kubectl } = JSON.parse(readFileSync(`${SESSIONS}/${file}`, 'utf8'));
  // Without a fieldManager the name of the program is taken, and that of 1.27 was kubectl.1.27.
  const program = kubectl.startsWith('v1.27') ? 'kubectl.1.27' : 'kubectl';
  const seen = new Map<string, JsonObject>();
  const writes: Write[] = [];
  for (const { method, url, status, responseBody } of steps.flatMap((step: any) => step.requests ?? [])) {
    const isDeployment = typeof responseBody === 'string' && responseBody.startsWith('{"kind":"Deployment"');
    if (!isDeployment || status >= 300) continue;
    const after = JSON.parse(responseBody) as JsonObject;
    const name = String(objectOf(after.metadata).name);
    const query = new URL(url, 'http://cluster').searchParams;
    const isDryRun = query.get('dryRun') === 'All';
    const manager = query.get('fieldManager') ?? program;
    const before = seen.get(name);
    if (method === 'POST' || method === 'PATCH') {
      const number = `${file} ${writes.length + 1}: ${manager}`;
      writes.push({ name: number, manager, isDryRun, after, ...(before && { before }) });
    }
    if (method !== 'DELETE' && !isDryRun) seen.set(name, after);
  }
  return writes;
}

describe('owners after the writes that kubectl sent', () => {
  it.each(readdirSync(SESSIONS).flatMap(recordedWrites))('$name', ({ manager, isDryRun, before, after }) => {
    const recorded = managedFields(after);
    // A dry run is stamped with a time that nothing else tells.
    const times = recorded.filter((entry) => entry.manager === manager).map(({ time }) => time as string);
    const writer = { manager, operation: 'Update', apiVersion: 'apps/v1', time: times.sort().at(-1)! } as const;
    const change = { type: TYPE, before: before ? bare(before) : EMPTY_DEPLOYMENT, after: bare(after) };
    const managers = managersAfterUpdate(readManagedFields(managedFields(before))!, change, writer);
    const people = (entries: readonly JsonObject[]): readonly JsonObject[] =>
      entries
        .filter((entry) => entry.subresource !== 'status')
        .map((entry) => (isDryRun ? { ...entry, time: '' } : entry));
    expect(people(writeManagedFields(managers))).toEqual(people(recorded));
  });
});

type Applied = Readonly<{
  name: string;
  manager: string;
  operation: 'Apply' | 'Update';
  force: boolean;
  before: JsonObject | null;
  request: JsonObject;
  after?: JsonObject;
  status?: JsonObject;
}>;

const applied = (JSON.parse(readFileSync('test/conformance/server-side-apply.json', 'utf8')) as Applied[]).filter(
  ({ operation }) => operation === 'Apply',
);

describe('what kubectl apply --server-side made of an object', () => {
  const apply = ({ manager, force, before, request, after }: Applied) => {
    const time = managedFields(after).find((entry) => entry.manager === manager)?.time as string;
    return serverSideApply(readManagedFields(managedFields(before ?? undefined))!, {
      type: TYPE,
      live: before ? bare(before) : EMPTY_DEPLOYMENT,
      empty: EMPTY_DEPLOYMENT,
      config: request,
      writer: { manager, operation: 'Apply', apiVersion: 'apps/v1', time },
      force,
    });
  };

  it.each(applied.filter(({ after }) => after !== undefined))('$name', (row) => {
    const { object, managers } = apply(row);
    expect(writeManagedFields(managers)).toEqual(managedFields(row.after));
    expect(defaultDeployment(object).spec).toEqual(row.after!.spec);
  });

  it.each(applied.filter(({ status }) => status !== undefined))('$name', (row) => {
    const { message, details } = row.status!;
    expect(refusal(() => apply(row))).toEqual({ message, causes: objectOf(details).causes });
  });

  it('when kubectl set has the image, it is refused as recorded', () => {
    const { steps } = JSON.parse(readFileSync(`${SESSIONS}/errors.json`, 'utf8'));
    const requests = steps.flatMap((step: any) => step.requests ?? []) as Recorded[];
    const at = requests.findIndex(({ contentType }) => contentType === 'application/apply-patch+yaml');
    const isOk = ({ status, url, responseBody }: Recorded): boolean =>
      status === 200 && url.includes('/deployments/ok') && responseBody.startsWith('{"kind":"Deployment"');
    const before = JSON.parse(requests.slice(0, at).findLast(isOk)!.responseBody);
    const { requestBody, responseBody } = requests[at]!;
    const { message, details } = JSON.parse(responseBody);
    const row = { name: '', manager: 'kubectl', operation: 'Apply', force: false, before } as const;
    expect(refusal(() => apply({ ...row, request: JSON.parse(requestBody) }))).toEqual({
      message,
      causes: details.causes,
    });
  });
});

type Recorded = Readonly<{
  url: string;
  status: number;
  contentType: string;
  requestBody: string;
  responseBody: string;
}>;

function refusal(run: () => unknown): Json {
  try {
    run();
  } catch (error) {
    if (error instanceof FieldManagerConflict) return { message: error.message, causes: error.causes as Json };
    throw error;
  }
  throw new Error('it was not refused');
}
