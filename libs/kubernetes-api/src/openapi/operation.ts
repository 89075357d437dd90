import type { JsonObject } from '#libs/kubernetes';
import type { Verb } from '../discovery/verbs.js';
import type { GroupVersionKind } from '../resource/served-resource.js';
import { schemaRef } from './schema-name.js';
import { isKnownSchema } from './schemas.js';

const SELECTING = ['fieldSelector', 'labelSelector', 'limit', 'continue', 'resourceVersion', 'resourceVersionMatch'];
const WRITING = ['dryRun', 'fieldManager', 'fieldValidation'];

// kubectl looks here whether the server can validate fields.
const QUERY_OF: Readonly<Record<Verb, readonly string[]>> = {
  create: WRITING,
  delete: ['dryRun', 'gracePeriodSeconds', 'propagationPolicy'],
  deletecollection: [...SELECTING, 'dryRun', 'gracePeriodSeconds', 'propagationPolicy'],
  get: [],
  list: [...SELECTING, 'allowWatchBookmarks', 'sendInitialEvents', 'timeoutSeconds', 'watch'],
  patch: [...WRITING, 'force'],
  update: WRITING,
  watch: [],
};

const TYPES: Readonly<Record<string, string>> = {
  limit: 'integer',
  gracePeriodSeconds: 'integer',
  timeoutSeconds: 'integer',
  allowWatchBookmarks: 'boolean',
  sendInitialEvents: 'boolean',
  watch: 'boolean',
  force: 'boolean',
};

const PATCHES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

/** One operation of a path: a verb of a kind. */
export function operationOf(verb: Verb, { group, version, kind }: GroupVersionKind): JsonObject {
  const parameters = QUERY_OF[verb].map((name) => ({
    name,
    in: 'query',
    schema: { type: TYPES[name] ?? 'string', uniqueItems: true },
  }));
  const one = `${group === '' ? 'core' : group}/${kind}`;
  return {
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(verb, one),
    responses: { '200': { description: 'OK', content: { 'application/json': answerOf(verb, one) } } },
    'x-kubernetes-action': ACTIONS[verb] ?? verb,
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}

const ACTIONS: Readonly<Partial<Record<Verb, string>>> = { create: 'post', update: 'put' };

function bodyOf(verb: Verb, one: string): JsonObject {
  if (verb === 'patch') return bodyIn(Object.fromEntries(PATCHES.map((type) => [type, {}])));
  const isWhole = verb === 'create' || verb === 'update';
  return isWhole ? bodyIn({ '*/*': { schema: schemaAt(one) } }) : {};
}

function bodyIn(content: JsonObject): JsonObject {
  return { requestBody: { required: true, content } };
}

// A deletion is answered with a Status, of which the document says no more.
function answerOf(verb: Verb, one: string): JsonObject {
  if (verb === 'delete' || verb === 'deletecollection') return {};
  return { schema: schemaAt(verb === 'list' ? `${one}List` : one) };
}

// Of a kind that is not in the tables it is told that it is an object.
function schemaAt(name: string): JsonObject {
  return isKnownSchema(name) ? { $ref: schemaRef(name) } : { type: 'object' };
}
