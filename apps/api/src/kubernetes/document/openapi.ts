import { createHash } from 'node:crypto';
import type { JsonObject } from '#libs/kubernetes';
import { groupVersion, OPENAPI_V2, openApiDocument, openApiV2Bytes } from '#libs/kubernetes-api';
import { type Answer, ok } from '../answer.js';
import { DISCOVERABLE } from '../discoverable.js';
import type { ClusterPath } from '../http/parse-path.js';

/** How a document is asked for. */
export type AskedDocument = Readonly<{ accept: string; query: URLSearchParams }>;

/** What the API can do, in OpenAPI, for `/openapi/v3` and below and `/openapi/v2`; undefined for a path of nothing. */
export function openApiAt({ prefix, parts }: ClusterPath, asked: AskedDocument): Answer | undefined {
  const [, release, ...place] = parts;
  if (release === 'v2' && place.length === 0) return version2(asked);
  if (release !== 'v3') return undefined;
  return place.length === 0 ? index(prefix) : version3(place.join('/'), asked);
}

// With the hash in it, the address of a document is a new one whenever the document is.
function index(prefix: string): Answer {
  const entries = PLACES.map((place) => {
    const serverRelativeURL = `${prefix}/openapi/v3/${place}?hash=${documentOf(place)?.hash ?? ''}`;
    return [place, { serverRelativeURL }] as const;
  });
  return ok({ paths: Object.fromEntries(entries) });
}

function version3(place: string, { query }: AskedDocument): Answer | undefined {
  const document = documentOf(place);
  if (document === undefined) return undefined;
  const holds = query.get('hash') === document.hash;
  return { ...ok(document.object), ...(holds && { cacheControl: 'private, max-age=31536000, immutable' }) };
}

// kubectl reads the answer as Protobuf, whatever it says it is; of an empty one it takes that it must know itself.
function version2({ accept }: AskedDocument): Answer {
  if (!accept.includes('protobuf')) return ok(OPENAPI_V2);
  return { kind: 'bytes', status: 200, contentType: PROTOBUF, bytes: Buffer.from(openApiV2Bytes()) };
}

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** `api/v1`, `apis/apps/v1`: of each group and version that is served. */
const PLACES: readonly string[] = [
  ...new Set(DISCOVERABLE.map(({ served }) => `${served.group === '' ? 'api' : 'apis'}/${groupVersion(served)}`)),
];

type Document = Readonly<{ object: JsonObject; hash: string }>;

// Made when first asked for: they do not change while the program runs.
const documents = new Map<string, Document>();

function documentOf(place: string): Document | undefined {
  const known = documents.get(place) ?? makeDocument(place);
  if (known !== undefined) documents.set(place, known);
  return known;
}

function makeDocument(place: string): Document | undefined {
  if (!PLACES.includes(place)) return undefined;
  const object = openApiDocument(DISCOVERABLE, place.replace(/^apis?\//, ''));
  if (object === undefined) return undefined;
  const hash = createHash('sha512').update(JSON.stringify(object)).digest('hex').toUpperCase();
  return { object, hash };
}
