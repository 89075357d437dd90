import { DecodingFailed, type JsonObject } from '#libs/kubernetes';
import { type Envelope, readEnvelope } from './envelope.js';
import { Decoding } from './decoding.js';

/** An object as a client sent it in Protobuf, in the form in which it would have sent it in JSON. */
export type DecodedProtobuf = Readonly<{ apiVersion: string; kind: string; object: JsonObject }>;

/** Kubernetes takes no larger request either. */
export const MOST_PROTOBUF_BYTES = 3 * 1024 * 1024;

/**
 * Reads the body of a request in Kubernetes' Protobuf form. `status` is left out: nobody may write it here.
 * @throws DecodingFailed
 */
export function decodeProtobuf(body: Uint8Array): DecodedProtobuf {
  if (body.length > MOST_PROTOBUF_BYTES)
    throw new DecodingFailed(`the body has ${body.length} bytes; it may have ${MOST_PROTOBUF_BYTES}`);
  try {
    const envelope = readEnvelope(body);
    const { apiVersion, kind, raw } = envelope;
    const fields = new Decoding().message(messageOf(envelope), raw, kind);
    return { apiVersion, kind, object: { apiVersion, kind, ...fields } };
  } catch (error) {
    if (error instanceof DecodingFailed) throw error;
    throw new DecodingFailed(`the body is no readable Protobuf: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

// The options of a deletion are known to every group, in its own version.
function messageOf({ apiVersion, kind }: Envelope): string {
  if (kind === 'DeleteOptions' || VERSIONS[kind] === apiVersion) return kind;
  throw new DecodingFailed(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`);
}

const VERSIONS: Readonly<Partial<Record<string, string>>> = {
  Deployment: 'apps/v1',
  Scale: 'autoscaling/v1',
  Namespace: 'v1',
  Pod: 'v1',
  Service: 'v1',
  SelfSubjectAccessReview: 'authorization.k8s.io/v1',
  SelfSubjectRulesReview: 'authorization.k8s.io/v1',
  SelfSubjectReview: 'authentication.k8s.io/v1',
};
