import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Json, type JsonObject, objectOf } from '#libs/kubernetes';
import { groupVersion, type ServedResource } from '../resource/served-resource.js';
import { SERVED_RESOURCES } from '../resource/served-resources.js';
import { VERBS } from '../discovery/verbs.js';
import { openApiDocument } from './openapi-document.js';
import { openApiV2Bytes } from './openapi-v2.js';
import { schemaName } from './schema-name.js';
import { SCHEMA_NAMES, schemaOf } from './schemas.js';

const read = (file: string): JsonObject =>
  JSON.parse(readFileSync(`test/conformance/api/${file}.json`, 'utf8')) as JsonObject;

const recorded = read('schemas');
const WITHIN = ['get', 'patch', 'update'] as const;
const resources = Object.values<ServedResource>(SERVED_RESOURCES).map((served) => ({
  served,
  verbs: VERBS,
  subresources: Object.fromEntries(Object.keys(served.subresources).map((name) => [name, WITHIN])),
}));

describe('the schemas of the API', () => {
  it('when they are read, they are those that were recorded, and none is missing', () => {
    expect(SCHEMA_NAMES.map(schemaName).sort()).toEqual(Object.keys(recorded).sort());
  });

  it.each(SCHEMA_NAMES)('%s is as recorded, but for what is said of it', (name) => {
    expect(withoutWords(schemaOf(name) ?? {})).toEqual(withoutWords(recorded[schemaName(name)] ?? null));
  });

  it('when a field of a Deployment is asked for, there is something to say of it', () => {
    const { properties } = schemaOf('apps/DeploymentSpec') ?? {};
    for (const property of Object.values(objectOf(properties))) expect(objectOf(property).description).toBeTruthy();
  });
});

describe('the document of a group and version', () => {
  const document = openApiDocument(resources, 'apps/v1') ?? {};
  const paths = objectOf(document.paths);

  it('when it is apps/v1, its paths are among those recorded', () => {
    expect(Object.keys(read('apps-v1-paths'))).toEqual(expect.arrayContaining(Object.keys(paths)));
  });

  it.each(Object.keys(paths))('%s: its operations are as recorded in what clients look at', (path) => {
    const known = objectOf(read('apps-v1-paths')[path]);
    for (const [method, operation] of Object.entries(objectOf(paths[path]))) {
      if (method === 'parameters') continue;
      const { 'x-kubernetes-group-version-kind': kind, parameters } = objectOf(operation);
      expect(objectOf(known[method])['x-kubernetes-group-version-kind']).toEqual(kind);
      expect(namesOf([...listOf(objectOf(known[method]).parameters), ...listOf(known.parameters)])).toEqual(
        expect.arrayContaining([...namesOf(listOf(parameters))]),
      );
    }
  });

  it('when a type is told of, it is there', () => {
    const schemas = objectOf(objectOf(document.components).schemas);
    const refs = [...JSON.stringify(document).matchAll(/schemas\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(Object.keys(schemas).sort()).toEqual([...new Set(refs)].sort());
    expect(Object.keys(schemas)).not.toContain('io.k8s.api.core.v1.Service');
  });

  it('when verbs are not taken, they are not told', () => {
    const { deployments, replicasets } = { deployments: 'deployments.apps', replicasets: 'replicasets.apps' } as const;
    const few = openApiDocument(
      [
        { served: SERVED_RESOURCES[deployments], verbs: ['get'], subresources: {} },
        { served: SERVED_RESOURCES[replicasets], verbs: ['list'], subresources: {} },
      ],
      'apps/v1',
    );
    const taken = Object.entries(objectOf(few?.paths)).map(([path, item]) => [
      path.split('/').slice(4).join('/'),
      Object.keys(objectOf(item)).filter((key) => key !== 'parameters'),
    ]);
    expect(Object.fromEntries(taken)).toEqual({
      deployments: [],
      replicasets: ['get'],
      'namespaces/{namespace}/deployments': [],
      'namespaces/{namespace}/deployments/{name}': ['get'],
      'namespaces/{namespace}/replicasets': ['get'],
      'namespaces/{namespace}/replicasets/{name}': [],
    });
  });

  it('when it has a kind of which nothing is known, it is told that it is an object', () => {
    const place = { group: 'example.com', kind: 'Thing', resource: 'things', subresources: {} };
    const served = { ...SERVED_RESOURCES['deployments.apps'], ...place };
    const document = openApiDocument([{ served, verbs: VERBS, subresources: {} }], 'example.com/v1');
    const { post } = objectOf(objectOf(document?.paths)['/apis/example.com/v1/namespaces/{namespace}/things']);
    expect(post).toMatchObject({ requestBody: { content: { '*/*': { schema: { type: 'object' } } } } });
  });

  it('when all that is served is told of, there are documents', () => {
    const places = [...new Set(resources.map(({ served }) => groupVersion(served)))];
    expect(places.map((place) => openApiDocument(resources, place)?.openapi)).toEqual(places.map(() => '3.0.0'));
  });

  it('when nothing of it is served, there is none', () => {
    expect(openApiDocument(resources, 'batch/v1')).toBeUndefined();
  });

  it('when it is v1, it knows Services, too', () => {
    expect(JSON.stringify(openApiDocument(resources, 'v1'))).toContain('io.k8s.api.core.v1.ServiceSpec');
  });
});

describe('the document of OpenAPI 2', () => {
  it('when it is wanted in Protobuf, it tells of nothing', () => {
    expect(Buffer.from(openApiV2Bytes()).toString('latin1')).toBe(
      '\n\u00032.0\u0012\u0010\n\nKubernetes\u0012\u0002v1B\u0000',
    );
  });
});

function withoutWords(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutWords);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).filter(
    ([key, held]) => key !== 'description' || typeof held !== 'string',
  );
  return Object.fromEntries(
    entries.map(([key, held]) => [key, key === 'required' ? sorted(held) : withoutWords(held ?? null)]),
  );
}

// The order of required fields says nothing.
function sorted(names: Json | undefined): Json {
  return [...((names ?? []) as readonly string[])].sort();
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return (value ?? []) as readonly JsonObject[];
}

function namesOf(parameters: readonly JsonObject[]): readonly unknown[] {
  return parameters.map(({ name }) => name);
}
