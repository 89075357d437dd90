import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  answeredDeployment,
  managerOf,
  queryOf,
  RECORDED_SESSIONS,
  type RecordedRequest,
  requestsOf,
} from '../../../../test/support/recorded-session.js';
import { defaultDeployment } from '../defaults/default-deployment.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf } from '../json-shape.js';
import { EMPTY_DEPLOYMENT } from './empty-deployment.js';
import { FieldManagerConflict } from './field-conflict.js';
import { readManagedFields, writeManagedFields } from './field-managers.js';
import { serverSideApply } from './server-side-apply.js';
import { managersAfterUpdate } from './update-managers.js';

const TYPE = 'v1.Deployment';
function managedFields(object: JsonObject | undefined): readonly JsonObject[] {
  return (objectOf(object?.metadata).managedFields ?? []) as readonly JsonObject[];
}

function bare({ status: _, metadata, ...rest }: JsonObject): JsonObject {
  const { managedFields: _fields, ...others } = objectOf(metadata);
  return { ...rest, metadata: others };
}

type Write = Readonly<{ name: string; manager: string; isDryRun: boolean; before?: JsonObject; after: JsonObject }>;

/** Every write of a whole Deployment in a session, with the object as it was seen before. */
function recordedWrites(file: string): readonly Write[] {
  const seen = new Map<Json | undefined, JsonObject>();
  const writes: Write[] = [];
  for (const request of requestsOf(file)) {
    const after = answeredDeployment(request);
    if (after === undefined) continue;
    const { name } = objectOf(after.metadata);
    const before = seen.get(name);
    const isDryRun = queryOf(request.url).get('dryRun') === 'All';
    const manager = managerOf(file, request.url);
    if (['POST', 'PATCH'].includes(request.method)) {
      const title = `${file} ${writes.length + 1}: ${manager}`;
      writes.push({ name: title, manager, isDryRun, after, ...(before && { before }) });
    }
    if (!isDryRun) seen.set(name, after);
  }
  return writes;
}

describe('owners after the writes that kubectl sent', () => {
  it.each(RECORDED_SESSIONS.flatMap(recordedWrites))('$name', ({ manager, isDryRun, before, after }) => {
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
    const requests = requestsOf('errors.json');
    const at = requests.findIndex(({ contentType }) => contentType === 'application/apply-patch+yaml');
    const isOk = (request: RecordedRequest): boolean => request.url.includes('/deployments/ok');
    const before = requests
      .slice(0, at)
      .filter(isOk)
      .flatMap((one) => answeredDeployment(one) ?? [])
      .at(-1)!;
    const { requestBody, responseBody } = requests[at]!;
    const { message, details } = JSON.parse(String(responseBody));
    const row = { name: '', manager: 'kubectl', operation: 'Apply', force: false, before: objectOf(before) } as const;
    expect(refusal(() => apply({ ...row, request: JSON.parse(String(requestBody)) }))).toEqual({
      message,
      causes: details.causes,
    });
  });
});

function refusal(run: () => unknown): Json {
  try {
    run();
  } catch (error) {
    if (error instanceof FieldManagerConflict) return { message: error.message, causes: error.causes as Json };
    throw error;
  }
  throw new Error('it was not refused');
}
