import { canonicalJson, type Deployment } from '#libs/kubernetes';
import type { FileContent } from './file-change.js';
import type { Passed } from './passed.js';
import { type ManifestPlace, readManifest, type ReadManifest } from './read-manifest.js';

/** A Deployment as a file has it. */
export type Held = Readonly<{
  deployment: Deployment;
  /** Canonical: two that are equal mean the same. */
  text: string;
}>;

/** The Deployments of a file, by `namespace/name`. */
export type FileObjects = ReadonlyMap<string, Held>;

/**
 * The Deployments of a file after a change of it. What cannot be read says nothing of what the file's Deployments became:
 * they stay as they were.
 */
export function fileObjects(
  content: Exclude<FileContent, { kind: 'gone' }>,
  before: FileObjects,
  { namespace, pass }: Readonly<{ namespace: string; pass: (passed: Omit<Passed, 'path'>) => void }>,
): FileObjects {
  if (content.kind === 'unreadable') {
    const { reason, message } = content;
    pass({ reason, message });
    return before;
  }
  const objects = new Map<string, Held>();
  for (const object of content.objects) {
    const read = readManifest(object, namespace);
    if (!('place' in read)) {
      pass({ reason: read.kind, message: read.message });
      continue;
    }
    const key = keyOf(read.place);
    for (const said of saidOf(read, objects.has(key))) pass({ ...said, object: key });
    const held = read.kind === 'Deployment' ? heldOf(read.deployment) : (objects.get(key) ?? before.get(key));
    if (held !== undefined) objects.set(key, held);
  }
  return objects;
}

function saidOf(
  read: Extract<ReadManifest, { place: ManifestPlace }>,
  isThere: boolean,
): readonly Pick<Passed, 'reason' | 'message'>[] {
  if (read.kind !== 'Deployment') return [{ reason: read.kind, message: read.message }];
  const unknown = read.warnings.map((message) => ({ reason: 'UnknownField', message }) as const);
  return isThere
    ? [...unknown, { reason: 'Duplicate', message: 'stands twice in the file: the last is taken' }]
    : unknown;
}

function heldOf(deployment: Deployment): Held {
  return { deployment, text: canonicalJson(deployment) };
}

function keyOf({ namespace, name }: ManifestPlace): string {
  return `${namespace}/${name}`;
}
