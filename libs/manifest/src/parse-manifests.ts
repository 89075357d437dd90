import { isJsonObject, type Json, type JsonObject } from '#libs/kubernetes';
import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { MANIFEST_LIMITS, type ManifestLimits } from './limits.js';
import { ManifestUnreadable } from './manifest-unreadable.js';
import { readNode, unreadable } from './read-node.js';
import { refuseDeep } from './refuse-deep.js';

/**
 * Reads manifests as `kubectl apply -f` does: YAML or JSON, several documents, Lists unfolded. Empty documents are left out.
 * Unlike kubectl it refuses a key that is there twice.
 * @throws ManifestUnreadable
 */
export function parseManifests(text: string, limits: ManifestLimits = MANIFEST_LIMITS): readonly JsonObject[] {
  refuseLong(text, limits);
  refuseDeep(text, limits.depth);
  const lines = new LineCounter();
  const objects: JsonObject[] = [];
  for (const document of documentsOf(text, lines)) {
    const value = readDocument(document, lines, limits);
    if (value === null) continue;
    const unfolded = unfold(value, 'a manifest', (problem) =>
      unreadable({ lines }, document.contents, 'NotAnObject', problem),
    );
    if (objects.length + unfolded.length > limits.documents)
      throw unreadable(
        { lines },
        document.contents,
        'TooManyDocuments',
        `more than ${limits.documents} objects: send them in portions`,
      );
    objects.push(...unfolded);
  }
  return objects;
}

function refuseLong(text: string, { textBytes }: ManifestLimits): void {
  const isLong = text.length > textBytes || new TextEncoder().encode(text).length > textBytes;
  if (isLong) throw new ManifestUnreadable('TextTooLong', 1, 1, `more than ${textBytes} bytes`);
}

// The failsafe schema leaves every word a text: what it means is decided in plainScalar, as Go does.
function documentsOf(text: string, lineCounter: LineCounter): readonly Document[] {
  const parsed = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, lineCounter });
  return Array.isArray(parsed) ? (parsed as readonly Document[]) : [];
}

function readDocument(document: Document, lines: LineCounter, limits: ManifestLimits): Json {
  const [error] = document.errors;
  if (error !== undefined) throw unreadable({ lines }, { range: error.pos }, 'SyntaxError', error.message);
  return readNode(document.contents, { anchors: new Map(), lines, limits, values: 0 });
}

// `subject` is what the value is: the manifest, or an element of a List.
function unfold(value: Json, subject: string, refuse: (problem: string) => Error): readonly JsonObject[] {
  if (!isJsonObject(value)) throw refuse(`${subject} must be an object`);
  const { kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [value];
  return (items as readonly Json[]).flatMap((item, index) => unfold(item, `items[${index}] of a ${kind}`, refuse));
}
