import {
  applyJsonPatch,
  applyMergePatch,
  applyStrategicMergePatch,
  DecodingFailed,
  type Json,
  type JsonObject,
  readJson,
  readJsonPatch,
} from '#libs/kubernetes';
import { badRequest, unsupportedMediaType } from '#libs/kubernetes-api';
import type { KubernetesRequest } from '../kubernetes-request.js';
import { goMap } from './go-map.js';
import { APPLY_PATCH, JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH } from './media-types.js';
import { readPatchObject } from './read-body.js';

type Sent = Pick<KubernetesRequest, 'contentType' | 'body'>;

/** A patch as read, that can be applied to any state of the object. */
export type Patch = Readonly<{
  apply: (live: JsonObject) => Json;
  /** Fields that its text has twice. */
  duplicates: readonly string[];
  /** How Kubernetes shows it when what it makes of the object is none: the patch, or the outcome. */
  shown: (patched: Json) => string;
  /** What is wrong then, in the words of the decoder that reads the outcome. */
  reason: (ofJson: string) => string;
  /** Paths that it replaces, of a JSON Patch that does nothing else. */
  replaced: readonly string[];
}>;

/**
 * Reads a JSON Patch, a merge patch or a strategic merge patch. `goType` says how lists are merged: `v1.Deployment`.
 * @throws RequestRefused, DecodingFailed, PatchFailed
 */
export function readPatch(sent: Sent, goType: string): Patch {
  const { contentType } = sent;
  if (contentType === JSON_PATCH) return jsonPatch(sent);
  if (contentType === MERGE_PATCH) return mergePatch(sent);
  if (contentType === STRATEGIC_PATCH) return strategicPatch(sent, goType);
  throw unsupportedMediaType([JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH]);
}

function jsonPatch({ body }: Sent): Patch {
  const { value } = decoding(() => readJson(body.toString()));
  const operations = readJsonPatch(value);
  const isReplacing = operations.every(({ op }) => op === 'replace');
  return {
    apply: (live) => applyJsonPatch(live, operations),
    duplicates: [],
    shown: (patched) => JSON.stringify(patched),
    reason: (ofJson) => ofJson,
    replaced: isReplacing ? operations.map(({ path }) => path) : [],
  };
}

function mergePatch({ body }: Sent): Patch {
  const { value, duplicates } = decoding(() => readPatchObject(body));
  const shown = (patched: Json): string => JSON.stringify(patched);
  return { apply: (live) => applyMergePatch(live, value), duplicates, shown, reason: (ofJson) => ofJson, replaced: [] };
}

function strategicPatch({ body }: Sent, goType: string): Patch {
  const { value, duplicates } = readPatchObject(body);
  const apply = (live: JsonObject): Json => applyStrategicMergePatch(live, value, goType);
  return { apply, duplicates, shown: () => goMap(value), reason: ofMap, replaced: [] };
}

// The outcome of a strategic merge is no text: it is not read as JSON, but converted (apimachinery, runtime/converter.go).
function ofMap(ofJson: string): string {
  const [, told = '', type] = /^json: cannot unmarshal (\S+) .*of type (\S+)$/.exec(ofJson) ?? [];
  if (type === undefined) return ofJson;
  const kind = GO_KINDS[told] ?? told;
  if (type.startsWith('[]')) return `cannot restore slice from ${kind}`;
  if (type.startsWith('map[')) return `cannot restore map from ${kind}`;
  return /^v1\.[A-Z]/.test(type) ? `cannot restore struct from: ${kind}` : `unrecognized type: ${type}`;
}

const GO_KINDS: Readonly<Record<string, string>> = { number: 'int64', object: 'map', array: 'slice' };

function decoding<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodingFailed) throw badRequest(`error decoding patch: ${error.message}`);
    throw error;
  }
}
