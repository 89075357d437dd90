import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'test/conformance/api';

/** What the real cluster answered to discovery and for its schemas, as far as that was kept; undefined for all else. */
export function recordedDocument(path: string, accept: string): Readonly<{ type: string; body: string }> | undefined {
  switch (path) {
    case '/api':
      return discovery('aggregated-api.json', accept);
    case '/apis':
      return discovery('aggregated-apis.json', accept);
    case '/openapi/v3':
      return json(read('openapi-v3-index.json'));
    case '/openapi/v3/apis/apps/v1':
      return json(JSON.stringify(openApi(JSON.parse(read('apps-v1-paths.json')) as object)));
    case '/openapi/v3/api/v1':
      return json(JSON.stringify(openApi(corePaths())));
    case '/openapi/v2':
      return { type: 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf', body: EMPTY_OPENAPI_V2 };
    default:
      return undefined;
  }
}

// A Document with `swagger: "2.0"` and an empty `info`, in Protobuf: it was not kept, and only its absence would be noticed.
const EMPTY_OPENAPI_V2 = '\x0a\x032.0\x12\x00\x42\x00';

// kubectl up to 1.29 asks for v2beta1 alone, which has the same fields.
function discovery(file: string, accept: string): Readonly<{ type: string; body: string }> {
  const version = accept.includes('v=v2;') ? 'v2' : 'v2beta1';
  return {
    type: `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    body: read(file).replace('apidiscovery.k8s.io/v2', `apidiscovery.k8s.io/${version}`),
  };
}

function openApi(paths: object): object {
  const schemas = JSON.parse(read('schemas.json')) as object;
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: 'v1.36.3' }, paths, components: { schemas } };
}

// Only those of apps/v1 were kept. kubectl looks for a patch that takes fieldValidation, and for nothing else.
function corePaths(): object {
  const { resources } = JSON.parse(read('core-v1-resources.json')) as {
    resources: readonly Readonly<{ name: string; kind: string }>[];
  };
  const paths = resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind }) => [
      `/api/v1/namespaces/{namespace}/${name}/{name}`,
      {
        patch: {
          parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
          'x-kubernetes-action': 'patch',
          'x-kubernetes-group-version-kind': { group: '', version: 'v1', kind },
        },
      },
    ]);
  return Object.fromEntries(paths) as object;
}

function json(body: string): Readonly<{ type: string; body: string }> {
  return { type: 'application/json', body };
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}
