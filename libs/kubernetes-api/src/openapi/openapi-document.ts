import { type Json, type JsonObject } from '#libs/kubernetes';
import { KUBERNETES_VERSION } from '../discovery/version-info.js';
import type { Discoverable } from '../discovery/verbs.js';
import { groupVersion, type ServedResource } from '../resource/served-resource.js';
import { resourcePaths } from './resource-paths.js';
import { schemaName } from './schema-name.js';
import { SCHEMA_NAMES, schemaOf } from './schemas.js';

/** The OpenAPI 3 document of a group and version, such as `apps/v1`; undefined when nothing of it is served. */
export function openApiDocument(
  resources: readonly Discoverable<ServedResource>[],
  place: string,
): JsonObject | undefined {
  const here = resources.filter(({ served }) => groupVersion(served) === place);
  if (here.length === 0) return undefined;
  const paths = Object.assign({}, ...here.map(resourcePaths)) as JsonObject;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: KUBERNETES_VERSION },
    paths,
    components: { schemas: schemasOf(paths) },
  };
}

// All types that are told of from there on.
function schemasOf(from: Json): JsonObject {
  const schemas: Record<string, JsonObject> = {};
  const rest: Json[] = [from];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const name of refsIn(next)) {
      if (schemas[name] !== undefined) continue;
      const schema = schemaOf(SHORT_NAMES.get(name) ?? '');
      if (schema === undefined) throw new Error(`there is no schema ${name}`);
      schemas[name] = schema;
      rest.push(schema);
    }
  }
  return schemas;
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map(SCHEMA_NAMES.map((short) => [schemaName(short), short]));

function refsIn(value: Json): readonly string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...found].map(([, name = '']) => name);
}
