import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GraphQLClient } from './support/graphql.js';
import { manifest } from './support/manifest.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { Program } from './support/program.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let program: Program;
let client: GraphQLClient;

const APPLY =
  'mutation ($manifest: String!) { applyDeployment(input: { manifest: $manifest }) { results { changed } } }';
const apply = (text: string) => client.error(APPLY, { manifest: text });

beforeAll(async () => {
  database = await createTestDatabase();
  program = await Program.start({ env: { DATABASE_URL: database.url } });
  client = new GraphQLClient(program.url, program.token);
  await client.data(APPLY, { manifest: manifest('web', { image: 'web:1' }) });
});
afterAll(async () => {
  expect(program.output).not.toMatch(/"level":(50|60)/); // none of it was a fault of ours
  await program.discard();
  await database.drop();
});

describe('a manifest that cannot be', () => {
  const web = (change: (text: string) => string) => change(manifest('bad', { image: 'web:1' }));

  it.each([
    ['is malformed YAML', 'a: [1', 'BAD_USER_INPUT', 'line 1'],
    ['is malformed JSON', '{"kind": "Deployment",', 'BAD_USER_INPUT', 'line 1'],
    ['has tabs for indentation', 'kind: Deployment\nmetadata:\n\tname: x', 'BAD_USER_INPUT', 'line 3'],
    ['is a number', '42', 'BAD_USER_INPUT', 'must be an object'],
    ['is empty', '', 'BAD_USER_INPUT', 'has no Deployment'],
    [
      'has only another kind',
      '{apiVersion: v1, kind: Service, metadata: {name: a}}',
      'BAD_USER_INPUT',
      'has no Deployment',
    ],
    ['has no kind', '{apiVersion: apps/v1, metadata: {name: a}}', 'BAD_USER_INPUT', "Object 'Kind' is missing"],
    ['has no apiVersion', '{kind: Deployment, metadata: {name: a}}', 'BAD_USER_INPUT', 'apiVersion not set'],
    [
      'is of an old version',
      web((text) => text.replace('apps/v1', 'extensions/v1beta1')),
      'BAD_USER_INPUT',
      'extensions/v1beta1',
    ],
    [
      'has an unknown field',
      web((text) => text.replace('replicas:', 'replicsa:')),
      'BAD_USER_INPUT',
      'unknown field "spec.replicsa"',
    ],
    ['has a wrong type', web((text) => text.replace('replicas: 3', 'replicas: "three"')), 'BAD_USER_INPUT', 'replicas'],
    [
      'has a key twice',
      web((text) => text.replace('replicas: 3', 'replicas: 3\n  replicas: 4')),
      'BAD_USER_INPUT',
      'replicas',
    ],
    [
      'has an empty name',
      web((text) => text.replace('name: bad', 'name: ""')),
      'INVALID',
      'metadata.name: Required value',
    ],
    ['has no name', web((text) => text.replace('name: bad,', '')), 'INVALID', 'metadata.name: Required value'],
    [
      'has a name in capitals',
      web((text) => text.replace('name: bad', 'name: Bad')),
      'INVALID',
      'metadata.name: Invalid value',
    ],
    [
      'has negative replicas',
      web((text) => text.replace('replicas: 3', 'replicas: -1')),
      'INVALID',
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'has both fenceposts 0',
      web((text) =>
        text.replace('replicas: 3', 'replicas: 3\n  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }'),
      ),
      'INVALID',
      'may not be 0 when `maxSurge` is 0',
    ],
    [
      'has a selector that does not match',
      web((text) => text.replace('matchLabels: { app: bad }', 'matchLabels: { app: good }')),
      'INVALID',
      '`selector` does not match template `labels`',
    ],
    [
      'has no container',
      web((text) => text.replace(/containers: \[.*\]/, 'containers: []')),
      'INVALID',
      'spec.template.spec.containers: Required value',
    ],
    [
      'is 2 MB',
      web((text) => text.replace('labels:', `annotations: { big: "${'x'.repeat(2_000_000)}" }, labels:`)),
      'BAD_USER_INPUT',
      'more than 1572864 bytes',
    ],
    [
      'has annotations of 1 MB',
      web((text) => text.replace('labels:', `annotations: { big: "${'x'.repeat(1_000_000)}" }, labels:`)),
      'INVALID',
      'metadata.annotations: Too long',
    ],
    ['has U+0000', web((text) => text.replace('web:1', '\\0')), 'BAD_USER_INPUT', 'cannot be recorded'],
    [
      'changes the selector of a living one',
      manifest('web', { image: 'web:1' }).replaceAll('app: web', 'app: other'),
      'INVALID',
      'field is immutable',
    ],
  ])('when it %s, it is refused', async (_, text, code, words) => {
    const error = await apply(text);

    expect(error).toMatchObject({ code });
    expect(error.message).toContain(words);
  });

  it('when nothing of it was right, nothing was recorded', async () => {
    const { changes } = await client.data('{ changes(first: 10) { nodes { name } } }');

    expect(changes.nodes).toEqual([{ name: 'web' }]);
  });
});

