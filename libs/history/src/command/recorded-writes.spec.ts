import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  applyJsonPatch,
  applyMergePatch,
  applyStrategicMergePatch,
  decodeDeployment,
  type Json,
  type JsonObject,
  objectOf,
  readJsonPatch,
  writeManagedFields,
} from '#libs/kubernetes';
import type { DeploymentState } from '../deployment-state.js';
import { evolve } from '../evolve.js';
import { managersOf } from '../managed-fields.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import { deploymentObject } from './deployment-object.js';

const SESSIONS = 'test/conformance/kubectl';
const REVISION = 'deployment.kubernetes.io/revision';

type Request = Readonly<{
  method: string;
  url: string;
  contentType: string | null;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}>;

type Row = Readonly<{ name: string; requests: readonly Request[] }>;

/** The writes to each Deployment of the sessions, in order. */
const rows: readonly Row[] = readdirSync(SESSIONS).flatMap((file) => {
  const { steps } = JSON.parse(readFileSync(`${SESSIONS}/${file}`, 'utf8'));
  const writes = steps
    .flatMap((step: any) => step.requests ?? [])
    .filter(
      ({ method, url, status, requestBody }: Request) =>
        ['POST', 'PUT', 'PATCH'].includes(method) &&
        url.includes('/deployments') &&
        status < 300 &&
        typeof requestBody === 'string',
    ) as readonly Request[];
  const names = new Set(writes.map(nameOf));
  return [...names].map((name) => ({
    name: `${file} ${name}`,
    requests: writes.filter((one) => nameOf(one) === name),
  }));
});

function nameOf({ method, url, requestBody }: Request): string {
  if (method === 'POST') return String(objectOf(objectOf(JSON.parse(String(requestBody))).metadata).name);
  return /\/deployments\/([^/?]+)/.exec(url)?.[1] ?? '';
}

/** The Deployment as it would be served, as far as a write can see it. */
function shown(state: DeploymentState, place: Place): JsonObject {
  const object = deploymentObject({ ...state.deployment, ...place });
  const metadata = objectOf(object.metadata);
  return { ...object, metadata: { ...metadata, annotations: { ...objectOf(metadata.annotations), [REVISION]: '1' } } };
}

type Place = Readonly<{ namespace: string; name: string }>;

const PATCHES: Readonly<Record<string, (live: JsonObject, patch: Json) => Json>> = {
  'application/strategic-merge-patch+json': (live, patch) => applyStrategicMergePatch(live, objectOf(patch)),
  'application/merge-patch+json': applyMergePatch,
  'application/json-patch+json': (live, patch) => applyJsonPatch(live, readJsonPatch(patch)),
};

function commandOf(
  { url, contentType, requestBody }: Request,
  state: DeploymentState | undefined,
  place: Place,
): Command {
  const body = JSON.parse(String(requestBody)) as Json;
  if (url.includes('/scale'))
    return { kind: 'ScaleDeployment', replicas: Number(objectOf(objectOf(body).spec).replicas) };
  const patched = state && contentType ? PATCHES[contentType]?.(shown(state, place), body) : undefined;
  const object = decodeDeployment(patched ?? body, { fieldValidation: 'Ignore' }).deployment;
  return { kind: state === undefined ? 'CreateDeployment' : 'ReplaceDeployment', object };
}

/** What is compared: all but what the server and the controller say, and when it was said. */
function comparable(object: JsonObject): JsonObject {
  const { labels, annotations, finalizers, managedFields } = objectOf(object.metadata);
  const { [REVISION]: _, ...others } = objectOf(annotations);
  const people = ((managedFields ?? []) as readonly JsonObject[]).filter(({ subresource }) => subresource !== 'status');
  return {
    spec: object.spec,
    labels: labels ?? {},
    annotations: others,
    finalizers: finalizers ?? [],
    managedFields: people.map(({ time: _time, ...entry }) => JSON.stringify(sorted(entry))).sort(),
  };
}

function sorted(value: Json | undefined): Json {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(sorted);
  const object = value as JsonObject;
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, sorted(object[key])]),
  );
}

describe('the writes that kubectl sent, replayed', () => {
  it.each(rows)('$name', ({ requests }) => {
    let state: DeploymentState | undefined;
    for (const [number, request] of requests.entries()) {
      const place = { namespace: /\/namespaces\/([^/]+)/.exec(request.url)?.[1] ?? '', name: nameOf(request) };
      const query = new URL(request.url, 'http://cluster').searchParams;
      const context = { cluster: 'default', ...place, now: number * 60_000, release: '1.36', podLifeRules: [] };
      const program = SESSIONS_OF_1_27.test(place.namespace) ? 'kubectl.1.27' : 'kubectl';
      const isScale = request.url.includes('/scale');
      const writer = {
        manager: query.get('fieldManager') ?? program,
        ...(isScale && { subresource: 'scale' as const }),
      };
      const { events } = decide(commandOf(request, state, place), state, { ...context, writer });
      const next = events.reduce<DeploymentState | undefined>(evolve, state);
      const body = typeof request.responseBody === 'string' ? request.responseBody : '';
      if (body.startsWith('{"kind":"Deployment"')) {
        const deployment = { ...next!.deployment, ...place };
        const managers = managersOf(next!.managers, { ...next!, deployment });
        const object = deploymentObject(deployment);
        const served = {
          ...object,
          metadata: { ...objectOf(object.metadata), managedFields: writeManagedFields(managers) },
        };
        expect([number, comparable(served)]).toEqual([number, comparable(JSON.parse(body))]);
      }
      if (query.get('dryRun') !== 'All') state = next;
    }
    expect(state).toBeDefined();
  });
});

const SESSIONS_OF_1_27 = /k27$/;
