import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf } from '#libs/kubernetes';
import { answeredDeployment, RECORDED_SESSIONS, requestsOf } from '../../../../test/support/recorded-session.js';
import { controllerManager } from './controller-manager.js';

type Row = Readonly<{ name: string; object: JsonObject; entry: JsonObject; annotatedFirst: boolean }>;

// Of the Deployments that were ever seen with an entry of the controller's: the last sight of each.
const rows: readonly Row[] = RECORDED_SESSIONS.flatMap((file) => {
  const seen = new Map<unknown, Row>();
  const made = new Map<unknown, boolean>();
  for (const request of requestsOf(file)) {
    const object = answeredDeployment(request);
    const { uid, name, annotations, managedFields } = objectOf(object?.metadata);
    if (object === undefined) continue;
    if (request.method === 'POST') made.set(uid, annotations !== undefined);
    const entry = ((managedFields ?? []) as readonly JsonObject[]).find(({ subresource }) => subresource === 'status');
    const annotatedFirst = made.get(uid);
    if (entry !== undefined && annotatedFirst !== undefined)
      seen.set(uid, { name: `${file} ${name as string}`, object, entry, annotatedFirst });
  }
  return [...seen.values()];
});

describe('what the controller owns, as recorded', () => {
  it.each(rows)('$name', ({ object, entry, annotatedFirst }) => {
    const time = new Date(entry.time as string);
    const manager = controllerManager({ status: objectOf(object.status), hasRevision: true, annotatedFirst, time });
    expect(manager).toEqual(entry);
  });

  it('nothing before it has looked', () => {
    const facts = { status: {}, hasRevision: false, annotatedFirst: false, time: new Date(0) };
    expect(controllerManager(facts).fieldsV1).toEqual({});
  });
});
