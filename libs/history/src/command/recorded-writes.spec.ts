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
import {
  answeredDeployment,
  managerOf,
  queryOf,
  RECORDED_SESSIONS,
  type RecordedRequest,
  requestsOf,
} from '../../../../test/support/recorded-session.js';
import type { DeploymentState } from '../deployment-state.js';
import { evolve } from '../evolve.js';
import { managersOf } from '../managed-fields.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import { deploymentObject } from './deployment-object.js';

const REVISION = 'deployment.kubernetes.io/revision';

type Row = Readonly<{ name: string; file: string; requests: readonly RecordedRequest[] }>;

/** The writes to each Deployment of the sessions, in order. */
const rows: readonly Row[] = RECORDED_SESSIONS.flatMap((file) => {
  const writes = requestsOf(file).filter(isWrite);
  const names = new Set(writes.map(nameOf));
  return [...names].map((name) => ({
    name: `${file} ${name}`,
    file,
    requests: writes.filter((one) => nameOf(one) === name),
  }));
});

function isWrite({ method, url, status, requestBody }: RecordedRequest): boolean {
  const isOfDeployment = ['POST', 'PUT', 'PATCH'].includes(method) && url.includes('/deployments');
  return isOfDeployment && status < 300 && typeof requestBody === 'string';
}

function nameOf({ method, url, requestBody }: RecordedRequest): string {
  if (method === 'POST') return JSON.parse(requestBody as string).metadata.name as string;
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

function commandOf({ url, contentType, requestBody }: RecordedRequest, state: State, place: Place): Command {
  const body = JSON.parse(requestBody as string) as Json;
  if (url.includes('/scale'))
    return { kind: 'ScaleDeployment', replicas: Number(objectOf(objectOf(body).spec).replicas) };
  const patched = state && contentType ? PATCHES[contentType]?.(shown(state, place), body) : undefined;
  const object = decodeDeployment(patched ?? body, { fieldValidation: 'Ignore' }).deployment;
  return { kind: state === undefined ? 'CreateDeployment' : 'ReplaceDeployment', object };
}

type State = DeploymentState | undefined;

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

function replayed(file: string, request: RecordedRequest, state: State): State {
  const { url } = request;
  const writer = { manager: managerOf(file, url), ...(url.includes('/scale') && { subresource: 'scale' as const }) };
  const facts = {
    cluster: 'default',
    now: Date.parse('2026-11-21T09:00:00Z'),
    release: '1.36',
    podLifeRules: [],
    writer,
  };
  const place = placeOf(request);
  return decide(commandOf(request, state, place), state, { ...facts, ...place }).events.reduce<State>(evolve, state);
}

function placeOf(request: RecordedRequest): Place {
  return { namespace: /\/namespaces\/([^/]+)/.exec(request.url)?.[1] ?? '', name: nameOf(request) };
}

function served(state: DeploymentState, place: Place): JsonObject {
  const deployment = { ...state.deployment, ...place };
  const managers = managersOf(state.managers, { ...state, deployment });
  const object = deploymentObject(deployment);
  return { ...object, metadata: { ...objectOf(object.metadata), managedFields: writeManagedFields(managers) } };
}

describe('the writes that kubectl sent, replayed from the first', () => {
  it.each(rows)('$name', ({ file, requests }) => {
    let state: State;
    for (const [number, request] of requests.entries()) {
      const next = replayed(file, request, state);
      const answer = answeredDeployment(request);
      const object = answer && served(next!, placeOf(request));
      expect([number, object && comparable(object)]).toEqual([number, answer && comparable(answer)]);
      if (queryOf(request.url).get('dryRun') !== 'All') state = next;
    }
    expect(state).toBeDefined();
  });
});