describe('a command that cannot be', () => {
  it.each([
    [
      'setImage',
      'name: "nope", images: [{ container: "web", image: "a" }]',
      'NOT_FOUND',
      'deployments.apps "nope" not found',
    ],
    ['deleteDeployment', 'name: "nope"', 'NOT_FOUND', 'deployments.apps "nope" not found'],
    [
      'setImage',
      'name: "web", images: [{ container: "nope", image: "a" }]',
      'BAD_USER_INPUT',
      'unable to find container named "nope"',
    ],
    ['setImage', 'name: "web", images: [{ container: "web", image: "" }]', 'INVALID', 'image: Required value'],
    ['scaleDeployment', 'name: "web", replicas: -1', 'INVALID', 'must be greater than or equal to 0'],
    ['scaleDeployment', 'name: "web", replicas: 5, currentReplicas: 4', 'CONFLICT', 'expected replicas to be 4, was 3'],
    ['scaleDeployment', 'name: "web", replicas: 5, expectedPosition: "0"', 'CONFLICT', 'is at position 1, not at 0'],
    ['undoRollout', 'name: "web"', 'NOT_FOUND', 'no rollout history found'],
    ['undoRollout', 'name: "web", toLastCompleted: true', 'NOT_FOUND', 'no rollout history found'],
    ['undoRollout', 'name: "web", toRevision: 99', 'NOT_FOUND', 'unable to find specified revision 99 in history'],
    ['undoRollout', 'name: "web", toRevision: -1', 'BAD_USER_INPUT', "must be a revision's number"],
    ['undoRollout', 'name: "web", toRevision: 1, toLastCompleted: true', 'BAD_USER_INPUT', 'give one of'],
    ['undoRollout', 'name: "web", toRevisionId: "abc"', 'BAD_USER_INPUT', 'is not an id of this server'],
    ['labelDeployment', 'name: "web", labels: { a: "b c" }', 'INVALID', 'metadata.labels: Invalid value: "b c"'],
    [
      'changeStrategy',
      'name: "web", type: RollingUpdate, maxSurge: "0", maxUnavailable: "0"',
      'INVALID',
      'may not be 0',
    ],
    ['changeStrategy', 'name: "web", type: RollingUpdate, maxSurge: "many"', 'INVALID', 'maxSurge'],
    [
      'changeStrategy',
      'name: "web", type: Recreate, maxSurge: "1"',
      'INVALID',
      "may not be specified when strategy `type` is 'Recreate'",
    ],
    ['changeLimits', 'name: "web", minReadySeconds: -1', 'INVALID', 'spec.minReadySeconds'],
    ['setResources', 'name: "web", limits: { cpu: "lots" }', 'BAD_USER_INPUT', 'quantities must match'],
  ])('when %s is sent with %s, the answer is %s', async (mutation, input, code, words) => {
    const error = await client.error(`mutation { ${mutation}(input: { namespace: "shop", ${input} }) { changed } }`);

    expect(error).toMatchObject({ status: 200, code });
    expect(error.message).toContain(words);
  });

  it.each([
    ['setPodLife(input: { startSeconds: -1 }) { startSeconds }', 'must be between 0 and 86400 seconds, not -1'],
    [
      'setPodLife(input: { terminationSeconds: 86401 }) { startSeconds }',
      'must be between 0 and 86400 seconds, not 86401',
    ],
    ['setClusterRelease(input: { release: "1.3" }) { release }', 'Kubernetes release "1.3" is not known'],
  ])('when the setting is %s, it is refused', async (mutation, words) => {
    const error = await client.error(`mutation { ${mutation} }`);

    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(words) });
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['{ changes(first: 0) { nodes { id } } }', 'first: must be between 1 and 100, not 0'],
    ['{ changes(first: -1) { nodes { id } } }', 'first: must be between 1 and 100, not -1'],
    ['{ changes(first: 101) { nodes { id } } }', 'first: must be between 1 and 100, not 101'],
    ['{ changes(last: 101) { nodes { id } } }', 'last: must be between 1 and 100, not 101'],
    ['{ changes(first: 1, last: 1) { nodes { id } } }', 'last: cannot be given together with first'],
    ['{ changes(after: "x") { nodes { id } } }', 'is not a cursor of this list'],
    ['{ changes(before: "-1") { nodes { id } } }', 'is not a cursor of this list'],
    ['{ deployments(after: "WyJyZXZpc2lvbiIsMSwxXQ") { nodes { id } } }', 'is not a cursor of this list'],
    ['{ deployments(filter: { labelSelector: "a=b=c" }) { nodes { id } } }', "filter.labelSelector: found '='"],
    [
      '{ deployment(namespace: "shop", name: "web") { revisions(after: "zzz") { nodes { id } } } }',
      'is not a cursor of this list',
    ],
    [
      '{ deployment(namespace: "shop", name: "web") { pods(first: 101) { nodes { name } } } }',
      'first: must be between 1 and 100',
    ],
    ['{ node(id: "zzz") { id } }', 'is not an id of this server'],
    ['{ nodes(ids: ["zzz"]) { id } }', 'ids[0]'],
    ['{ rollout(id: "RGVwbG95bWVudDox") { id } }', 'is the id of a Deployment, not of a Rollout'],
    [
      '{ diff(from: { namespace: "shop", name: "web" }, to: { change: "1" }) { identical } }',
      'from: give one of revision, at and change',
    ],
    ['{ diff(from: { name: "web", revision: 1 }, to: { change: "1" }) { identical } }', 'from.namespace: is needed'],
    ['{ diff(from: { change: "99" }, to: { change: "1" }) { identical } }', 'there is no change at position 99'],
    ['{ deployment(namespace: "shop\\u0000", name: "web") { id } }', 'must not have the character U+0000'],
  ])('when it is %s, it says why', async (query, words) => {
    const error = await client.error(query);

    expect(error).toMatchObject({ status: 200, code: 'BAD_USER_INPUT' });
    expect(error.message).toContain(words);
  });

  it.each([
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:01Z',
    '',
  ])('when a moment is %j, it says how to write one', async (at) => {
    const query = 'query ($at: DateTime) { deployment(namespace: "shop", name: "web", at: $at) { id } }';

    expect(await client.error(query, { at })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await client.error(query.replace('($at: DateTime)', '').replace('$at', JSON.stringify(at)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('write it as RFC 3339 does'),
    });
  });

  it.each(['-1', '1.5', 'x', '9223372036854775808'])(
    'when a position is %j, it says how to write one',
    async (position) => {
      const error = await client.error('query ($p: Position!) { change(position: $p) { id } }', { p: position });

      expect(error).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    },
  );

  it.each([
    ['{ deployment(namespace: "shop", name: "nope") { id } }', { deployment: null }],
    ['{ deployment(namespace: "shop", name: "web", at: "1999-01-01T00:00:00Z") { id } }', { deployment: null }],
    ['{ node(id: "RGVwbG95bWVudDo5OTk") { id } }', { node: null }],
    ['{ nodes(ids: ["UmV2aXNpb246MTo5OjE", "RGVwbG95bWVudDo5OTk"]) { id } }', { nodes: [null, null] }],
    ['{ change(position: "9223372036854775807") { id } }', { change: null }],
    ['{ changes(after: "999999999999999999") { nodes { id } } }', { changes: { nodes: [] } }],
  ])('when %s is not there, it is null and no error', async (query, data) => {
    expect(await client.data(query)).toEqual(data);
  });
});

