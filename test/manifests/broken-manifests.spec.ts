import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decide, type Decision, type DecisionContext, type DeploymentState, evolve } from '#libs/history';
import { DeploymentInvalid, NEWEST_RELEASE } from '#libs/kubernetes';
import { parseManifests } from '#libs/manifest';
import { type BrokenManifest, INVALID_MANIFESTS, MALFORMED_MANIFESTS, UNREADABLE_MANIFESTS } from './broken.js';

describe('a manifest broken by one edit', () => {
  it.each(MALFORMED_MANIFESTS)('when $when, it says where', (broken) => {
    expect(() => parseManifests(edited(broken))).toThrow(
      expect.objectContaining({ code: 'ManifestUnreadable', message: broken.errors[0] }),
    );
  });

  it.each(UNREADABLE_MANIFESTS)('when $when, it is no Deployment, in the words of Kubernetes', (broken) => {
    expect(() => applied(broken)).toThrow(
      expect.objectContaining({ code: 'DecodingFailed', message: broken.errors[0] }),
    );
  });

  it.each(INVALID_MANIFESTS)('when $when, it is invalid, in the words of Kubernetes', (broken) => {
    expect(causesOf(() => applied(broken))).toEqual(broken.errors);
  });
});

describe('a manifest at its limit', () => {
  const main = 'image: registry.example.com/license/server:12';
  const withAnnotation = (bytes: number): string =>
    textOf('recreate.yaml').replace('spec:', `  annotations: { a: "${'x'.repeat(bytes - 1)}" }\nspec:`);
  const withArgument = (bytes: number): string => {
    const text = (length: number): string =>
      textOf('recreate.yaml').replace(main, `${main}\n          args: ["${'x'.repeat(length)}"]`);
    return text(bytes - Buffer.byteLength(text(0)));
  };

  it.each([
    ['253 letters', 'name: long-name-0', []],
    [
      '254 letters',
      'name: xlong-name-0',
      [expect.stringMatching(/^metadata\.name: Invalid value: "x[^"]{253}": must be no more than 253 characters$/)],
    ],
  ])('when its name has %s, that counts', (_, name, errors) => {
    const text = textOf('longest-names.yaml').replace('name: long-name-0', () => name);
    expect(causesOf(() => appliedText(text))).toEqual(errors);
  });

  it.each([
    [262_144, []],
    [262_145, ['metadata.annotations: Too long: may not be more than 262144 bytes']],
  ])('when its annotations have %d bytes, that counts', (bytes, errors) => {
    expect(causesOf(() => appliedText(withAnnotation(bytes)))).toEqual(errors);
  });

  it.each([262_000, 1_048_575, 1_572_864])('when it has %d bytes, it is applied and can be changed', (bytes) => {
    const text = withArgument(bytes);
    expect(Buffer.byteLength(text)).toBe(bytes);
    const created = appliedText(text);
    const state = created.events.reduce<DeploymentState | undefined>(evolve, undefined);
    const context = contextOf({ namespace: 'default', name: 'license-server' });
    expect(decide({ kind: 'ScaleDeployment', replicas: 6 }, state, context).summary).toBe('replicas: 5 -> 6');
  });

  it('when it has one byte more than an object can have, it is refused', () => {
    expect(() => parseManifests(withArgument(1_572_865))).toThrow('more than 1572864 bytes');
  });
});

function textOf(file: string): string {
  return readFileSync(`test/manifests/${file}`, 'utf8');
}

function edited({ file, edit: [from, to] }: BrokenManifest): string {
  const text = textOf(file);
  if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
  return text.replace(from, () => to);
}

function applied(broken: BrokenManifest): Decision {
  return appliedText(edited(broken));
}

function appliedText(text: string): Decision {
  const manifest = parseManifests(text).find(({ kind }) => kind === 'Deployment') ?? {};
  const { name, namespace = 'default' } = manifest.metadata as { name: string; namespace?: string };
  return decide({ kind: 'ApplyDeployment', manifest }, undefined, contextOf({ namespace, name }));
}

function contextOf(place: Readonly<{ namespace: string; name: string }>): DecisionContext {
  return { cluster: 'default', ...place, now: 0, release: NEWEST_RELEASE, podLifeRules: [] };
}

function causesOf(apply: () => Decision): readonly string[] {
  try {
    apply();
    return [];
  } catch (error) {
    if (error instanceof DeploymentInvalid) return error.causes.map(({ field, message }) => `${field}: ${message}`);
    throw error;
  }
}
