import { readdirSync, readFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from '@jest/globals';
import { decodeDeployment, type Json, type JsonObject } from '#libs/kubernetes';
import { decodeProtobuf } from './decode-protobuf.js';

const PART = WireType.LengthDelimited;
const CORPUS = 'test/manifests/golden';
const SESSIONS = 'test/conformance/kubectl';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const stored = (object: JsonObject): JsonObject =>
  decodeDeployment({ ...object, status: {} }, { fieldValidation: 'Ignore' }).deployment;

/** A body as client-go writes it: a kind in its envelope, the message of the kind as bytes. */
function body(apiVersion: string, kind: string, message = new BinaryWriter()): Uint8Array {
  const type = new BinaryWriter().tag(1, PART).string(apiVersion).tag(2, PART).string(kind).finish();
  const unknown = new BinaryWriter().tag(1, PART).bytes(type).tag(2, PART).bytes(message.finish());
  return Buffer.concat([Buffer.from('k8s\0'), unknown.tag(3, PART).string('').tag(4, PART).string('').finish()]);
}

const part = (number: number, ...parts: readonly BinaryWriter[]): BinaryWriter =>
  new BinaryWriter().tag(number, PART).bytes(Buffer.concat(parts.map((each) => each.finish())));
const text = (number: number, value: string): BinaryWriter => new BinaryWriter().tag(number, PART).string(value);
const int = (number: number, value: number): BinaryWriter =>
  new BinaryWriter().tag(number, WireType.Varint).int32(value);
const spec = (...fields: readonly BinaryWriter[]): BinaryWriter => part(2, ...fields);
const decoded = (apiVersion: string, kind: string, message?: BinaryWriter): JsonObject =>
  decodeProtobuf(body(apiVersion, kind, message)).object;
const specOf = (...fields: readonly BinaryWriter[]): Json | undefined =>
  decoded('apps/v1', 'Deployment', spec(...fields)).spec;
const podOf = (...fields: readonly BinaryWriter[]): Json | undefined => decoded('v1', 'Pod', spec(...fields)).spec;

type Recorded = { file: string; index: number; body: string };
const corpus = read(`${CORPUS}/protobuf.json`) as readonly Recorded[];

type Session = { steps: { args: string[]; requests?: { requestBody?: { protobufBase64?: string } }[] }[] };
const recorded = readdirSync(SESSIONS)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => (read(`${SESSIONS}/${file}`) as Session).steps)
  .flatMap(({ args, requests = [] }) =>
    requests.map(({ requestBody }) => [args.join(' '), requestBody?.protobufBase64] as const),
  )
  .filter((row): row is [string, string] => row[1] !== undefined);

