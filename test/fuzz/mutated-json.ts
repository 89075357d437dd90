import fc from 'fast-check';

/** A JSON text with one value replaced, removed or added somewhere; any text when it is none. */
export function mutatedJson(text: string): fc.Arbitrary<string> {
  const document = parsed(text);
  if (document === undefined) return fc.oneof(fc.json(), fc.constantFrom(...BROKEN));
  const paths = pathsOf(document, []);
  return fc
    .tuple(fc.constantFrom(...paths), oddValue(), fc.constantFrom('replace', 'remove', 'add', 'break'))
    .map(([path, value, how]) => {
      if (how === 'break') return JSON.stringify(document).slice(0, Math.floor(text.length / 2));
      const copy = { root: JSON.parse(JSON.stringify(document)) as unknown };
      alter(copy, ['root', ...path], { value, how });
      return copy.root === undefined ? '' : JSON.stringify(copy.root);
    });
}

const BROKEN = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"a":1,"a":2}',
  '\ufeff{}',
  'a: b: c',
  '&a [*a]',
  '{"kind":"Deployment"}',
];

const ODD: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1.5,
  1e308,
  2147483648,
  9007199254740993,
  true,
  [],
  {},
  [null],
  [[]],
  { '': '' },
  '\u0000',
  '\ud800',
  'x'.repeat(70_000),
  '50%',
  '-5%',
  '1e99999Ki',
  '9'.repeat(300),
  { $patch: 'delete' },
  { $patch: 'replace' },
  { $patch: 1 },
  { $retainKeys: 'x' },
  [{ $patch: 'delete', name: 'web' }],
  { '$setElementOrder/containers': [{}] },
  { 'f:x': {} },
  { constructor: { prototype: { polluted: true } } },
  { ['__proto__']: { polluted: true } },
];

function oddValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ODD) },
    fc.jsonValue({ maxDepth: 4 }),
    fc.constant(deep(400)),
  );
}

function deep(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner) => ({ a: inner }), null);
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function alter(holder: unknown, path: Path, { value, how }: Readonly<{ value: unknown; how: string }>): void {
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], holder);
  const key = path.at(-1) ?? '';
  const fields = parent as Record<string, unknown>;
  if (how === 'remove') Reflect.deleteProperty(fields, key);
  else if (how === 'replace') fields[key] = value;
  else fields[`${key}x`] = value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
