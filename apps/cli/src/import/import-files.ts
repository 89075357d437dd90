import { readFile, stat } from 'node:fs/promises';
import { DecodingFailed, isJsonObject, type JsonObject, listOf, objectOf, readJson, textOf } from '#libs/kubernetes';
import { MANIFEST_LIMITS, ManifestUnreadable, parseManifests } from '#libs/manifest';
import { FactRecorder } from './fact-recorder.js';
import { dumpFacts, ownerUid } from './dump-facts.js';
import type { ImportSink, ImportSource } from './import-source.js';
import { type ImportFlags, runImport } from './run-import.js';

export type DumpFlags = ImportFlags & Readonly<{ cluster: string }>;

/** `rollbook import files` */
export async function importFiles(files: readonly string[], flags: DumpFlags): Promise<void> {
  await runImport(dumpSource(files, flags), flags);
}

const MOST_BYTES = 64 * 1024 * 1024;
const LIMITS = { ...MANIFEST_LIMITS, textBytes: MOST_BYTES, documents: 100_000, values: 20_000_000 };

/** Dumps of a cluster's Deployments and ReplicaSets, as `kubectl get -o yaml` and `-o json` write them. */
export function dumpSource(files: readonly string[], { cluster }: Pick<DumpFlags, 'cluster'>): ImportSource {
  return {
    unit: 'files',
    total: files.length,
    run: async (sink) => {
      const recorder = new FactRecorder(sink);
      for (const [index, file] of files.entries()) {
        await readDump(file, { cluster, sink, recorder });
        if (!(await sink.reached(index + 1))) return;
      }
    },
  };
}

type Reading = Readonly<{ cluster: string; sink: ImportSink; recorder: FactRecorder }>;

async function readDump(file: string, { cluster, sink, recorder }: Reading): Promise<void> {
  const objects = await objectsOf(file, sink);
  const deployments = objects.filter((object) => isOfKind(object, 'Deployment') && hasUid(object));
  const uids = new Set(deployments.map(({ metadata }) => textOf(objectOf(metadata).uid)));
  const replicaSets = objects.filter((object) => isOfKind(object, 'ReplicaSet') && uids.has(ownerUid(object)));
  const used = new Set([...deployments, ...replicaSets]);
  for (const object of objects) if (!used.has(object)) sink.pass({ ...whyNot(object), found: file });
  for (const deployment of deployments)
    for (const fact of dumpFacts(deployment, replicaSets, { cluster, now: Date.now() }))
      await recorder.take(fact, file);
  await recorder.end();
}

async function objectsOf(file: string, sink: ImportSink): Promise<readonly JsonObject[]> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) {
    sink.pass({ what: 'FileTooLong', found: file, message: `${size} bytes, and at most ${MOST_BYTES} are read` });
    return [];
  }
  try {
    const text = await readFile(file, 'utf8');
    return objectsOfJson(text) ?? parseManifests(text, LIMITS);
  } catch (error) {
    if (!(error instanceof ManifestUnreadable)) throw error;
    sink.pass({ what: 'BrokenFile', found: file, message: error.message });
    return [];
  }
}

// A dump is one document, and as JSON it is read in a fraction of what YAML takes.
function objectsOfJson(text: string): readonly JsonObject[] | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { value } = readJson(text);
    if (!isJsonObject(value)) return undefined;
    return value.kind === 'List' ? listOf(value.items).map((item) => objectOf(item)) : [value];
  } catch (error) {
    if (error instanceof DecodingFailed) return undefined; // said with the place, when it is read as YAML
    throw error;
  }
}

function isOfKind({ kind, apiVersion }: JsonObject, wanted: string): boolean {
  return kind === wanted && apiVersion === 'apps/v1';
}

function hasUid({ metadata }: JsonObject): boolean {
  const { uid, resourceVersion, namespace, name } = objectOf(metadata);
  return [uid, resourceVersion, namespace, name].every((value) => textOf(value) !== '');
}

function whyNot(object: JsonObject): Pick<Parameters<ImportSink['pass']>[0], 'what' | 'message'> {
  const { kind, apiVersion, metadata } = object;
  const { namespace, name } = objectOf(metadata);
  const shown = `${textOf(kind) || 'no kind'} ${textOf(namespace)}/${textOf(name)} of ${textOf(apiVersion) || 'no apiVersion'}`;
  if (isOfKind(object, 'Deployment'))
    return {
      what: 'InvalidManifest',
      message: `${shown}: no uid or no resourceVersion, so it is no dump of a cluster`,
    };
  return {
    what: 'OtherKind',
    message: isOfKind(object, 'ReplicaSet') ? `${shown}: its Deployment is not in the file` : shown,
  };
}