describe('limits', () => {
  const nested = (depth: number) =>
    `{ deployment(namespace: "a", name: "b") ${'{ incarnations(first: 1) { nodes '.repeat((depth - 3) / 2)}{ incarnations(first: 1) { __typename ${'} '.repeat(depth)}`;
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;

  it('when a query is 15 fields deep, it runs; 17 are too many, and so are 200', async () => {
    expect((await client.ask(nested(15))).errors).toEqual([]);
    expect(await client.error(nested(17))).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED', limit: 'depth' });
    expect(await client.error(nested(201))).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' });
  });

  it('when depth hides in fragments, it counts', async () => {
    const hidden = `{ deployment(namespace: "a", name: "b") { ...f } } fragment f on Deployment ${'{ incarnations(first: 1) { nodes '.repeat(8)}{ id ${'} '.repeat(17)}`;

    expect(await client.error(hidden)).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'depth' });
  });

  it('when a query has 50 root fields with aliases, it runs; 51 are too many, and 10,000 aliases too', async () => {
    expect((await client.ask(aliases(50))).errors).toEqual([]);
    expect(await client.error(aliases(51))).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'rootFields' });
    const { status, errors } = await client.ask(aliases(10_000));
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  it('when a query has 100 aliases, it runs; 101 are too many', async () => {
    const inner = (count: number) =>
      `{ deployment(namespace: "a", name: "b") { ${Array.from({ length: count }, (_, i) => `a${i}: name`).join(' ')} } }`;

    expect((await client.ask(inner(100))).errors).toEqual([]);
    expect(await client.error(inner(101))).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'aliases' });
  });

  it('when a document has 10,000 tokens, it runs; one more is too many', async () => {
    const ids = (tokens: number) => `{ nodes(ids: [${'"a" '.repeat(tokens - 12)}]) { id } }`;

    expect(await client.error(ids(10_000))).toMatchObject({
      status: 200,
      message: expect.stringContaining('at most 100'),
    });
    expect(await client.error(ids(10_001))).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED', limit: 'tokens' });
  });

  it('when the same field is asked for thousands of times, it is refused before that costs anything', async () => {
    const fields = `{ changes(first: 1) { nodes { ${'id '.repeat(9000)} } } }`;

    expect(await client.error(fields)).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED', limit: 'selections' });
  });

  it('when a document is too long, it says to use variables', async () => {
    expect(await client.error(`{ __typename } #${' '.repeat(256 * 1024)}`)).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'documentLength',
    });
  });

  it('when an operation costs too much, it is refused before it runs, and every answer says what it cost', async () => {
    const cost = '{ deployments(first: 100) { nodes { revisions(first: 100) { nodes { template change { id } } } } } }';
    const cheap = await client.ask(
      '{ deployment(namespace: "shop", name: "web") { revisions(first: 10) { nodes { number template } } } }',
    );

    expect(await client.error(cost)).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'cost' });
    expect(cheap.extensions).toEqual({ cost: { requested: 22, limit: 20_000 } });
  });

  it('when a body is larger than 2 MiB, it is 413', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { a: '' } });
    const padded = (bytes: number) => body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);

    expect(await client.send(padded(2 * 1024 * 1024))).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(await client.send(padded(2 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
  });

  it('when the schema is asked for, it is answered', async () => {
    const { __schema } = await client.data(
      '{ __schema { types { name fields { name args { name type { kind ofType { kind ofType { kind name } } } } } } } }',
    );

    expect(__schema.types.length).toBeGreaterThan(50);
  });
});

