import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { DecodingFailed } from '#libs/kubernetes';

/** What `runtime.Unknown` says of the object within. */
export type Envelope = Readonly<{ apiVersion: string; kind: string; raw: Uint8Array }>;

/** The media type of such bodies. */
export const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';

/**
 * Opens Kubernetes' envelope: four bytes `k8s\0`, then the message `runtime.Unknown`
 * (apimachinery, pkg/runtime/serializer/protobuf/protobuf.go).
 * @throws DecodingFailed when it is none
 */
export function readEnvelope(body: Uint8Array): Envelope {
  if (!MAGIC.every((byte, index) => body[index] === byte))
    throw new DecodingFailed('the body does not begin with the four bytes "k8s\\0" that Kubernetes\' Protobuf has');
  const unknown = readParts(body.subarray(MAGIC.length));
  const type = readParts(unknown.get(TYPE_META) ?? NONE);
  const encoding = textOf(unknown.get(CONTENT_ENCODING));
  if (encoding !== '') throw new DecodingFailed(`contentEncoding ${JSON.stringify(encoding)} is not known`);
  const contentType = textOf(unknown.get(CONTENT_TYPE));
  if (contentType !== '' && contentType !== PROTOBUF_TYPE)
    throw new DecodingFailed(`contentType ${JSON.stringify(contentType)} is not ${PROTOBUF_TYPE}`);
  return { apiVersion: textOf(type.get(1)), kind: textOf(type.get(2)), raw: unknown.get(RAW) ?? NONE };
}

const MAGIC = [0x6b, 0x38, 0x73, 0x00];
const NONE = new Uint8Array();
const [TYPE_META, RAW, CONTENT_ENCODING, CONTENT_TYPE] = [1, 2, 3, 4];

// All fields of the envelope are texts, bytes or messages: parts with a length.
function readParts(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const reader = new BinaryReader(bytes);
  const parts = new Map<number, Uint8Array>();
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) parts.set(number, reader.bytes());
    else reader.skip(wireType, number);
  }
  return parts;
}

function textOf(bytes: Uint8Array = NONE): string {
  return new TextDecoder().decode(bytes);
}
