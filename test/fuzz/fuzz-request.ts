import fc from 'fast-check';
import { readSessions } from '../sessions/recorded-session.js';
import { mutatedJson } from './mutated-json.js';

/** A request to send, as it is. */
export type FuzzRequest = Readonly<{
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  /** Base64, so that a failing one can be told. */
  body: string;
}>;

/** Requests that kubectl really sent, one thing or several of each changed, and some that nobody would send. The same for the same seed. */
export function fuzzRequests(count: number, seed: number): readonly FuzzRequest[] {
  const requests = fc.oneof({ weight: 5, arbitrary: mutated() }, { weight: 1, arbitrary: random() });
  return fc.sample(requests, { numRuns: count, seed }).map(withReadableAnswer);
}

// Of what is no HTTP request nobody knows that it was a HEAD: the answer has a body, which a client does not expect.
function withReadableAnswer(request: FuzzRequest): FuzzRequest {
  const { method, path } = request;
  return method === 'HEAD' && !path.startsWith('/') ? { ...request, path: `/${path}` } : request;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=bogus',
  'application/yaml',
  'application/apply-patch+yaml',
  'application/apply-patch+cbor',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/vnd.kubernetes.protobuf',
  'text/plain',
  'multipart/form-data; boundary=x',
  ';;;',
];
const ACCEPTS = [
  'application/json',
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/vnd.kubernetes.protobuf',
  'application/vnd.kubernetes.protobuf,application/json',
  'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
  'application/yaml',
  'text/html',
  '*/*;q=0',
  ',;=,',
];
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  limit: ['0', '1', '-1', '500', '99999999999999999999', 'x', ''],
  continue: ['', 'e30=', 'garbage', 'eyJydiI6LTF9', '%'],
  resourceVersion: ['', '0', '1', '-1', '1000000000', '18446744073709551616', 'abc', '1.5'],
  resourceVersionMatch: ['Exact', 'NotOlderThan', 'Other', ''],
  labelSelector: ['app=web', 'a=b=c', 'a in (b,c', '!a', 'a,,b', '((', 'é=1', 'a'.repeat(300)],
  fieldSelector: ['metadata.name=web', 'spec.replicas=3', 'a', 'metadata.name!=x,status.phase=Running', '=', 'x==y==z'],
  watch: ['true', '1', 'false', 'x', ''],
  allowWatchBookmarks: ['true', 'x'],
  sendInitialEvents: ['true', 'false', 'x'],
  timeoutSeconds: ['0', '1', '-1', 'x', '99999999999'],
  dryRun: ['All', 'None', 'all', ''],
  fieldManager: ['fuzz', '', 'x'.repeat(200), '\u0000'],
  fieldValidation: ['Strict', 'Warn', 'Ignore', 'Loose'],
  force: ['true', 'false', 'x'],
  propagationPolicy: ['Background', 'Foreground', 'Orphan', 'Sideways'],
  gracePeriodSeconds: ['0', '-1', 'x'],
  includeObject: ['None', 'Metadata', 'Object', 'x'],
  pretty: ['true'],
  container: ['web', ''],
  tailLines: ['x', '-1'],
};
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'impersonate-user': 'jane' },
  { 'impersonate-user': '' },
  { 'impersonate-group': 'devs' },
  { 'impersonate-user': 'jane', 'impersonate-group': 'system:masters', 'impersonate-uid': 'x' },
  { 'impersonate-extra-scopes': 'x' },
  { 'content-encoding': 'gzip' },
  { 'kubectl-command': 'kubectl apply', 'kubectl-session': 'x'.repeat(5000) },
  { authorization: 'Bearer wrong' },
  { authorization: 'Basic eDp5' },
  { authorization: '' },
  { 'user-agent': '' },
  { 'if-none-match': '"x"' },
  { 'if-match': '*' },
  { range: 'bytes=0-1' },
  { expect: '100-continue' },
  { 'x-forwarded-for': '1.2.3.4' },
];
const SEGMENTS = [
  'api',
  'apis',
  'apps',
  'v1',
  'v2',
  'namespaces',
  'default',
  'deployments',
  'replicasets',
  'pods',
  'events',
  'services',
  'scale',
  'status',
  'log',
  'web',
  'clusters',
  'openapi',
  'v3',
  'version',
  'autoscaling',
  '..',
  '.',
  '%2F',
  '%00',
  '%zz',
  '%E0%A4%A',
  'constructor',
  '__proto__',
  'x'.repeat(300),
  '🦊',
  '',
];