describe('GraphQL over HTTP', () => {
  const query = JSON.stringify({ query: '{ __typename }' });
  const wrong = JSON.stringify({ query: '{ nope }' });

  it.each([
    ['takes anything', '*/*', 'application/graphql-response+json; charset=utf-8', 400],
    ['takes GraphQL', 'application/graphql-response+json', 'application/graphql-response+json; charset=utf-8', 400],
    ['takes JSON alone', 'application/json', 'application/json; charset=utf-8', 200],
  ])('when a client %s, it is answered so', async (_, accept, type, status) => {
    expect(await client.send(query, { accept })).toMatchObject({ status: 200, type, data: { __typename: 'Query' } });
    expect(await client.send(wrong, { accept })).toMatchObject({
      status,
      type,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it.each([
    ['is not JSON', '{"query": ', 400, 'is not JSON'],
    ['is empty', '', 400, 'empty'],
    ['is a list', `[${query}]`, 400, 'several requests in one are not taken'],
    ['has no query', '{}', 400, 'query must be a string'],
    ['has variables that are a list', '{"query":"{ __typename }","variables":[]}', 400, 'variables must be an object'],
    [
      'has an operationName that is a number',
      '{"query":"{ __typename }","operationName":1}',
      400,
      'operationName must be a string',
    ],
    ['is no GraphQL', '{"query":"5"}', 400, 'Syntax Error'],
    ['is a syntax tree', JSON.stringify({ query: '{"kind":"Document","definitions":[]}' }), 400, 'Syntax Error'],
    [
      'names an operation that is not there',
      '{"query":"query a { __typename }","operationName":"b"}',
      400,
      'Unknown operation named "b"',
    ],
    ['is a subscription', '{"query":"subscription { changes { id } }"}', 400, 'WebSocket'],
  ])('when a request %s, it is %i', async (_, body, status, words) => {
    const answer = await client.send(body);

    expect(answer).toMatchObject({ status, errors: [{ message: expect.stringContaining(words) }] });
    expect(answer.data).toBeUndefined();
  });

  it('when the operations of one document are asked for in turn, each is the one that is run', async () => {
    const document = 'query a { a: __typename } query b { b: __typename }';
    const ask = async (operationName: string) =>
      (await client.send(JSON.stringify({ query: document, operationName }))).data;

    for (let round = 0; round < 3; round += 1) {
      expect([await ask('a'), await ask('b')]).toEqual([{ a: 'Query' }, { b: 'Query' }]);
    }
  });

  it.each([
    [{ accept: 'text/html' }, 406],
    [{ 'content-type': 'text/plain' }, 415],
    [{ authorization: '' }, 401],
    [{ authorization: 'Basic YTpi' }, 401],
    [{ authorization: 'Bearer unknown' }, 401],
  ])('when the headers are %j, it is %i', async (headers, status) => {
    expect(await client.send(query, headers as Record<string, string>)).toMatchObject({
      status,
      errors: [{ extensions: { code: expect.any(String) } }],
    });
  });

  it('when it is not POST, it is 405', async () => {
    const response = await fetch(`${program.url}/graphql?query={__typename}`);

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('when it is asked how it is, it says so; numbers are for those who may read all', async () => {
    const get = (path: string, headers = {}) => fetch(`${program.url}${path}`, { headers });

    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ ready: true, database: 'ok', views: 'ok' });
    expect((await get('/metrics')).status).toBe(401);
    expect(await (await get('/metrics', { authorization: `Bearer ${program.token}` })).text()).toMatch(
      /^rollbook_log_position 1$/m,
    );
  });
});
