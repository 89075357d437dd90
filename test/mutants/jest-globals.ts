import { createRequire } from 'node:module';
import { format } from 'node:util';

// Stands in for `@jest/globals`: collects the tests, so that they can be run thousands of times in one process.

export type Test = Readonly<{ name: string; run: () => unknown }>;

type Body = (...row: never[]) => unknown;

/** In the order in which they were written. */
export const tests: Test[] = [];
const above: string[] = [];

// Jest's own, found as Jest finds it.
const require = createRequire(import.meta.url);
export const { expect } = createRequire(require.resolve('jest'))('expect') as { expect: unknown };

export const describe = Object.assign(
  (name: string, body: () => unknown): void => {
    above.push(name);
    body();
    above.pop();
  },
  { each: eachOf((name, body) => describe(name, body)) },
);

export const it = Object.assign(
  (name: string, run: () => unknown): void => void tests.push({ name: [...above, name].join(' '), run }),
  { each: eachOf((name, body) => it(name, body)) },
);

function eachOf(one: (name: string, body: () => unknown) => void) {
  return (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const values = (Array.isArray(row) ? row : [row]) as never[];
      one(format(name, ...values.slice(0, name.split('%').length - 1)), () => body(...values));
    }
  };
}
