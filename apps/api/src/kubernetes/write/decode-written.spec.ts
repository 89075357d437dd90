import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#libs/kubernetes';
import { refusalOf } from '../../../../../test/support/refusal-of.js';
import { decodePatched, decodeWritten } from './decode-written.js';
import { DEPLOYMENT } from './deployment-type.js';
import { JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH } from './media-types.js';
import { readBody } from './read-body.js';
import { readPatch } from './read-patch.js';

const WEB: JsonObject = { metadata: { name: 'web' }, spec: { replicas: 1 } };

function patched(
  contentType: string | undefined,
  patch: string,
  fieldValidation: 'Strict' | 'Warn' | 'Ignore' = 'Warn',
) {
  const sent = { body: Buffer.from(patch), ...(contentType !== undefined && { contentType }) };
  return decodePatched(WEB, readPatch(sent, DEPLOYMENT.goType), { type: DEPLOYMENT, fieldValidation });
}

describe('decodePatched', () => {
  it.each([
    [STRATEGIC_PATCH, '{"spec":{"replicas":2}}'],
    [MERGE_PATCH, '{"spec":{"replicas":2}}'],
    [JSON_PATCH, '[{"op":"replace","path":"/spec/replicas","value":2}]'],
  ])('when it is %s, the object is patched', (contentType, patch) => {
    const { object, warnings } = patched(contentType, patch);
    expect([(object.spec as JsonObject).replicas, warnings]).toEqual([2, []]);
  });

  it('when a field is unknown or there twice, it warns, refuses or is silent, as asked', () => {
    const patch = '{"spec":{"replicaz":4,"paused":true,"paused":true}}';
    expect(patched(STRATEGIC_PATCH, patch).warnings).toEqual([
      'duplicate field "spec.paused"',
      'unknown field "spec.replicaz"',
    ]);
    expect(patched(STRATEGIC_PATCH, patch, 'Ignore').warnings).toEqual([]);
    expect(refusalOf(() => patched(STRATEGIC_PATCH, patch, 'Strict'))).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[paused:true replicaz:4]]": strict decoding error: duplicate field "spec.paused", unknown field "spec.replicaz"',
    );
  });

  it.each([
    [STRATEGIC_PATCH, '{not json', "invalid character 'n' looking for beginning of object key string"],
    [STRATEGIC_PATCH, '[]', 'json: cannot unmarshal array into Go value of type map[string]interface {}'],
    [MERGE_PATCH, '{', 'error decoding patch: unexpected end of JSON input'],
    [JSON_PATCH, '{}', 'error decoding patch: a JSON patch is a list of operations'],
    [
      MERGE_PATCH,
      '{"spec":{"replicas":"x"}}',
      String.raw` "" is invalid: patch: Invalid value: "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"replicas\":\"x\"}}": json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32`,
    ],
    [
      STRATEGIC_PATCH,
      '{"spec":{"replicas":"x"}}',
      ' "" is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32',
    ],
    [
      STRATEGIC_PATCH,
      '{"spec":{"template":{"spec":{"containers":1}}}}',
      ' "" is invalid: patch: Invalid value: "map[spec:map[template:map[spec:map[containers:1]]]]": cannot restore slice from int64',
    ],
    [
      'application/json',
      '{}',
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml',
    ],
  ])('when %s is %s, it is refused', (contentType, patch, message) => {
    expect(refusalOf(() => patched(contentType, patch))).toBe(message);
  });
});

describe('decodeWritten', () => {
  const written = (text: string, contentType?: string, fieldValidation: 'Strict' | 'Warn' = 'Strict') => {
    const sent = { body: Buffer.from(text), ...(contentType !== undefined && { contentType }) };
    return decodeWritten(readBody(sent, 'Deployment'), { type: DEPLOYMENT, fieldValidation });
  };

  it('when it is JSON or YAML, it is the same object', () => {
    expect(written('spec: { replicas: 2 }', 'application/yaml').object).toEqual(
      written('{"spec":{"replicas":2}}').object,
    );
  });

  it.each([
    [
      '{"spec":{"replicas":1,"replicas":2}}',
      undefined,
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: duplicate field "spec.replicas"',
    ],
    [
      '',
      'application/json',
      "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)",
    ],
    [
      'hello',
      'application/json',
      "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: invalid character 'h' looking for beginning of value (68656c6c6f)",
    ],
    ['a: 1\n---\nb: 2', 'application/yaml', 'the body must be one object'],
    [
      '{}',
      'text/html',
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    ],
  ])('when %j comes as %s, it is refused', (text, contentType, message) => {
    expect(refusalOf(() => written(text, contentType))).toBe(message);
  });
});