describe('decodeProtobuf', () => {
  it.each(corpus)('when $file ($index) comes in Protobuf, it is what comes in JSON', ({ file, index, body: bytes }) => {
    const manifest = (read(`${CORPUS}/${file}`) as readonly JsonObject[])[index]!;
    expect(stored(decodeProtobuf(bytesOf(bytes)).object)).toEqual(stored(manifest));
  });

  it('when kubectl sends it, each recorded body is the object that it made', () => {
    expect(Object.fromEntries(recorded.map(([args, bytes]) => [args, decodeProtobuf(bytesOf(bytes)).object]))).toEqual({
      'create deployment x --image=y -n nowhere': deployment('x', 'nowhere', { image: 'y', replicas: 1 }),
      '-n verbs create deployment second --image=redis:7 --replicas=2': deployment('second', 'verbs', {
        image: 'redis:7',
        name: 'redis',
        replicas: 2,
      }),
      '-n verbs auth can-i get deployments': {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        metadata: {},
        spec: { resourceAttributes: { namespace: 'verbs', verb: 'get', group: 'apps', resource: 'deployments' } },
      },
      '-n verbs auth whoami': { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {} },
    });
  });

  it.each<[string, Json | undefined, Json]>([
    ['replicas are 0, which is said', specOf(int(1, 0)), { replicas: 0 }],
    ['minReadySeconds are 0, which is not', specOf(int(5, 0)), {}],
    ['a number is negative', specOf(int(5, -1)), { minReadySeconds: -1 }],
    ['a number comes twice, the last counts', specOf(int(1, 2), int(1, 3)), { replicas: 3 }],
    [
      'a message comes twice, they are one',
      specOf(part(2, part(1, text(1, 'a'), text(2, 'b'))), part(2, part(1, text(1, 'c'), text(2, 'd')))),
      { selector: { matchLabels: { a: 'b', c: 'd' } } },
    ],
    [
      'a key is __proto__',
      specOf(part(2, part(1, text(1, '__proto__'), text(2, 'b')))),
      { selector: { matchLabels: JSON.parse('{"__proto__":"b"}') as Json } },
    ],
    ['a value of a map is left out', specOf(part(2, part(1, text(1, 'a')))), { selector: { matchLabels: { a: '' } } }],
    ['a field is unknown', specOf(int(99, 1), text(98, 'x'), int(1, 1)), { replicas: 1 }],
    [
      'a surge is 25%',
      specOf(part(4, part(2, part(2, int(1, 1), text(3, '25%'))))),
      { strategy: { rollingUpdate: { maxSurge: '25%' } } },
    ],
    ['a surge is 1', specOf(part(4, part(2, part(2, int(2, 1))))), { strategy: { rollingUpdate: { maxSurge: 1 } } }],
    [
      'numbers of a list come one by one or packed',
      podOf(part(14, int(4, 7), new BinaryWriter().tag(4, PART).bytes(Uint8Array.of(8, 9)))),
      { securityContext: { supplementalGroups: [7, 8, 9] } },
    ],
    [
      'a time is set',
      decoded('v1', 'Namespace', part(1, part(8, int(1, 1_700_000_000), int(2, 5)))).metadata,
      { creationTimestamp: '2023-11-14T22:13:20Z' },
    ],
    ['a time is not set', decoded('v1', 'Namespace', part(1, part(8))).metadata, {}],
    [
      'it is a Service',
      decoded('v1', 'Service', spec(part(1, text(1, ''), int(3, 80), part(4), int(5, 0)), text(4, 'ClusterIP'))).spec,
      { ports: [{ port: 80, targetPort: 0 }], type: 'ClusterIP' },
    ],
    ['it is a Scale', decoded('autoscaling/v1', 'Scale', spec(int(1, 4))).spec, { replicas: 4 }],
    [
      'it is the options of a deletion, in the version of the group',
      decoded('apps/v1', 'DeleteOptions', text(4, 'Orphan')),
      { apiVersion: 'apps/v1', kind: 'DeleteOptions', propagationPolicy: 'Orphan' },
    ],
  ])('when %s, it is read so', (_, value, wanted) => {
    expect(value).toEqual(wanted);
  });

  const inDeployment = (...fields: readonly BinaryWriter[]): Uint8Array => body('apps/v1', 'Deployment', ...fields);
  it.each<[string, Uint8Array, string]>([
    ['is empty', Uint8Array.of(), 'does not begin with the four bytes'],
    ['is JSON', Buffer.from('{"kind":"Deployment"}'), 'does not begin with the four bytes'],
    ['breaks off', inDeployment(spec(int(1, 1))).subarray(0, 30), 'is no readable Protobuf: premature EOF'],
    ['has a part too long', inDeployment(new BinaryWriter().tag(2, PART).uint32(99)), 'is no readable Protobuf'],
    ['has a text where a number is', inDeployment(spec(text(1, 'x'))), 'Deployment.spec.replicas: wire type 2'],
    ['has a number where a message is', inDeployment(int(2, 1)), 'Deployment.spec: wire type 0'],
    ['has a field 0', inDeployment(new BinaryWriter().raw(Uint8Array.of(0))), 'is no readable Protobuf: illegal tag'],
    ['is of a kind nobody knows', body('apps/v1', 'Pod'), 'no kind "Pod" is registered for version "apps/v1"'],
    ['is of no kind', body('', 'constructor'), 'no kind "constructor" is registered'],
    ['has another form within', enveloped(text(4, 'application/json')), 'contentType "application/json" is not'],
    ['is packed', enveloped(text(3, 'gzip')), 'contentEncoding "gzip" is not known'],
  ])('when it %s, it is refused clearly', (_, bytes, message) => {
    const refusal = { code: 'DecodingFailed', message: expect.stringContaining(message) as unknown };
    expect(() => decodeProtobuf(bytes)).toThrow(expect.objectContaining(refusal));
  });

  it('when it has 3 MiB it is read, and with a byte more it is not', () => {
    const padded = (size: number): Uint8Array => {
      const empty = inDeployment(text(99, 'x'.repeat(size))).length - size;
      return inDeployment(text(99, 'x'.repeat(size - empty)));
    };
    expect(decodeProtobuf(padded(3_145_728)).object).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment' });
    expect(() => decodeProtobuf(padded(3_145_729))).toThrow('the body has 3145729 bytes; it may have 3145728');
  });

  it('when it has 200,000 values it is read, and with one more it is not', () => {
    // 72 00: field 14, no bytes
    const finalizers = (count: number): Uint8Array =>
      body('v1', 'Namespace', new BinaryWriter().tag(1, PART).bytes(Buffer.from('7200'.repeat(count), 'hex')));
    expect(JSON.stringify(decodeProtobuf(finalizers(199_999)).object)).toContain('"finalizers":["","","');
    expect(() => decodeProtobuf(finalizers(200_000))).toThrow('the body has more than 200000 values');
  });

  it('when any byte of a body is another, it is read or refused', () => {
    const whole = bytesOf(corpus.find(({ file }) => file.startsWith('recreate'))!.body);
    for (const [index] of whole.entries()) {
      for (const byte of [0, 0x7f, 0x80, 0xff]) {
        const broken = Uint8Array.from(whole, (old, at) => (at === index ? byte : old));
        expect(readOrCode(broken)).toMatch(/^(read|DecodingFailed)$/);
      }
    }
  });
});

function deployment(
  name: string,
  namespace: string,
  { image, replicas, name: container = image }: { image: string; replicas: number; name?: string },
): JsonObject {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: container, image, resources: {} }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: { replicas, selector: { matchLabels: labels }, template: expect.objectContaining(template), strategy: {} },
  } as unknown as JsonObject;
}

function enveloped(...fields: readonly BinaryWriter[]): Uint8Array {
  return Buffer.concat([Buffer.from('k8s\0'), ...fields.map((field) => field.finish())]);
}

function readOrCode(bytes: Uint8Array): unknown {
  try {
    decodeProtobuf(bytes);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
