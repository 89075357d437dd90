// Writes test/manifests/golden/protobuf.json: the Deployments of the corpus in Kubernetes' Protobuf form, written by another
// program than the one that reads them.
//
//   node scripts/record-golden-protobuf.mjs PROTOBUFJS PROTOS
//
// PROTOBUFJS: the package protobufjs, somewhere. PROTOS: a folder in which k8s.io/api and k8s.io/apimachinery are, with
// their generated.proto files. Beside it, test/manifests/golden/NAME.json says what kubectl reads from each manifest.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [library, protos] = process.argv.slice(2);
const protobuf = createRequire(import.meta.url)(library);
const FOLDER = new URL('../test/manifests/golden/', import.meta.url);

const root = new protobuf.Root();
root.resolvePath = (_origin, target) => `${protos}/${target}`;
root.loadSync('k8s.io/api/apps/v1/generated.proto', { keepCase: true });
const deploymentType = root.lookupType('k8s.io.api.apps.v1.Deployment');
const unknownType = root.lookupType('k8s.io.apimachinery.pkg.runtime.Unknown');

const SPECIAL = {
  Quantity: (value) => ({ string: String(value) }),
  Time: (value) => ({ seconds: Date.parse(value) / 1000, nanos: 0 }),
  IntOrString: (value) => (typeof value === 'string' ? { type: 1, strVal: value } : { type: 0, intVal: value }),
};
// Messages whose fields stand in the object itself in JSON.
const INLINE = ['volumeSource', 'handler', 'ephemeralContainerCommon', 'localObjectReference'];

function message(type, json) {
  const fields = type.fieldsArray.map((field) => {
    field.resolve();
    const value = INLINE.includes(field.name) && json[field.name] === undefined ? json : json[field.name];
    return [field.name, value === undefined || value === null ? undefined : one(field, value)];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function one(field, value) {
  if (field.map)
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, single(field.resolvedType, entry ?? '')]),
    );
  if (field.repeated) return value.map((entry) => single(field.resolvedType, entry));
  return single(field.resolvedType, value);
}

function single(type, value) {
  if (!type || type instanceof protobuf.Enum) return value;
  return SPECIAL[type.name]?.(value) ?? message(type, value);
}

function envelope(object) {
  const raw = deploymentType.encode(message(deploymentType, object)).finish();
  const { apiVersion, kind } = object;
  const unknown = unknownType.encode({ typeMeta: { apiVersion, kind }, raw }).finish();
  return Buffer.concat([Buffer.from('k8s\0'), unknown]).toString('base64');
}

const bodies = readdirSync(FOLDER)
  .filter((file) => /\.(yaml|json)\.json$/.test(file))
  .flatMap((file) =>
    JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')).map((object, index) => ({ file, index, object })),
  )
  .filter(({ object }) => object?.kind === 'Deployment' && object.apiVersion === 'apps/v1')
  .map(({ file, index, object }) => ({ file, index, body: envelope(object) }));
writeFileSync(new URL('protobuf.json', FOLDER), `${JSON.stringify(bodies, null, 1)}\n`);
