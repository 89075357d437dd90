import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  decodeDeployment,
  DecodingFailed,
  defaultDeployment,
  type Json,
  type JsonObject,
  type PodTemplate,
  podTemplateHash,
  validateDeployment,
} from '#libs/kubernetes';

// What somebody may write where something else belongs.
const WRONG: readonly Json[] = [null, '', '설명', 'a'.repeat(300), -1, 1.5, 2 ** 31, true, [null], { x: 1 }];

type Path = readonly (string | number)[];

const FOLDER = 'test/manifests/golden';
const corpus = readdirSync(FOLDER)
  .filter((file) => !['scalars.json', 'hashes.json'].includes(file))
  .flatMap((file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as readonly JsonObject[])
  .filter(({ kind }) => kind === 'Deployment');

/** One place for each field that the corpus has, wherever it occurs first. */
const places = new Map<string, Readonly<{ manifest: JsonObject; path: Path }>>();
for (const manifest of corpus)
  for (const path of pathsOf(manifest)) {
    const field = path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
    if (!places.has(field) && !/^\.metadata\.(labels|annotations)\.|fieldsV1/.test(field))
      places.set(field, { manifest, path });
  }

describe('one wrong value anywhere', () => {
  it('when the corpus is gone through, it has the fields that people use', () => {
    expect(places.size).toBeGreaterThan(350);
  });

  it.each([...places])('when it is at %s, it is refused in words or read as a whole', (_, { manifest, path }) => {
    for (const value of WRONG) expect([value, outcome(replaced(manifest, path, value))]).toEqual([value, 'clear']);
  });
});

// Refused by decoding or by validation with causes that name a field; or accepted, and then stable and hashable.
function outcome(manifest: Json): string {
  try {
    const stored = defaultDeployment(decodeDeployment(manifest, { fieldValidation: 'Strict' }).deployment);
    expect(defaultDeployment(stored)).toEqual(stored);
    const causes = validateDeployment(stored);
    for (const { field, message } of causes) expect(`${field}: ${message}`).toMatch(/^(metadata|spec)\S*: [A-Z]/);
    if (causes.length === 0) podTemplateHash((stored.spec as { template: PodTemplate }).template, '1.36');
    return 'clear';
  } catch (error) {
    return error instanceof DecodingFailed ? 'clear' : String((error as Error).stack);
  }
}

function pathsOf(value: Json | undefined, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const children: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((child, index) => [index, child] as const)
    : Object.entries(value);
  return [path, ...children.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

function replaced(value: Json | undefined, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by;
  if (typeof step === 'number')
    return (value as readonly Json[]).map((child, index) => (index === step ? replaced(child, rest, by) : child));
  return { ...(value as JsonObject), [step]: replaced((value as JsonObject)[step], rest, by) };
}
