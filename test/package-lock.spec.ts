import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

type Locked = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

describe('package-lock.json', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
  const manifest = read('package.json') as Manifest;

  it('names no registry', () => {
    const named = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

    expect(named).toEqual([]);
  });

  it('has the binaries for every platform, so that npm ci takes it everywhere (else run scripts/complete-lock.mjs)', () => {
    const optional = Object.values(packages).flatMap((locked) => Object.keys(locked.optionalDependencies ?? {}));
    const missing = optional.filter(
      (name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
    );

    expect(missing).toEqual([]);
  });

  it('has what package.json asks for, and that asks for exact versions', () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies };
    const locked = Object.keys(asked).map((name) => [name, packages[`node_modules/${name}`]?.version]);

    expect(Object.fromEntries(locked)).toEqual(asked);
  });
});
