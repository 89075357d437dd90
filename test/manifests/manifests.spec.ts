import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, defaultDeployment, podTemplateHash, readDeployment } from '#libs/kubernetes';
import type { Json, JsonObject, KubernetesRelease, PodTemplate } from '#libs/kubernetes';
import { formatYaml, ManifestUnreadable, parseManifests } from '#libs/manifest';

const FOLDER = 'test/manifests';
const RELEASES: readonly KubernetesRelease[] = ['1.20', '1.32', '1.36'];

const files = readdirSync(FOLDER).filter((name) => /\.(yaml|json)$/.test(name));
const textOf = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');
const golden = (name: string): Json => JSON.parse(readFileSync(`${FOLDER}/golden/${name}.json`, 'utf8')) as Json;

// Binary content is of other kinds than Deployments: refused here.
const scalars = (golden('scalars') as readonly Scalar[]).filter(({ text }) => !text.startsWith('!!binary'));

const deployments = files.flatMap((file) =>
  deploymentsOf(parseManifests(textOf(file))).map((manifest) => ({ file, manifest, name: nameOf(manifest) })),
);

describe('the corpus', () => {
  it('when it is counted, it has many files, and the README tells of each what its first comment says', () => {
    expect(files.length).toBeGreaterThanOrEqual(50);
    const readme = textOf('README.md').replaceAll('\\', '');
    for (const file of files) {
      const [, about] = /^\uFEFF?# (.*?)\r?\n/.exec(textOf(file)) ?? [];
      expect(readme).toContain(`[${file}](${file})`);
      expect(readme).toContain(about ?? file);
    }
  });
});

describe('parseManifests', () => {
  it.each(files)('when %s is read, it is what kubectl reads', (file) => {
    expect(parseManifests(textOf(file)).map(withoutManagedFields)).toEqual(golden(file));
  });

  it.each(scalars)('when a scalar is $text, it is what kubectl reads', (scalar) => {
    expect(readOrRefused(`x: ${scalar.text}`)).toEqual('valueRefused' in scalar ? REFUSED : { x: scalar.value });
    if (!isOddKey(scalar))
      expect(readOrRefused(`${scalar.text}: x`)).toEqual(
        'keyRefused' in scalar ? REFUSED : { [scalar.key ?? '']: 'x' },
      );
  });
});

describe.each(deployments)('$file: $name', ({ manifest }) => {
  const stored = defaultDeployment(manifest);
  const { template } = stored.spec as { template: PodTemplate };

  it('when it is read, it is accepted', () => {
    expect(readDeployment(manifest, 'default')).toMatchObject({ name: nameOf(manifest) });
  });

  it('when defaults are applied twice, nothing more is changed', () => {
    expect(defaultDeployment(stored)).toEqual(stored);
  });

  it('when it is written as YAML and read again, it is the same', () => {
    expect(parseManifests(formatYaml(manifest))).toEqual([manifest]);
    expect(parseManifests(formatYaml(stored))).toEqual([stored]);
  });

  it('when its keys are in another order, its hash is the same', () => {
    const turned = defaultDeployment(JSON.parse(canonicalJson(manifest)) as JsonObject).spec as JsonObject;
    for (const release of RELEASES)
      expect(podTemplateHash(turned.template as PodTemplate, release)).toBe(podTemplateHash(template, release));
  });

  it('when its hash is computed, it is what it was when this manifest was kept', () => {
    const hashes = RELEASES.map((release) => podTemplateHash(template, release));
    expect(hashes).toEqual(PINNED[nameOf(manifest)]);
  });
});

const REFUSED = 'refused';

type Scalar = Readonly<{ text: string; value?: Json; key?: string; valueRefused?: true; keyRefused?: true }>;

const PINNED = golden('hashes') as Readonly<Record<string, readonly string[]>>;

function deploymentsOf(objects: readonly JsonObject[]): readonly JsonObject[] {
  return objects.filter(({ kind }) => kind === 'Deployment');
}

function nameOf(manifest: JsonObject): string {
  return (manifest.metadata as { name: string }).name;
}

// `kubectl patch --local` leaves them out of what it prints.
function withoutManagedFields({ metadata, ...rest }: JsonObject): JsonObject {
  const { managedFields: _, ...kept } = metadata as JsonObject;
  return { ...rest, metadata: kept };
}

// Numbers as keys that Go writes with an exponent, -0 and infinity: here written as JavaScript does, or refused.
function isOddKey({ text, key = '' }: Scalar): boolean {
  return /^[-+]?[.0-9]/.test(text) && /e|-0$|inf|nan/.test(`${text} ${key}`);
}

function readOrRefused(field: string): Json {
  try {
    const [object] = parseManifests(`apiVersion: v1\nkind: X\nspec:\n  ${field}\n`);
    return object?.spec ?? null;
  } catch (error) {
    if (error instanceof ManifestUnreadable) return REFUSED;
    throw error;
  }
}