function mutated(): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(fc.constantFrom(...seeds()), fc.subarray(CHANGES, { maxLength: 3 }), fc.integer())
    .chain(([seed, changes]) =>
      changes.reduce<fc.Arbitrary<FuzzRequest>>((request, change) => request.chain(change), fc.constant(seed)),
    );
}

function random(): fc.Arbitrary<FuzzRequest> {
  return fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.tuple(segments(), parameters()).map(([path, query]) => withQuery(path, query)),
    headers: headers(),
    body: fc.oneof(fc.constant(''), fc.json().map(base64), fc.uint8Array({ maxLength: 500 }).map(base64)),
  });
}

type Change = (request: FuzzRequest) => fc.Arbitrary<FuzzRequest>;

const CHANGES: Change[] = [
  (request) => fc.constantFrom(...METHODS).map((method) => ({ ...request, method })),
  (request) => parameters().map((query) => ({ ...request, path: withQuery(request.path, query) })),
  (request) => headers().map((more) => ({ ...request, headers: { ...request.headers, ...more } })),
  (request) => otherSegment(request.path).map((path) => ({ ...request, path })),
  (request) => otherBytes(request.body).map((body) => ({ ...request, body })),
  (request) =>
    mutatedJson(Buffer.from(request.body, 'base64').toString()).map((text) => ({ ...request, body: base64(text) })),
  (request) =>
    mutatedJson(Buffer.from(request.body, 'base64').toString()).map((text) => ({ ...request, body: base64(text) })),
];

function parameters(): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const known = fc
    .constantFrom(...Object.keys(PARAMETERS))
    .chain((name) => fc.constantFrom(...(PARAMETERS[name] ?? [''])).map((value) => [name, value] as const));
  return fc.array(fc.oneof({ weight: 6, arbitrary: known }, fc.tuple(fc.string(), fc.string())), { maxLength: 3 });
}

function headers(): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc
    .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...ACCEPTS), fc.constantFrom({}, ...HEADERS))
    .map(([type, accept, more]) => ({ 'content-type': type, accept, ...more }));
}

function segments(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 8 }).map((parts) => `/${parts.join('/')}`);
}

function otherSegment(path: string): fc.Arbitrary<string> {
  const [place = '', query] = path.split('?');
  const parts = place.split('/');
  return fc.tuple(fc.nat(parts.length), fc.constantFrom(...SEGMENTS)).map(([at, segment]) => {
    const other = parts.map((part, index) => (index === at ? segment : part)).join('/');
    return query === undefined ? other : `${other}?${query}`;
  });
}

function otherBytes(body: string): fc.Arbitrary<string> {
  const bytes = Buffer.from(body, 'base64');
  return fc
    .array(fc.tuple(fc.nat(Math.max(bytes.length - 1, 0)), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((flips) => {
      const other = Buffer.from(bytes);
      for (const [at, byte] of flips) if (at < other.length) other[at] = byte;
      return base64(other);
    });
}

function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
  const text = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

// Every request of every session, in few namespaces, so that they meet.
function seeds(): readonly FuzzRequest[] {
  return readSessions().flatMap(({ steps, namespace }) =>
    steps.flatMap(({ requests }) =>
      requests.map(({ method, url, accept, contentType, requestBody }) => ({
        method,
        path: url.replaceAll(`/${namespace}/`, '/default/'),
        headers: { accept, ...(contentType !== undefined && { 'content-type': contentType }) },
        body:
          typeof requestBody === 'string'
            ? base64(requestBody.replaceAll(`"${namespace}"`, '"default"'))
            : requestBody.protobufBase64,
      })),
    ),
  );
}

function base64(content: string | Uint8Array): string {
  return Buffer.from(content as Uint8Array).toString('base64');
}
