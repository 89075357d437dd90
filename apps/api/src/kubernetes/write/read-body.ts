import { DecodingFailed, isJsonObject, type Json, type JsonObject, readJson } from '#libs/kubernetes';
import { badRequest, unsupportedMediaType } from '#libs/kubernetes-api';
import { parseManifests } from '#libs/manifest';
import { decodeProtobuf, PROTOBUF_TYPE } from '#libs/protobuf';
import type { KubernetesRequest } from '../kubernetes-request.js';
import { JSON_TYPE, YAML_TYPE } from './media-types.js';

/** What a body says, and the fields that its text has twice. */
export type ReadBody = Readonly<{ value: Json; duplicates: readonly string[] }>;

type Sent = Pick<KubernetesRequest, 'contentType' | 'body'>;

/**
 * The object that a request was sent, whatever it is written in: JSON (also when nothing is said), YAML or Protobuf. `kind` is
 * what it should be.
 * @throws RequestRefused, DecodingFailed, ManifestUnreadable
 */
export function readBody({ contentType = JSON_TYPE, body }: Sent, kind: string): ReadBody {
  switch (contentType) {
    case JSON_TYPE:
      return readJsonObject(body, kind);
    case YAML_TYPE:
      return { value: readYaml(body), duplicates: [] };
    case PROTOBUF_TYPE:
      return { value: decodeProtobuf(body).object, duplicates: [] };
    default:
      throw unsupportedMediaType([JSON_TYPE, YAML_TYPE, PROTOBUF_TYPE]);
  }
}

/** The one object of a YAML text; a key that is there twice is refused. */
export function readYaml(body: Buffer): JsonObject {
  const [object, ...others] = parseManifests(body.toString());
  if (object === undefined || others.length > 0) throw badRequest('the body must be one object');
  return object;
}

function readJsonObject(body: Buffer, kind: string): ReadBody {
  try {
    return readJson(body.toString());
  } catch (error) {
    if (!(error instanceof DecodingFailed)) throw error;
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${error.message} (${excerpt(body)})`,
    );
  }
}

const MOST_SHOWN = 30;

// As the API server shows what it cannot read (apiserver/pkg/endpoints/handlers/rest.go, `summarizeData`).
function excerpt(body: Buffer): string {
  if (body.length === 0) return '<empty>';
  const shown = body.subarray(0, MOST_SHOWN);
  const text = shown[0] === 0x7b ? shown.toString() : shown.toString('hex');
  return body.length > MOST_SHOWN ? `${text} ...` : text;
}

/** JSON that must be an object, such as a patch: Go's words without those of an object. */
export function readPatchObject(body: Buffer): Readonly<{ value: JsonObject; duplicates: readonly string[] }> {
  const { value, duplicates } = readJson(body.toString());
  if (isJsonObject(value)) return { value, duplicates };
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  if (value === null) return { value: {}, duplicates };
  throw new DecodingFailed(`json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`);
}
